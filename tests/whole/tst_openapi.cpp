// SPDX-License-Identifier: GPL-3.0-only
#include "api/paths.h"
#include "filter.h"
#include "support/apidescription.h"
#include "support/testserver.h"

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
    void namesEveryParameter();
    void securesEachOperationByItsAccess();
    void hasATagOfTheListOnEachOperation();
    void leadsEveryReferenceSomewhere();
    void hasExamplesThatFitTheirSchemas_data();
    void hasExamplesThatFitTheirSchemas();
    void holdsOnlyValuesOfJson();
    void namesEveryFilterKey_data();
    void namesEveryFilterKey();

private:
    TestServer m_server;
    ApiDescription m_api{{}};
};

static QString nameOf(Access access)
{
    switch (access) {
    case Access::Public:
        return u"Public"_s;
    case Access::Optional:
        return u"Optional"_s;
    case Access::Pending:
        return u"Pending"_s;
    case Access::Account:
        return u"Account"_s;
    case Access::Verified:
        return u"Verified"_s;
    case Access::Admin:
        return u"Admin"_s;
    case Access::Fresh:
        return u"Fresh"_s;
    }
    return {};
}

static QString keyOf(const QByteArray &method, const QString &pattern, const QString &access, bool form,
                     bool cookies)
{
    return QString::fromLatin1(method) + u' ' + pattern + u' ' + access + (form ? u" form"_s : u""_s) +
           (cookies ? u" cookies"_s : u""_s);
}

// The pages are for people; what programs call is under these.
static bool isApi(const QString &path)
{
    return path.startsWith("/api/"_L1) || path.startsWith("/.well-known/"_L1);
}

static QSet<QString> keysOf(const http::Router &router)
{
    QSet<QString> keys;
    for (const auto &route : router.routes()) {
        const auto method = http::nameOf(route->method);
        if (isApi(route->pattern))
            keys.insert(keyOf({method.data(), qsizetype(method.size())}, route->pattern,
                              nameOf(route->traits.access), route->traits.acceptsForm,
                              route->traits.setsCookies));
    }
    return keys;
}

static QSet<QString> keysOf(const ApiDescription &api)
{
    QSet<QString> keys;
    for (const ApiOperation &each : api.operations())
        keys.insert(keyOf(each.method, each.pattern(), each.text("x-access"_L1), each.acceptsForm(),
                          each.description["x-sets-cookies"_L1].toBool()));
    return keys;
}

void OpenApiTest::initTestCase()
{
    const Answer answer = m_server.client().get(path::openapi);
    QVERIFY_STATUS(answer, 200);
    QCOMPARE(answer.header("content-type"), QByteArray("application/json"));
    m_api = ApiDescription(answer.json());
    QCOMPARE(m_api.document()["openapi"_L1].toString(), u"3.1.0"_s);
    QCOMPARE(m_api.document()["info"_L1]["version"_L1].toString(), QStringLiteral(GATEHOUSE_VERSION));
    QCOMPARE(m_api.document()["servers"_L1][0]["url"_L1].toString(), u"/"_s);
}

void OpenApiTest::describesEveryRoute()
{
    QCOMPARE((keysOf(m_server.router()) - keysOf(m_api)).values(), QStringList());
}

void OpenApiTest::describesNoOtherRoute()
{
    QCOMPARE((keysOf(m_api) - keysOf(m_server.router())).values(), QStringList());
}

void OpenApiTest::namesEachOperationOnce()
{
    QSet<QString> names;
    for (const ApiOperation &each : m_api.operations()) {
        QVERIFY2(!each.id().isEmpty() && !names.contains(each.id()),
                 qPrintable(each.path + u' ' + each.id()));
        QVERIFY2(!each.text("summary"_L1).isEmpty(), qPrintable(each.id()));
        QVERIFY2(each.description["x-codeSamples"_L1][0]["source"_L1].toString().startsWith("curl"_L1),
                 qPrintable(each.id()));
        names.insert(each.id());
    }
}

void OpenApiTest::namesEveryParameter()
{
    static const QRegularExpression hole(u"\\{([^}]*)\\}"_s);
    for (const ApiOperation &each : m_api.operations()) {
        QSet<QString> inPath;
        for (auto found = hole.globalMatch(each.path); found.hasNext();)
            inPath.insert(found.next().captured(1));
        QSet<QString> named;
        const QJsonArray parameters = each.description["parameters"_L1].toArray();
        for (const QJsonValue parameter : parameters) {
            const QJsonObject known = m_api.resolved(parameter);
            if (known["in"_L1] == "path"_L1)
                named.insert(known["name"_L1].toString());
        }
        QVERIFY2(named == inPath, qPrintable(each.id()));
    }
}

static QSet<QString> schemesOf(const QJsonArray &security)
{
    QSet<QString> schemes;
    for (const QJsonValue way : security) {
        const QStringList names = way.toObject().keys();
        schemes.insert(names.isEmpty() ? u"nobody"_s : names.first());
    }
    return schemes;
}

