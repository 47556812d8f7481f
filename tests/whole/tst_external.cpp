// SPDX-License-Identifier: GPL-3.0-only
#include "support/outboxreader.h"
#include "support/rogueprovider.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Family = ProviderTrip::Family;

namespace {

QByteArray targetOf(const Answer &answer)
{
    return answer.status == 302 ? answer.header("location") : QByteArray::number(answer.status) + answer.body;
}

QString secretFile()
{
    static QTemporaryDir folder;
    QFile file(folder.filePath(u"secret"_s));
    if (!file.exists() && file.open(QIODevice::WriteOnly))
        file.write("s3cret+/ value\n");
    return file.fileName();
}

} // namespace

// Signing in, registering and connecting over providers, on both families of routes.
class ExternalTest : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void sendsTheBrowserToTheProvider_data();
    void sendsTheBrowserToTheProvider();
    void makesAnAccountAndKnowsItAgain();
    void registersWithAToken();
    void registersWithATokenAndAPassword();
    void usesARegisterTokenOnce();
    void registersNobodyIfDisabled();
    void mailsWhoseAddressIsNotVerified();
    void asksForTheSecondFactor();
    void connectsTheSignedIn();
    void connectsByInit();
    void takesAwayWhatWasPlanted();
    void signsInByAProvenAddress();
    void disconnectsWithThePassword();
    void disconnectsByProvider();
    void keepsTheLastWayIn();
    void listsInBothShapes();
    void acceptsEveryGoodAlgorithm_data();
    void acceptsEveryGoodAlgorithm();
    void followsRotatedKeys();
    void showsItsSecretAsAsked();
    void doesWithoutUserinfo();
    void takesGitHubsConfirmedAddress();
    void readsTheConfiguredFields();
    void looksAfterOthersAsAdmin();
    void testsProvidersAsAdmin();

private:
    QString newAddress() { return u"person%1@example.org"_s.arg(++m_people); }
    QString newSubject() { return u"subject-%1"_s.arg(++m_people); }
    Answer cameAs(HttpClient &browser, const QString &subject, const QString &email, const QString &provider = u"good"_s)
    {
        return ProviderTrip(*m_server, browser, provider).as(subject, email).comeBack();
    }
    QString url(const QString &path) const { return m_server->publicUrl() + path; }
    QString registerToken(const Answer &answer) const { return QString::fromLatin1(answer.header("location")).section(u'/', -1); }
    Person proven(const QString &email)
    {
        const Person person = m_server->addPerson(email);
        prepared(m_server->services().accounts.setEmailProven(person.id));
        return person;
    }

    RogueProvider m_rogue;
    std::unique_ptr<TestServer> m_server;
    int m_people = 0;
};

void ExternalTest::initTestCase()
{
    const QString gitHub = m_rogue.issuer(u"gh"_s);
    QStringList settings = m_rogue.settings(u"good"_s, u"good"_s, secretFile())
                           + m_rogue.settings(u"trusted"_s, u"trusted"_s, secretFile(), true)
                           + m_rogue.settings(u"formed"_s, u"post-secret"_s, secretFile())
                           + m_rogue.settings(u"short"_s, u"no-userinfo"_s, secretFile());
    for (const QString &name : {u"github"_s, u"own"_s}) {
        const QString key = u"providers.%1."_s.arg(name);
        settings += {key + u"type="_s + (name == "own"_L1 ? u"oauth2"_s : name), key + u"client_id=gatehouse"_s,
                     key + u"client_secret_file="_s + secretFile(), key + u"authorization_url="_s + gitHub + u"/authorize"_s,
                     key + u"token_url="_s + gitHub + u"/token"_s, key + u"userinfo_url="_s + gitHub + u"/user"_s};
    }
    settings += {u"providers.own.fields.id=uid"_s, u"providers.own.fields.email=mail"_s,
                 u"providers.own.fields.email_verified=confirmed"_s, u"providers.own.fields.name=cn"_s};
    settings.append(u"throttle.registrations_per_client=1000"_s);
    m_server = std::make_unique<TestServer>(settings);
}

void ExternalTest::sendsTheBrowserToTheProvider_data()
{
    QTest::addColumn<Family>("family");
    QTest::newRow("oauth") << Family::OAuth;
    QTest::newRow("external") << Family::External;
}

