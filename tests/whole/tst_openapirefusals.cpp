// SPDX-License-Identifier: GPL-3.0-only
#include "api/codes.h"
#include "api/paths.h"
#include "support/apidescription.h"
#include "support/testserver.h"

#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;

// What the description of the API says of refusals: its codes are those of the program, and what is
// refused is refused as it says.
class OpenApiRefusalsTest : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void listsEveryCode();
    void listsOnlyCodesThatSomethingAnswers();
    void showsTheRefusalOfWhoeverIsNotLetIn();
    void refusesAsDescribed();

private:
    TestServer m_server;
    ApiDescription m_api{{}};
};

// With ids that nothing has.
static QString someTargetOf(const ApiOperation &operation)
{
    return operation.pattern().replace("<arg>"_L1, AccountId::create().toString());
}

void OpenApiRefusalsTest::initTestCase()
{
    m_api = ApiDescription(m_server.client().get(path::openapi).json());
    QVERIFY(!m_api.operations().isEmpty());
}

// Those after the last heading of the list only stand for a sentence and are never sent.
void OpenApiRefusalsTest::listsEveryCode()
{
    static const QSet<QString> sentences{u"SIGNED_UP"_s,           u"SIGNED_UP_CHECK_MAIL"_s,
                                         u"REFRESHED"_s,           u"PASSWORD_RESET"_s,
                                         u"PASSWORD_CHANGED"_s,    u"RESET_MAILED"_s,
                                         u"VERIFICATION_MAILED"_s, u"EMAIL_CHANGE_MAILED"_s,
                                         u"PASSWORD_SET"_s,        u"UNLINKED"_s,
                                         u"DEACTIVATED"_s,         u"STOPPED"_s};
    QSet<QString> sent;
#define GATEHOUSE_CODE(name, text, sentence) sent.insert(u"" text ""_s);
    GATEHOUSE_CODES(GATEHOUSE_CODE)
#undef GATEHOUSE_CODE
    sent -= sentences;
    const QStringList described = m_api.enumeration(u"ErrorCode"_s) + m_api.enumeration(u"FieldCode"_s) +
                                  m_api.enumeration(u"SuccessCode"_s);
    const QSet<QString> all(described.begin(), described.end());
    QCOMPARE((sent - all).values(), QStringList());
    QCOMPARE((all - sent).values(), QStringList());
    QCOMPARE(all.size(), described.size());
}

// Every code that an operation lists is known. That each is listed somewhere is asked of those whose
// routes are there.
void OpenApiRefusalsTest::listsOnlyCodesThatSomethingAnswers()
{
    const QStringList known = m_api.enumeration(u"ErrorCode"_s);
    QString answered =
        m_api.document()["components"_L1]["responses"_L1]["Refusal"_L1]["description"_L1].toString();
    for (const ApiOperation &each : m_api.operations()) {
        for (const int status : each.statuses(400, 599)) {
            const QStringList codes = each.errorCodes(status);
            for (const QString &code : codes)
                QVERIFY2(known.contains(code), qPrintable(each.id() + u' ' + code));
            answered += codes.join(u' ') + u' ';
        }
    }
    for (const QString &code : known) {
        const bool isOfLaterRoutes = code.startsWith("WEBAUTHN"_L1) || code.startsWith("PASSKEY"_L1) ||
                                     code == "CREDENTIAL_EXISTS"_L1 || code == "PROVIDER_UNAVAILABLE"_L1 ||
                                     code == "LAST_AUTH_METHOD"_L1;
        QVERIFY2(isOfLaterRoutes || answered.contains(code), qPrintable(code));
    }
}

// Nobody calls everything that is not public: what comes is described.
void OpenApiRefusalsTest::showsTheRefusalOfWhoeverIsNotLetIn()
{
    for (const ApiOperation &each : m_api.operations()) {
        const QString access = each.text("x-access"_L1);
        if (access == "Public"_L1 || access == "Optional"_L1)
            continue;
        const QString target = someTargetOf(each);
        const Answer answer = m_server.client().send(each.method, target, {});
        QVERIFY_REFUSAL(answer, 401, code::unauthorized);
        const QString fault = m_api.faultOf(answer.json(), each.answer(401)["schema"_L1]);
        QVERIFY2(fault.isEmpty(), qPrintable(each.id() + u' ' + fault));
    }
}

// A wrong value for each that takes one: the code is one of those that are described.
void OpenApiRefusalsTest::refusesAsDescribed()
{
    const Person ada = m_server.addPerson(u"refused@example.org"_s);
    HttpClient client = m_server.signedIn(ada);
    HttpClient admin = m_server.signedIn(m_server.addAdmin(u"refused-admin@example.org"_s));
    for (const ApiOperation &each : m_api.operations()) {
        if (each.body().isEmpty() && !each.path.contains(u'{'))
            continue;
        const bool isAdmins = each.path.startsWith("/api/admin"_L1);
        const QString target = someTargetOf(each);
        const Answer answer = (isAdmins ? admin : client)
                                  .send(each.method, target, {{"Content-Type", "application/json"}},
                                        R"({"email":7,"token":7})");
        if (answer.status < 400)
            continue;
        const QString code = QString::fromLatin1(answer.code());
        QVERIFY2(each.errorCodes(answer.status).contains(code),
                 qPrintable(each.id() + u' ' + QString::fromUtf8(answer.body)));
    }
}

QTEST_GUILESS_MAIN(OpenApiRefusalsTest)
#include "tst_openapirefusals.moc"