// A route that looks for nobody may still name the credentials that it spends.
void OpenApiTest::securesEachOperationByItsAccess()
{
    const QSet<QString> signedIn{u"bearer"_s, u"accessCookie"_s, u"sessionCookie"_s};
    for (const ApiOperation &each : m_api.operations()) {
        const QString access = each.text("x-access"_L1);
        const QSet<QString> ways = schemesOf(each.description["security"_L1].toArray());
        const bool isFree = ways.isEmpty() || ways.contains(u"nobody"_s);
        const bool isRight = access == "Public"_L1     ? isFree
                             : access == "Optional"_L1 ? ways == signedIn + QSet<QString>{u"nobody"_s}
                             : access == "Admin"_L1 || access == "Fresh"_L1
                                 ? ways == QSet<QString>{u"bearer"_s}
                                 : ways == signedIn;
        QVERIFY2(each.description["security"_L1].isArray() && isRight, qPrintable(each.id()));
    }
}

void OpenApiTest::hasATagOfTheListOnEachOperation()
{
    QSet<QString> tags;
    const QJsonArray listed = m_api.document()["tags"_L1].toArray();
    for (const QJsonValue tag : listed)
        tags.insert(tag["name"_L1].toString());
    for (const ApiOperation &each : m_api.operations())
        QVERIFY2(tags.contains(each.description["tags"_L1][0].toString()), qPrintable(each.id()));
}

void OpenApiTest::leadsEveryReferenceSomewhere()
{
    static const QRegularExpression reference(u"\"\\$ref\":\"([^\"]+)\""_s);
    const QString text = QString::fromUtf8(QJsonDocument(m_api.document()).toJson(QJsonDocument::Compact));
    int count = 0;
    for (auto found = reference.globalMatch(text); found.hasNext(); ++count) {
        const QString target = found.next().captured(1);
        QVERIFY2(!m_api.resolved(QJsonObject{{u"$ref"_s, target}}).isEmpty(), qPrintable(target));
    }
    QVERIFY(count > 50);
}

void OpenApiTest::hasExamplesThatFitTheirSchemas_data()
{
    QTest::addColumn<QString>("id");
    for (const ApiOperation &each : m_api.operations())
        QTest::newRow(qPrintable(each.id())) << each.id();
}

void OpenApiTest::hasExamplesThatFitTheirSchemas()
{
    QFETCH(const QString, id);
    const ApiOperation operation = m_api.operation(id);
    QList<QJsonObject> contents{operation.body()};
    const QList<int> successes = operation.statuses(200, 399);
    QVERIFY(!successes.isEmpty());
    for (const int status : successes)
        contents.append(operation.answer(status));
    for (const QJsonObject &content : contents) {
        const auto examples = examplesOf(content);
        QVERIFY(content.isEmpty() || !examples.isEmpty());
        for (const QJsonValue &example : examples) {
            const QString fault = m_api.faultOf(example, content["schema"_L1]);
            QVERIFY2(fault.isEmpty(), qPrintable(fault));
        }
    }
}

// YAML knows dates and yes and no, which JSON does not.
void OpenApiTest::holdsOnlyValuesOfJson()
{
    const QJsonValue ada = m_api.document()["components"_L1]["schemas"_L1]["Profile"_L1]["example"_L1];
    QCOMPARE(ada["createdAt"_L1].toString(), u"2026-01-31T09:30:00.000Z"_s);
    QVERIFY(ada["username"_L1].isNull());
}

Q_DECLARE_METATYPE(QList<filter::Key>)

void OpenApiTest::namesEveryFilterKey_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QList<filter::Key>>("keys");
    QTest::newRow("people") << path::adminUsers << filter::accountKeys();
    QTest::newRow("sessions") << path::adminSessions << filter::sessionKeys();
    QTest::newRow("sign-ins") << path::adminLoginHistory << filter::eventKeys();
    QTest::newRow("mails") << path::adminOutbox << filter::outboxKeys();
}

// As `flag`, `choice:one|another` or `key:`, after the words "Filter keys"; and no others.
void OpenApiTest::namesEveryFilterKey()
{
    QFETCH(QString, path);
    QFETCH(QList<filter::Key>, keys);
    const QJsonObject api = m_server.client().get(path::openapi).json();
    const QString text = api["paths"_L1][path]["get"_L1]["description"_L1].toString().section(u"Filter keys:"_s, 1);
    QStringList wanted;
    for (const filter::Key &key : keys) {
        const QString value = key.kind == filter::Kind::Choice ? key.choices.join(u'|') : QString();
        wanted += key.kind == filter::Kind::Flag ? key.name : key.name + u':' + value;
    }
    static const QRegularExpression quoted(u"`([a-z2][^`]*)`"_s); // and not the examples of ages
    QStringList named;
    for (auto found = quoted.globalMatch(text); found.hasNext();)
        named += found.next().captured(1);
    QCOMPARE(named, wanted);
}

QTEST_GUILESS_MAIN(OpenApiTest)
#include "tst_openapi.moc"