void ExternalTest::sendsTheBrowserToTheProvider()
{
    QFETCH(Family, family);
    const bool isOAuth = family == Family::OAuth;
    HttpClient browser = m_server->browser();
    const ProviderTrip trip(*m_server, browser, u"good"_s, family);
    QVERIFY2(trip.begun.header("location").startsWith(m_rogue.issuer(u"good/authorize?"_s).toLatin1()), targetOf(trip.begun));
    QCOMPARE(trip.value("response_type"), u"code"_s);
    QCOMPARE(trip.value("client_id"), u"gatehouse"_s);
    QCOMPARE(trip.value("scope"), u"openid email profile"_s);
    QCOMPARE(trip.value("code_challenge_method"), u"S256"_s);
    QCOMPARE(trip.value("code_challenge").size(), 43);
    QCOMPARE(trip.value("redirect_uri"),
             url(path::fill(isOAuth ? path::oauthCallback : path::externalRedirect, u"good"_s)));
    const auto state = trip.begun.cookie(isOAuth ? "oauth_state" : "openid_state");
    QVERIFY(state && state->value == trip.value("state").toLatin1());
    QVERIFY(state->has("httponly"));
    QCOMPARE(state->attribute("samesite"), "Lax");
    QCOMPARE(state->attribute("path"), isOAuth ? "/api/auth/oauth" : "/api/auth/external");
    QCOMPARE(state->attribute("max-age"), "600");
    if (!isOAuth) {
        QCOMPARE(trip.begun.cookie("openid_code")->value.size(), 43);
        QVERIFY(!trip.begun.header("location").contains(trip.begun.cookie("openid_code")->value));
    }
}

void ExternalTest::makesAnAccountAndKnowsItAgain()
{
    HttpClient browser = m_server->browser();
    const QString email = newAddress();
    ProviderTrip trip(*m_server, browser, u"good"_s);
    trip.as(u"new"_s, email).userinfo.insert(u"name"_s, u"Grace Hopper"_s);
    const Answer answer = trip.comeBack();
    QCOMPARE(targetOf(answer), url(u"/"_s).toLatin1());
    for (const char *name : {"token", "access_token", "refresh_token"})
        QVERIFY(answer.cookie(name));
    QVERIFY(answer.cookie("oauth_state")->isRemoval());
    const QJsonObject user = browser.get(path::account).json().value("user"_L1).toObject();
    QCOMPARE(user.value("email"_L1).toString(), email);
    QCOMPARE(user.value("name"_L1).toString(), u"Grace Hopper"_s);
    QCOMPARE(user.value("emailVerified"_L1).toBool(), true);
    QCOMPARE(user.value("hasPassword"_L1).toBool(), false);
    QCOMPARE(m_server->eventsOf(email).first().provider, u"good"_s);

    HttpClient other = m_server->browser(); // the subject counts, not the address
    QCOMPARE(targetOf(cameAs(other, u"new"_s, newAddress())), url(u"/"_s).toLatin1());
    QCOMPARE(other.get(path::account).json().value("user"_L1).toObject().value("id"_L1), user.value("id"_L1));
}

void ExternalTest::registersWithAToken()
{
    HttpClient browser = m_server->browser();
    const QString email = newAddress();
    ProviderTrip trip(*m_server, browser, u"good"_s, Family::External);
    trip.as(newSubject(), email).userinfo.insert(u"given_name"_s, u"Grace"_s);
    trip.userinfo.insert(u"family_name"_s, u"Hopper"_s);
    const Answer answer = trip.comeBack();
    QVERIFY2(targetOf(answer).startsWith(url(u"/external/register/"_s).toLatin1()), targetOf(answer));
    QVERIFY(answer.cookie("openid_state")->isRemoval() && answer.cookie("openid_code")->isRemoval());
    QVERIFY(!answer.cookie("token"));
    const QString token = registerToken(answer);
    QCOMPARE(claimsOf(token).value("use"_L1).toString(), u"external"_s);

    const Answer made = browser.post(path::fill(path::externalRegister, token), QJsonObject());
    QVERIFY_STATUS(made, 200);
    QCOMPARE(made.text("status"_L1), u"ok"_s);
    QVERIFY(!made.text("token"_L1).isEmpty() && made.cookie("token"));
    const QJsonObject user = browser.get(path::account).json().value("user"_L1).toObject();
    QCOMPARE(user.value("name"_L1).toString(), u"Grace Hopper"_s);
    QCOMPARE(user.value("email"_L1).toString(), email);
    HttpClient again = m_server->browser();
    const QString subject = trip.userinfo.value("sub"_L1).toString();
    QCOMPARE(targetOf(ProviderTrip(*m_server, again, u"good"_s, Family::External).as(subject, email).comeBack()),
             url(u"/dashboard"_s).toLatin1());
}

