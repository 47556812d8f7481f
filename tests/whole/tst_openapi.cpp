// SPDX-License-Identifier: GPL-3.0-only
#include "api/codes.h"
#include "api/paths.h"
#include "support/jsonschema.h"
#include "support/testserver.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using http::Access;

// The description of the API against the API: whatever one of the two has alone is a fault.
class OpenApiTest : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void describesEveryRoute();
    void describesNoOtherRoute();
    void namesEachOperationOnce();
    void leadsEveryReferenceSomewhere();
    void listsEveryCode();
    void hasExamplesThatFitTheirSchemas_data();
    void hasExamplesThatFitTheirSchemas();
    void describesWhatTheServerAnswers_data();
    void describesWhatTheServerAnswers();
    void describesRefusals();

private:
    struct Operation
    {
        QString method; // lower case
        QString path;   // with {names}
        QJsonObject description;
    };
    QList<Operation> operations() const;
    void addOperations();
    Operation operation(const QString &id) const;

    TestServer m_server;
    QJsonObject m_document;
    Person m_admin;
};

static QString nameOf(Access access)
{
    switch (access) {
    case Access::Public: return u"Public"_s;
    case Access::Optional: return u"Optional"_s;
    case Access::Pending: return u"Pending"_s;
    case Access::Account: return u"Account"_s;
    case Access::Verified: return u"Verified"_s;
    case Access::Admin: return u"Admin"_s;
    case Access::Fresh: return u"Fresh"_s;
    }
    return {};
}

static QString keyOf(const QString &method, const QString &path, const QString &access, bool acceptsForm)
{
    static const QRegularExpression hole(u"\\{[^}]*\\}|<arg>"_s);
    return method.toUpper() + u' ' + QString(path).replace(hole, u"*"_s) + u' ' + access + (acceptsForm ? u" form"_s : u""_s);
}

// The pages are for people; what programs call is under these.
static bool isApi(const QString &path)
{
    return path.startsWith("/api/"_L1) || path.startsWith("/.well-known/"_L1);
}

void OpenApiTest::initTestCase()
{
    const Answer answer = m_server.client().get(path::openapi);
    QVERIFY_STATUS(answer, 200);
    m_document = answer.json();
    QCOMPARE(m_document["openapi"_L1].toString(), u"3.1.0"_s);
    QCOMPARE(m_document["info"_L1]["version"_L1].toString(), QStringLiteral(GATEHOUSE_VERSION));
    m_admin = m_server.addAdmin(u"root@example.org"_s);
}

QList<OpenApiTest::Operation> OpenApiTest::operations() const
{
    QList<Operation> all;
    const QJsonObject paths = m_document["paths"_L1].toObject();
    for (auto item = paths.begin(); item != paths.end(); ++item) {
        const QJsonObject methods = item.value().toObject();
        for (auto method = methods.begin(); method != methods.end(); ++method)
            all.append({method.key(), item.key(), method.value().toObject()});
    }
    return all;
}

static QSet<QString> routesOf(const http::Router &router)
{
    QSet<QString> keys;
    for (const auto &route : router.routes()) {
        if (!isApi(route->pattern))
            continue;
        const auto method = nameOf(route->method);
        keys.insert(keyOf(QString::fromLatin1(method.data(), qsizetype(method.size())), route->pattern,
                          nameOf(route->traits.access), route->traits.acceptsForm));
    }
    return keys;
}

static QSet<QString> keysOf(const auto &operations)
{
    QSet<QString> keys;
    for (const auto &each : operations) {
        const QJsonObject content = each.description["requestBody"_L1]["content"_L1].toObject();
        keys.insert(keyOf(each.method, each.path, each.description["x-access"_L1].toString(),
                          content.contains("application/x-www-form-urlencoded"_L1)));
    }
    return keys;
}

void OpenApiTest::describesEveryRoute()
{
    QCOMPARE((routesOf(m_server.router()) - keysOf(operations())).values(), QStringList());
}

void OpenApiTest::describesNoOtherRoute()
{
    QCOMPARE((keysOf(operations()) - routesOf(m_server.router())).values(), QStringList());
}

void OpenApiTest::namesEachOperationOnce()
{
    QSet<QString> names;
    for (const Operation &each : operations()) {
        const QString name = each.description["operationId"_L1].toString();
        QVERIFY2(!name.isEmpty() && !names.contains(name), qPrintable(each.path + u' ' + name));
        QVERIFY2(!each.description["summary"_L1].toString().isEmpty(), qPrintable(name));
        QVERIFY2(each.description["security"_L1].isArray(), qPrintable(name));
        QCOMPARE(each.path.count(u'{'), each.description["parameters"_L1].toArray().count() - [&] {
            int others = 0;
            for (const QJsonValue &parameter : each.description["parameters"_L1].toArray())
                others += JsonSchema(m_document).resolved(parameter)["in"_L1] != "path"_L1;
            return others;
        }());
        names.insert(name);
    }
}

void OpenApiTest::leadsEveryReferenceSomewhere()
{
    static const QRegularExpression reference(u"\"\\$ref\":\"([^\"]+)\""_s);
    const QString text = QString::fromUtf8(QJsonDocument(m_document).toJson(QJsonDocument::Compact));
    int count = 0;
    for (auto found = reference.globalMatch(text); found.hasNext(); ++count) {
        const QString target = found.next().captured(1);
        QVERIFY2(!JsonSchema(m_document).resolved(QJsonObject{{u"$ref"_s, target}}).isEmpty(), qPrintable(target));
    }
    QVERIFY(count > 50);
}

