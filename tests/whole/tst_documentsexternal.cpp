// SPDX-License-Identifier: GPL-3.0-only
#include "support/documents.h"
#include "support/rogueprovider.h"

#include <QTest>

using namespace Qt::StringLiterals;

using Family = ProviderTrip::Family;

// oCore's and Browsary's printed requests about other providers with real values, against a provider
// that says what it should: each gets the answer that is printed beside it.
class ExternalDocumentsTest : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void signsInAsOCorePrints();
    void connectsAndDisconnectsAsOCorePrints();
    void registersAsBrowsaryPrints();
    void connectsAndDisconnectsAsBrowsaryPrints();

private:
    static Sample browsary(const QString &name) { return sampleOf(u"browsary"_s, name).at(u"good"_s); }
    QString connect(const Person &person, const QString &subject); // over the provider; the access token

    RogueProvider m_rogue;
    QTemporaryDir m_folder;
    std::unique_ptr<TestServer> m_server;
};

void ExternalDocumentsTest::initTestCase()
{
    QFile secret(m_folder.filePath(u"secret"_s));
    QVERIFY(secret.open(QIODevice::WriteOnly) && secret.write("s3cret+/ value") > 0);
    secret.close();
    m_server = std::make_unique<TestServer>(m_rogue.settings(u"good"_s, u"good"_s, secret.fileName()));
}

QString ExternalDocumentsTest::connect(const Person &person, const QString &subject)
{
    prepared(m_server->services().accounts.setEmailProven(person.id));
    HttpClient browser = m_server->browser();
    browser.post(path::login, person.credentials());
    const Headers ours{{"Sec-Fetch-Site", "same-origin"}};
    ProviderTrip trip(*m_server, browser, u"good"_s, Family::OAuth, u"?flow=link"_s, ours);
    const Answer answer = trip.as(subject).comeBack();
    if (!answer.header("location").contains("linked=good"))
        qFatal("not linked: %s", answer.header("location").constData());
    return m_server->accessToken(person);
}

void ExternalDocumentsTest::signsInAsOCorePrints()
{
    const Sample begin = sampleOf(u"ocore-auth"_s, u"GET /auth/oauth/{provider}"_s).at(u"good"_s);
    const Answer begun = begin.sendBy(m_server->client());
    QVERIFY_DOCUMENTED(begin, begun);
    QVERIFY(begun.header("location").startsWith(m_rogue.issuer(u"good"_s).toLatin1()));

    HttpClient browser = m_server->browser();
    ProviderTrip trip(*m_server, browser, u"good"_s);
    Sample back = sampleOf(u"ocore-auth"_s, u"GET /auth/oauth/{provider}/callback"_s).at(u"good"_s);
    const QString target = trip.as(u"ocore"_s, u"ocore@example.org"_s).callback();
    QCOMPARE(target.section(u'?', 0, 0), back.path());
    back.target = target;
    const Answer answer = browser.send(back.method, back.target, back.headers, back.body);
    QVERIFY_DOCUMENTED(back, answer);
    QVERIFY(answer.cookie("access_token"));
}

void ExternalDocumentsTest::connectsAndDisconnectsAsOCorePrints()
{
    const Person ada = m_server->addPerson(u"ada@example.org"_s);
    const QString token = connect(ada, u"ada"_s);
    const Sample list = sampleOf(u"ocore-account"_s, u"GET /user/connected-accounts"_s).withToken(token);
    const Answer listed = list.sendBy(m_server->client());
    QVERIFY_DOCUMENTED(list, listed);
    const QString id = listed.json()["accounts"_L1][0]["id"_L1].toString();
    const Sample remove = sampleOf(u"ocore-account"_s, u"DELETE /user/connected-accounts/{id}"_s)
                              .with({{u"password"_s, ada.password}}).withToken(token).at(id);
    QVERIFY_DOCUMENTED(remove, remove.sendBy(m_server->client()));
}

void ExternalDocumentsTest::registersAsBrowsaryPrints()
{
    const Sample providers = sampleOf(u"browsary"_s, u"GET /api/auth/external/providers"_s);
    const Answer listed = providers.sendBy(m_server->client());
    QVERIFY_DOCUMENTED(providers, listed);
    QCOMPARE(listed.json()["providers"_L1].toArray(), QJsonArray{u"good"_s});

    HttpClient browser = m_server->browser();
    const Sample init = browsary(u"GET /api/auth/external/{provider}/init"_s);
    QVERIFY_STATUS(init.sendBy(m_server->client()), 302);
    ProviderTrip trip(*m_server, browser, u"good"_s, Family::External);
    const QString target = trip.as(u"browsary"_s, u"browsary@example.org"_s).callback();
    QCOMPARE(target.section(u'?', 0, 0), browsary(u"GET /api/auth/external/{provider}/redirect"_s).path());
    const QString token = QString::fromLatin1(browser.get(target).header("location")).section(u'/', -1);

    Sample registration = sampleOf(u"browsary"_s, u"POST /api/auth/external/register/{token}"_s).at(token);
    registration.headers = {{"Content-Type", "application/json"}};
    registration.body = "{}";
    const Answer made = registration.sendBy(m_server->client());
    QVERIFY_STATUS(made, 200);
    QCOMPARE(made.text("status"_L1), u"ok"_s);
    QVERIFY(!made.text("token"_L1).isEmpty() && made.cookie("token"));
}

void ExternalDocumentsTest::connectsAndDisconnectsAsBrowsaryPrints()
{
    const Person grace = m_server->addPerson(u"grace@example.org"_s);
    const QString token = connect(grace, u"grace"_s);
    const HttpClient as = m_server->client().as(token);
    const Sample list = sampleOf(u"browsary"_s, u"GET /api/auth/external"_s);
    QCOMPARE(list.sendBy(as).json()["accounts"_L1][0]["provider"_L1], u"good"_s);
    const Sample one = browsary(u"GET /api/auth/external/{provider}"_s);
    const Answer shown = one.sendBy(as);
    QVERIFY_DOCUMENTED(one, shown);
    QCOMPARE(shown.json()["account"_L1]["providerId"_L1], u"grace"_s);
    const Sample remove = browsary(u"DELETE /api/auth/external/{provider}"_s);
    QVERIFY_STATUS(remove.sendBy(as), 200);
    QVERIFY_REFUSAL(one.sendBy(as), 404, code::notFound);
}

QTEST_GUILESS_MAIN(ExternalDocumentsTest)
#include "tst_documentsexternal.moc"