void ExternalTest::registersWithATokenAndAPassword()
{
    HttpClient browser = m_server->browser();
    ProviderTrip trip(*m_server, browser, u"good"_s, Family::External);
    const QString token = registerToken(trip.as(newSubject(), newAddress()).comeBack());
    const QString place = path::fill(path::externalRegister, token);
    const QString email = newAddress(); // not the provider's: has to be verified
    QJsonObject body{{u"firstName"_s, u"Ada"_s}, {u"lastName"_s, u"King"_s}, {u"email"_s, email},
                     {u"password"_s, u"password"_s}, {u"confirmPassword"_s, u"password"_s}};
    QVERIFY_REFUSAL(browser.post(place, body), 400, code::validationFailed); // too common; nothing is spent
    body.insert(u"password"_s, u"correct horse 7"_s);
    QVERIFY_REFUSAL(browser.post(place, body), 400, code::validationFailed); // not the same
    body.insert(u"confirmPassword"_s, u"correct horse 7"_s);
    QVERIFY_REFUSAL(browser.post(place, QJsonObject{{u"email"_s, m_server->addPerson(newAddress()).email}}), 409, code::emailAlreadyExists);
    const Answer made = browser.post(place, body);
    QVERIFY_STATUS(made, 200);
    QCOMPARE(made.text("status"_L1), u"email_not_verified"_s);
    QVERIFY(kindsTo(*m_server, email).contains("verify_email"));
    QVERIFY_STATUS(m_server->client().post(path::login, {{u"email"_s, email}, {u"password"_s, u"correct horse 7"_s}}), 200);
}

void ExternalTest::usesARegisterTokenOnce()
{
    HttpClient browser = m_server->browser();
    const auto tokenFor = [&](const QString &subject) {
        ProviderTrip trip(*m_server, browser, u"good"_s, Family::External);
        return registerToken(trip.as(subject, newAddress()).comeBack());
    };
    const QString subject = newSubject();
    const QString token = tokenFor(subject);
    const QString sibling = tokenFor(subject);
    const auto use = [&](const QString &which, const QJsonObject &body = {}) {
        return m_server->client().post(path::fill(path::externalRegister, which), body);
    };
    QVERIFY_STATUS(use(token), 200);
    QVERIFY_REFUSAL(use(token, {{u"email"_s, newAddress()}}), 400, code::expiredOrAlreadyUsed);
    QVERIFY_REFUSAL(use(sibling, {{u"email"_s, newAddress()}}), 400, code::expiredOrAlreadyUsed); // that identity is taken
    QVERIFY_REFUSAL(use(u"nonsense"_s), 400, code::expiredOrAlreadyUsed);
    const QString late = tokenFor(newSubject());
    m_server->clock().advance(31min);
    QVERIFY_REFUSAL(use(late), 400, code::expiredOrAlreadyUsed);
    const Person ada = m_server->addPerson(newAddress());
    QVERIFY_REFUSAL(use(QString::fromLatin1(m_server->resetToken(ada))), 400, code::expiredOrAlreadyUsed);
}

void ExternalTest::registersNobodyIfDisabled()
{
    TestServer closed(m_rogue.settings(u"good"_s, u"good"_s, secretFile(), true) + QStringList{u"auth.signup=false"_s});
    HttpClient browser = closed.browser();
    const auto comeBack = [&](Family family) {
        return targetOf(ProviderTrip(closed, browser, u"good"_s, family).as(u"x"_s, u"x@example.org"_s).comeBack());
    };
    const QByteArray refusal = (closed.publicUrl() + u"/login?error=registration_disabled"_s).toLatin1();
    QCOMPARE(comeBack(Family::OAuth), refusal);
    QCOMPARE(comeBack(Family::External), refusal);
    QVERIFY_REFUSAL(closed.client().post(path::fill(path::externalRegister, u"x"_s), QJsonObject()), 403, code::registrationDisabled);
}