// Those that only stand for a sentence are never sent.
void OpenApiTest::listsEveryCode()
{
    static const QSet<QString> sentences{u"SIGNED_UP"_s,          u"SIGNED_UP_CHECK_MAIL"_s, u"REFRESHED"_s,
                                         u"PASSWORD_RESET"_s,     u"PASSWORD_CHANGED"_s,     u"RESET_MAILED"_s,
                                         u"VERIFICATION_MAILED"_s, u"EMAIL_CHANGE_MAILED"_s, u"PASSWORD_SET"_s,
                                         u"UNLINKED"_s,           u"DEACTIVATED"_s};
    QSet<QString> sent;
#define GATEHOUSE_CODE(name, text, sentence) sent.insert(u"" text ""_s);
    GATEHOUSE_CODES(GATEHOUSE_CODE)
#undef GATEHOUSE_CODE
    sent -= sentences;
    QSet<QString> described;
    for (const QJsonValue &code : m_document["components"_L1]["schemas"_L1]["Code"_L1]["enum"_L1].toArray())
        described.insert(code.toString());
    QCOMPARE((sent - described).values(), QStringList());
    QCOMPARE((described - sent).values(), QStringList());
}

void OpenApiTest::addOperations()
{
    QTest::addColumn<QString>("id");
    for (const Operation &each : operations())
        QTest::newRow(qPrintable(each.method + u' ' + each.path)) << each.description["operationId"_L1].toString();
}

OpenApiTest::Operation OpenApiTest::operation(const QString &id) const
{
    for (const Operation &each : operations()) {
        if (each.description["operationId"_L1] == id)
            return each;
    }
    return {};
}

// The content of the one answer that is no refusal; null for one without.
static QJsonObject successOf(const QJsonObject &description, int *status = nullptr)
{
    const QJsonObject responses = description["responses"_L1].toObject();
    for (const QString &key : responses.keys()) {
        if (!key.startsWith(u'2'))
            continue;
        if (status)
            *status = key.toInt();
        return responses[key]["content"_L1]["application/json"_L1].toObject();
    }
    return {};
}

void OpenApiTest::hasExamplesThatFitTheirSchemas_data()
{
    addOperations();
}

void OpenApiTest::hasExamplesThatFitTheirSchemas()
{
    QFETCH(const QString, id);
    const QJsonObject description = operation(id).description;
    const JsonSchema schemas(m_document);
    const QJsonObject body = description["requestBody"_L1]["content"_L1]["application/json"_L1].toObject();
    for (const QJsonObject &content : {body, successOf(description)}) {
        if (content.isEmpty())
            continue;
        QVERIFY(content.contains("example"_L1));
        const QString fault = schemas.faultOf(content["example"_L1], content["schema"_L1]);
        QVERIFY2(fault.isEmpty(), qPrintable(fault));
    }
}

// What can be asked without further ado: everything that is only read, and what begins things.
void OpenApiTest::describesWhatTheServerAnswers_data()
{
    QTest::addColumn<QString>("id");
    for (const Operation &each : operations()) {
        const QString id = each.description["operationId"_L1].toString();
        static const QStringList beginnings{u"signup"_s, u"login"_s, u"register"_s, u"forgotPassword"_s, u"resetRequest"_s,
                                            u"resendVerification"_s, u"createUser"_s, u"logout"_s, u"twoFactorEnableRequest"_s,
                                            u"makeLink"_s, u"verifyUser"_s, u"unlockUser"_s, u"beginTotp"_s, u"verifyRequest"_s};
        if ((each.method == "get"_L1 && !successOf(each.description).isEmpty()) || beginnings.contains(id))
            QTest::newRow(qPrintable(id)) << id;
    }
}

void OpenApiTest::describesWhatTheServerAnswers()
{
    QFETCH(const QString, id);
    const Operation asked = operation(id);
    HttpClient client = m_server.client();
    if (asked.description["x-access"_L1] != "Public"_L1 && asked.description["x-access"_L1] != "Optional"_L1)
        client = m_server.signedIn(m_admin);
    QJsonObject example = asked.description["requestBody"_L1]["content"_L1]["application/json"_L1]["example"_L1].toObject();
    if (example.contains("email"_L1)) // each makes accounts of its own
        example.insert("email"_L1, id + u"@example.net"_s);
    const Person somebody = m_server.addPerson(id + u"@example.org"_s);
    const QString target = QString(asked.path).replace("{id}"_L1, somebody.id.toString());
    if (id == "login"_L1)
        m_server.add({.email = example["email"_L1].toString(), .password = example["password"_L1].toString()});
    const Answer answer = asked.method == "get"_L1 ? client.get(target) : client.post(target, example);
    int status = 0;
    const QJsonObject content = successOf(asked.description, &status);
    QVERIFY_STATUS(answer, status);
    const QString fault = JsonSchema(m_document).faultOf(answer.json(), content["schema"_L1]);
    QVERIFY2(fault.isEmpty(), qPrintable(fault + u" in "_s + QString::fromUtf8(answer.body)));
}

void OpenApiTest::describesRefusals()
{
    const QJsonObject schema = m_document["components"_L1]["schemas"_L1]["Error"_L1].toObject();
    HttpClient client = m_server.client();
    for (const Answer &answer : {client.post(path::login, QJsonObject{}), client.get(path::account), client.get(u"/api/nothing"_s),
                                 client.post(path::twoFactorVerify, QJsonObject{{u"token"_s, u"1"_s}})}) {
        QVERIFY(answer.status >= 400);
        const QString fault = JsonSchema(m_document).faultOf(answer.json(), schema);
        QVERIFY2(fault.isEmpty(), qPrintable(fault + QString::fromUtf8(answer.body)));
    }
}

QTEST_GUILESS_MAIN(OpenApiTest)
#include "tst_openapi.moc"
