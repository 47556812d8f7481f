// SPDX-License-Identifier: GPL-3.0-only
#include "support/documents.h"
#include "support/testserver.h"

#include <QTest>

using namespace Qt::StringLiterals;

// The fifty requests that the documents of the three systems print, sent as they stand there. Most
// hold placeholders or tokens of other servers, so that a refusal is right; it says which.
class DocumentsTest : public QObject
{
    Q_OBJECT
private slots:
    void hasAllRequests();
    void answersPrintedRequests_data();
    void answersPrintedRequests();

private:
    TestServer m_server;
};

static const QStringList systems{u"ocore-auth"_s, u"ocore-account"_s, u"ocore-webauthn"_s, u"browsary"_s,
                                 u"mrdemonwolf"_s};

// An empty code: the documented success. Requests that are not here answer something of their own.
struct Outcome
{
    const char *code;
    int status;
};

static std::optional<Outcome> outcomeOf(const QString &request)
{
    static const std::map<QString, Outcome> outcomes{
        {u"ocore-auth POST /auth/forgot-password"_s, {"", 200}},
        {u"ocore-auth POST /auth/login"_s, {code::invalidCredentials, 401}},
        {u"ocore-auth POST /auth/login/2fa"_s, {code::invalidPartialToken, 401}},
        {u"ocore-auth POST /auth/logout"_s, {"", 200}},
        {u"ocore-auth POST /auth/refresh"_s, {code::invalidRefreshToken, 401}},
        {u"ocore-auth POST /auth/reset-password"_s, {code::expiredOrAlreadyUsed, 400}},
        {u"ocore-auth POST /auth/signup"_s, {code::validationFailed, 400}},
        {u"ocore-auth GET /auth/verify-email"_s, {"", 302}},
        {u"ocore-auth POST /auth/verify-email/resend"_s, {"", 200}},
        {u"ocore-account GET /auth/verify-email-change"_s, {"", 302}},
        {u"ocore-account POST /user/change-email"_s, {code::unauthorized, 401}},
        {u"ocore-account POST /user/change-password"_s, {code::unauthorized, 401}},
        {u"ocore-account GET /user/connected-accounts"_s, {code::unauthorized, 401}},
        {u"ocore-account DELETE /user/connected-accounts/{id}"_s, {code::unauthorized, 401}},
        {u"ocore-account POST /user/deactivate"_s, {code::unauthorized, 401}},
        {u"ocore-account GET /user/login-history"_s, {code::unauthorized, 401}},
        {u"ocore-account POST /user/set-password"_s, {code::unauthorized, 401}},
        {u"ocore-webauthn GET /user/passkeys"_s, {code::unauthorized, 401}},
        {u"ocore-webauthn POST /user/passkeys/register/begin"_s, {code::unauthorized, 401}},
        {u"ocore-webauthn POST /user/passkeys/register/finish"_s, {code::unauthorized, 401}},
        {u"ocore-webauthn PATCH /user/passkeys/{id}"_s, {code::unauthorized, 401}},
        {u"ocore-webauthn DELETE /user/passkeys/{id}"_s, {code::unauthorized, 401}},
        {u"browsary GET /api/auth"_s, {"", 200}},
        {u"browsary POST /api/auth/register"_s, {code::validationFailed, 400}},
        {u"browsary POST /api/auth/login"_s, {code::invalidCredentials, 401}},
        {u"browsary GET /api/auth/logout"_s, {"", 200}},
        {u"browsary POST /api/auth/verify/request"_s, {code::unauthorized, 401}},
        {u"browsary POST /api/auth/verify/submit"_s, {code::expiredOrAlreadyUsed, 400}},
        {u"browsary POST /api/auth/reset/request"_s,
         {code::validationFailed, 400}}, // returnUrl is no address
        {u"browsary POST /api/auth/reset/submit"_s, {code::expiredOrAlreadyUsed, 400}},
        {u"browsary POST /api/auth/2fa/enable/request"_s, {code::unauthorized, 401}},
        {u"browsary POST /api/auth/2fa/enable/submit"_s, {code::unauthorized, 401}},
        {u"browsary POST /api/auth/2fa/verify"_s, {code::unauthorized, 401}},
        {u"browsary POST /api/auth/2fa/reset"_s, {code::unauthorized, 401}},
        {u"browsary GET /api/auth/external"_s, {code::unauthorized, 401}},
        {u"browsary GET /api/auth/external/{provider}"_s, {code::unauthorized, 401}},
        {u"browsary DELETE /api/auth/external/{provider}"_s, {code::unauthorized, 401}},
        {u"browsary GET /api/auth/external/{provider}/redirect"_s, {"", 302}}, // nobody has begun anything
        {u"mrdemonwolf POST /auth/register"_s, {"", 201}},
        {u"mrdemonwolf POST /auth/login"_s, {code::invalidCredentials, 400}},
        {u"mrdemonwolf POST /auth/two-factor"_s, {code::invalidTwoFactorToken, 400}},
        {u"mrdemonwolf POST /auth/refresh"_s, {code::invalidRefreshToken, 401}},
        {u"mrdemonwolf POST /auth/logout"_s, {code::unauthorized, 401}},
    };
    const auto found = outcomes.find(request);
    return found == outcomes.end() ? std::nullopt : std::optional(found->second);
}

void DocumentsTest::hasAllRequests()
{
    qsizetype count = 0;
    for (const QString &system : systems)
        count += samplesOf(system).size();
    QCOMPARE(count, 50);
}

void DocumentsTest::answersPrintedRequests_data()
{
    QTest::addColumn<QString>("system");
    QTest::addColumn<QString>("name");
    for (const QString &system : systems) {
        const QList<Sample> samples = samplesOf(system);
        for (const Sample &sample : samples)
            QTest::newRow(qPrintable(system + u' ' + sample.name)) << system << sample.name;
    }
}

static http::Method methodOf(const QByteArray &name)
{
    return name == "GET"      ? http::Method::Get
           : name == "PATCH"  ? http::Method::Patch
           : name == "DELETE" ? http::Method::Delete
                              : http::Method::Post;
}

// <string> and {provider} are no characters of a path (RFC 3986 section 3.3), which is said before
// any route is looked for.
static bool hasPlaceholderInItsPath(const Sample &sample)
{
    return sample.path().contains(u'<') || sample.path().contains(u'{');
}

void DocumentsTest::answersPrintedRequests()
{
    QFETCH(const QString, system);
    QFETCH(const QString, name);
    Sample sample = sampleOf(system, name);
    QVERIFY(m_server.router().match(methodOf(sample.method), sample.path()).route);
    if (hasPlaceholderInItsPath(sample)) {
        QVERIFY_REFUSAL(sample.sendBy(m_server.client()), 400, code::badRequest);
        sample = sample.at(u"string"_s);
    }
    const Answer answer = sample.sendBy(m_server.client());
    const auto outcome = outcomeOf(system + u' ' + name);
    if (outcome && *outcome->code)
        QVERIFY_REFUSAL(answer, outcome->status, outcome->code);
    else if (outcome)
        QVERIFY_STATUS(answer, outcome->status);
    else if (answer.status >= 400)
        QVERIFY_REFUSAL(answer, answer.status, answer.code().constData());
    else
        QVERIFY_DOCUMENTED(sample, answer);
}

QTEST_GUILESS_MAIN(DocumentsTest)
#include "tst_documents.moc"