void ExternalTest::mailsWhoseAddressIsNotVerified()
{
    HttpClient browser = m_server->browser();
    const QString email = newAddress();
    const Answer answer = ProviderTrip(*m_server, browser, u"good"_s).as(newSubject(), email, false).comeBack();
    QCOMPARE(targetOf(answer), url(u"/"_s).toLatin1());
    QCOMPARE(browser.get(path::account).json().value("user"_L1).toObject().value("emailVerified"_L1).toBool(), false);
    QVERIFY(kindsTo(*m_server, email).contains("verify_email"));
}

void ExternalTest::asksForTheSecondFactor()
{
    Person ada = proven(newAddress());
    m_server->enableTwoFactor(ada);
    HttpClient browser = m_server->browser();
    const Answer answer = cameAs(browser, newSubject(), ada.email, u"trusted"_s);
    QCOMPARE(targetOf(answer), url(u"/login?requiresTOTP=true"_s).toLatin1());
    QVERIFY(answer.cookie("token") && answer.cookie("access_token")->isRemoval());
    QCOMPARE(browser.get(path::session).text("status"_L1), u"2fa_required"_s);
    const Answer done = browser.post(path::loginSecondFactor, QJsonObject{{u"code"_s, m_server->nextCodeOf(ada)}});
    QVERIFY_STATUS(done, 200);
    QCOMPARE(m_server->eventsOf(ada.email).first().provider, u"trusted"_s);
}

void ExternalTest::connectsTheSignedIn()
{
    const Person ada = proven(newAddress());
    HttpClient browser = m_server->browser();
    QVERIFY_STATUS(m_server->signIn(ada), 200);
    browser.post(path::login, ada.credentials());
    const QString subject = newSubject();
    ProviderTrip trip(*m_server, browser, u"good"_s, Family::OAuth, u"?flow=link"_s, {{"Sec-Fetch-Site", "same-origin"}});
    QCOMPARE(targetOf(trip.as(subject, u"other@elsewhere.example"_s).comeBack()), url(u"/settings/account?linked=good"_s).toLatin1());
    QVERIFY(kindsTo(*m_server, ada.email).contains("external_changed"));
    QVERIFY_STATUS(browser.get(path::account), 200); // the session goes on
    QCOMPARE(m_server->number(u"SELECT count(*) FROM audit_events WHERE action = 'external.connected' AND target_id = ?"_s,
                              {ada.id.toString()}),
             1);
    HttpClient other = m_server->browser();
    cameAs(other, subject, u"other@elsewhere.example"_s);
    QCOMPARE(other.get(path::account).json().value("user"_L1).toObject().value("email"_L1).toString(), ada.email);
}

void ExternalTest::connectsByInit()
{
    const Person ada = proven(newAddress());
    HttpClient browser = m_server->browser();
    browser.post(path::login, ada.credentials());
    ProviderTrip trip(*m_server, browser, u"good"_s, Family::External, {}, {{"Referer", url(u"/settings/account"_s).toLatin1()}});
    QCOMPARE(targetOf(trip.as(newSubject()).comeBack()), url(u"/dashboard"_s).toLatin1());
    QCOMPARE(browser.get(path::externalAccounts).json().value("accounts"_L1).toArray().size(), 1);
}

void ExternalTest::takesAwayWhatWasPlanted()
{
    Person ada = m_server->addWithTwoFactor(newAddress()); // verified, but nobody has proven it
    const QString planted = m_server->accessToken(ada);
    HttpClient browser = m_server->browser();
    browser.setCookie("token", m_server->accessToken(ada).toLatin1());
    ProviderTrip trip(*m_server, browser, u"trusted"_s, Family::OAuth, u"?flow=link"_s, {{"Sec-Fetch-Site", "none"}});
    const Answer answer = trip.as(newSubject(), ada.email).comeBack();
    QCOMPARE(targetOf(answer), url(u"/settings/account?linked=trusted"_s).toLatin1());
    QVERIFY_REFUSAL(m_server->client().as(planted).get(path::account), 401, code::unauthorized);
    QVERIFY_REFUSAL(m_server->signIn(ada), 401, code::invalidCredentials);
    const QJsonObject user = browser.get(path::account).json().value("user"_L1).toObject(); // a new session
    QCOMPARE(user.value("totpEnabled"_L1).toBool(), false);
    QCOMPARE(user.value("hasPassword"_L1).toBool(), false);
    QVERIFY(prepared(m_server->services().accounts.byId(ada.id)).emailProvenAt);
}

void ExternalTest::signsInByAProvenAddress()
{
    const Person ada = proven(newAddress());
    HttpClient browser = m_server->browser();
    QCOMPARE(targetOf(cameAs(browser, newSubject(), ada.email.toUpper(), u"trusted"_s)), url(u"/"_s).toLatin1());
    QCOMPARE(browser.get(path::account).json().value("user"_L1).toObject().value("id"_L1).toString(), ada.id.toString());
    QVERIFY(kindsTo(*m_server, ada.email).contains("external_changed"));
    QVERIFY_STATUS(m_server->signIn(ada), 200); // his own password stays
}

void ExternalTest::disconnectsWithThePassword()
{
    const Person ada = proven(newAddress());
    HttpClient browser = m_server->browser();
    cameAs(browser, newSubject(), ada.email, u"trusted"_s);
    const QJsonObject listed = browser.get(path::connectedAccounts).json();
    QCOMPARE(listed.value("hasPassword"_L1).toBool(), true);
    const QString id = listed.value("accounts"_L1).toArray().first().toObject().value("id"_L1).toString();
    const auto remove = [&](const QString &which, const QByteArray &body) {
        return browser.send("DELETE", path::fill(path::connectedAccount, which), {{"Content-Type", "application/json"}}, body);
    };
    QVERIFY_REFUSAL(remove(ExternalAccountId::create().toString(), R"({"password":"x"})"), 404, code::notFound);
    QVERIFY_REFUSAL(remove(id, {}), 400, code::validationFailed);
    QVERIFY_REFUSAL(remove(id, R"({"password":"wrong"})"), 400, code::invalidPassword);
    QVERIFY_STATUS(remove(id, R"({"password":"correct horse 7"})"), 200);
    QCOMPARE(browser.get(path::connectedAccounts).json().value("accounts"_L1).toArray().size(), 0);
    QCOMPARE(kindsTo(*m_server, ada.email).count("external_changed"), 2);
}

void ExternalTest::disconnectsByProvider()
{
    const Person ada = proven(newAddress());
    HttpClient browser = m_server->browser();
    cameAs(browser, newSubject(), ada.email, u"trusted"_s);
    const QString place = path::fill(path::externalAccount, u"trusted"_s);
    QVERIFY_STATUS(browser.get(place), 200);
    QVERIFY_REFUSAL(browser.remove(path::fill(path::externalAccount, u"good"_s)), 404, code::notFound);
    const Answer answer = browser.remove(place);
    QVERIFY_STATUS(answer, 200);
    QCOMPARE(answer.text("status"_L1), u"ok"_s);
    QVERIFY_REFUSAL(browser.get(place), 404, code::notFound);
}

void ExternalTest::keepsTheLastWayIn()
{
    HttpClient browser = m_server->browser();
    cameAs(browser, newSubject(), newAddress());
    const QJsonObject listed = browser.get(path::connectedAccounts).json();
    const QString id = listed.value("accounts"_L1).toArray().first().toObject().value("id"_L1).toString();
    QVERIFY_REFUSAL(browser.remove(path::fill(path::connectedAccount, id)), 400, code::lastAuthMethod);
    QVERIFY_REFUSAL(browser.remove(path::fill(path::externalAccount, u"good"_s)), 400, code::lastAuthMethod);
    ProviderTrip second(*m_server, browser, u"trusted"_s, Family::OAuth, u"?flow=link"_s, {{"Sec-Fetch-Site", "same-origin"}});
    second.as(newSubject()).comeBack();
    QVERIFY_REFUSAL(browser.remove(path::fill(path::connectedAccount, id)), 400, code::passwordNotSet);
    QVERIFY_STATUS(browser.remove(path::fill(path::externalAccount, u"good"_s)), 200);
}

void ExternalTest::listsInBothShapes()
{
    HttpClient browser = m_server->browser();
    const QString subject = newSubject();
    const QString email = newAddress();
    cameAs(browser, subject, email);
    const QJsonObject oCore = browser.get(path::connectedAccounts).json().value("accounts"_L1).toArray().first().toObject();
    QCOMPARE(oCore.keys(), QStringList({u"avatarUrl"_s, u"createdAt"_s, u"displayName"_s, u"email"_s, u"id"_s, u"provider"_s, u"providerUserId"_s}));
    QCOMPARE(oCore.value("providerUserId"_L1).toString(), subject);
    const QJsonObject browsary = browser.get(path::externalAccounts).json();
    QCOMPARE(browsary.keys(), QStringList({u"accounts"_s, u"status"_s, u"unsupported"_s}));
    const QJsonObject one = browser.get(path::fill(path::externalAccount, u"good"_s)).json().value("account"_L1).toObject();
    QCOMPARE(one.keys(), QStringList({u"createdAt"_s, u"displayName"_s, u"email"_s, u"provider"_s, u"providerId"_s}));
    QCOMPARE(browsary.value("accounts"_L1).toArray().first().toObject(), one);
    const QJsonArray names = m_server->client().get(path::externalProviders).json().value("providers"_L1).toArray();
    QVERIFY(names.contains(u"good"_s) && names.contains(u"github"_s));
    prepared(m_server->services().database.run(u"UPDATE external_accounts SET provider = 'left' WHERE subject = ?"_s, {subject}));
    const QJsonObject later = browser.get(path::externalAccounts).json();
    QCOMPARE(later.value("unsupported"_L1).toArray().size(), 1);
    QCOMPARE(later.value("accounts"_L1).toArray().size(), 0);
}

void ExternalTest::acceptsEveryGoodAlgorithm_data()
{
    QTest::addColumn<QString>("algorithm");
    for (const char *algorithm : {"RS256", "PS256", "ES256", "EdDSA"})
        QTest::newRow(algorithm) << QString::fromLatin1(algorithm);
}

void ExternalTest::acceptsEveryGoodAlgorithm()
{
    QFETCH(QString, algorithm);
    HttpClient browser = m_server->browser();
    ProviderTrip trip(*m_server, browser, u"good"_s);
    trip.as(newSubject(), newAddress()).fault = algorithm;
    QCOMPARE(targetOf(trip.comeBack()), url(u"/"_s).toLatin1());
}

void ExternalTest::followsRotatedKeys()
{
    HttpClient browser = m_server->browser();
    m_rogue.rotateKeys();
    m_server->clock().advance(31s);
    QCOMPARE(targetOf(cameAs(browser, newSubject(), newAddress())), url(u"/"_s).toLatin1());
    const int asked = m_rogue.asked(u"/good/jwks"_s);
    m_rogue.rotateKeys();
    const QByteArray refusal = url(u"/login?error=provider_unavailable"_s).toLatin1();
    QCOMPARE(targetOf(cameAs(browser, newSubject(), newAddress())), refusal); // asked a moment ago
    QCOMPARE(m_rogue.asked(u"/good/jwks"_s), asked);
    m_server->clock().advance(31s);
    QCOMPARE(targetOf(cameAs(browser, newSubject(), newAddress())), url(u"/"_s).toLatin1());
    QCOMPARE(targetOf(cameAs(browser, newSubject(), newAddress())), url(u"/"_s).toLatin1());
    QCOMPARE(m_rogue.asked(u"/good/jwks"_s), asked + 1);
}

void ExternalTest::showsItsSecretAsAsked()
{
    HttpClient browser = m_server->browser();
    QCOMPARE(targetOf(cameAs(browser, newSubject(), newAddress(), u"formed"_s)), url(u"/"_s).toLatin1());
}

void ExternalTest::doesWithoutUserinfo()
{
    HttpClient browser = m_server->browser();
    const QString email = newAddress();
    ProviderTrip trip(*m_server, browser, u"short"_s);
    trip.as(newSubject());
    trip.claims.insert(u"email"_s, email);
    QCOMPARE(targetOf(trip.comeBack()), url(u"/"_s).toLatin1());
    QCOMPARE(browser.get(path::account).json().value("user"_L1).toObject().value("email"_L1).toString(), email);
}

void ExternalTest::takesGitHubsConfirmedAddress()
{
    HttpClient browser = m_server->browser();
    const QString email = newAddress();
    ProviderTrip trip(*m_server, browser, u"github"_s);
    QCOMPARE(trip.value("scope"), u"read:user user:email"_s);
    trip.userinfo = {{u"id"_s, 583231}, {u"email"_s, u"anybody@example.org"_s}, {u"name"_s, u"Mona Lisa"_s}, {u"avatar_url"_s, u"https://a/b.png"_s}};
    const auto address = [](const QString &text, bool isPrimary, bool isVerified) {
        return QJsonObject{{u"email"_s, text}, {u"primary"_s, isPrimary}, {u"verified"_s, isVerified}};
    };
    trip.emails = {address(u"second@example.org"_s, false, true), address(email, true, true)};
    QCOMPARE(targetOf(trip.comeBack()), url(u"/"_s).toLatin1());
    const QJsonObject link = browser.get(path::connectedAccounts).json().value("accounts"_L1).toArray().first().toObject();
    QCOMPARE(link.value("providerUserId"_L1).toString(), u"583231"_s);
    QCOMPARE(link.value("email"_L1).toString(), email);
    QCOMPARE(link.value("avatarUrl"_L1).toString(), u"https://a/b.png"_s);

    HttpClient other = m_server->browser();
    ProviderTrip unconfirmed(*m_server, other, u"github"_s);
    unconfirmed.userinfo = {{u"id"_s, 583232}, {u"email"_s, email}};
    unconfirmed.emails = {address(email, true, false)};
    QCOMPARE(targetOf(unconfirmed.comeBack()), url(u"/login?error=email_missing"_s).toLatin1());
}

void ExternalTest::readsTheConfiguredFields()
{
    HttpClient browser = m_server->browser();
    const QString email = newAddress();
    ProviderTrip trip(*m_server, browser, u"own"_s);
    trip.userinfo = {{u"uid"_s, u"u-1"_s}, {u"mail"_s, email}, {u"confirmed"_s, true}, {u"cn"_s, u"Ada"_s}};
    QCOMPARE(targetOf(trip.comeBack()), url(u"/"_s).toLatin1());
    QCOMPARE(browser.get(path::account).json().value("user"_L1).toObject().value("emailVerified"_L1).toBool(), true);
}

void ExternalTest::looksAfterOthersAsAdmin()
{
    const Person ada = proven(newAddress());
    HttpClient browser = m_server->browser();
    cameAs(browser, newSubject(), ada.email, u"trusted"_s);
    HttpClient admin = m_server->signedIn(m_server->addAdmin(newAddress()));
    const QString place = path::fill(path::adminUserExternalAccounts, ada.id.toString());
    const QJsonArray accounts = admin.get(place).json().value("accounts"_L1).toArray();
    QCOMPARE(accounts.size(), 1);
    const QString id = accounts.first().toObject().value("id"_L1).toString();
    const Person other = m_server->addPerson(newAddress());
    const auto at = [&](const Person &person) { return path::fill(path::fill(path::adminUserExternalAccount, person.id.toString()), id); };
    QVERIFY_REFUSAL(admin.remove(at(other)), 404, code::notFound);
    QVERIFY_STATUS(admin.remove(at(ada)), 204);
    QCOMPARE(admin.get(place).json().value("accounts"_L1).toArray().size(), 0);
    QVERIFY_REFUSAL(admin.get(path::fill(path::adminUserExternalAccounts, AccountId::create().toString())), 404, code::notFound);
}

void ExternalTest::testsProvidersAsAdmin()
{
    HttpClient admin = m_server->signedIn(m_server->addAdmin(newAddress()));
    const Answer listed = admin.get(path::adminProviders);
    QVERIFY_STATUS(listed, 200);
    QVERIFY(!listed.body.contains("s3cret"));
    QCOMPARE(listed.json().value("providers"_L1).toArray().size(), 6);
    const Answer good = admin.post(path::fill(path::adminProviderTest, u"good"_s));
    QVERIFY_STATUS(good, 200);
    for (const QJsonValue check : good.json().value("checks"_L1).toArray())
        QVERIFY2(check.toObject().value("passed"_L1).toBool(), good.body);
    QVERIFY_REFUSAL(admin.post(path::fill(path::adminProviderTest, u"nobody"_s)), 404, code::notFound);
}

QTEST_GUILESS_MAIN(ExternalTest)
#include "tst_external.moc"
