// SPDX-License-Identifier: GPL-3.0-only
#include "api/paths.h"
#include "support/outboxreader.h"

#include <QTcpSocket>
#include <QTest>

#include <thread>
#include <vector>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// Past security bugs of comparable servers, by their numbers in tests/vectors/auth-bugs.json. What
// stands here is what no other test attacks; where the others are:
//
//   15  redirect allow-lists          tst_verification refusesToLeadElsewhere
//   22  refresh of a shut account     tst_refreshattacks refusesShutAccounts,
//                                     tst_sessionattacks refreshesNoRightsThatAreGone
//   25  algorithm and key confusion   tst_tokenattacks refusesEachForgery, refusesEachForgeryElsewhere
//   31  logout only in the browser    tst_logout endsAllViewsOfTheSession; tst_ownsessions endsAnother
//   32  session fixation              tst_sessionattacks fixesNoSession
//   33  cookies that are not cleared  tst_crosssite clearsCookiesWithTheSameAttributes, and below
//   34  a code used twice             tst_totpattacks acceptsACodeOnceWhateverThePath and the next four
//   39  short secrets                 tst_totpattacks makesNoTwoSecretsAlike
//   50  reset links that live on      tst_passwordreset usesALinkOnce, usesALinkOnceOfManyAtOnce,
//                                     endsALinkOnTime, endsAllLinksWithAnyPasswordChange, and below
//   53  poisoned links                tst_leaving buildsLinksFromTheConfigurationAlone,
//                                     tst_sessionattacks buildsLinksFromItsOwnNameOnly, and below
//   56  registration though disabled  tst_registrationrefusals refusesEverybodyIfDisabled, and below
//   64  unreadable X-Forwarded-For    tst_sessionattacks ignoresWhatForwardedHeadersSay
//   66  limits by a client's header   tst_throttle countsHeadersOnlyOfTrustedProxies, tst_maillimits
//   68  telling accounts apart        tst_enumeration
//   70  others' objects               tst_adminaccess admitsNobodyElse, findsOnlyTheCallersOwn;
//                                     tst_ownsessions refusesAnothersSession
class AuthBugsTest : public QObject
{
    Q_OBJECT
private slots:
    void clearsEveryCookieThatItEnds_data();
    void clearsEveryCookieThatItEnds();
    void endsTheSiblingsOfAUsedResetLink_data();
    void endsTheSiblingsOfAUsedResetLink();
    void usesALinkOnceOfManyAtOnce_data();
    void usesALinkOnceOfManyAtOnce();
    void endsVerificationLinksWithTheAddress();
    void buildsLinksWhateverTheHostSays_data();
    void buildsLinksWhateverTheHostSays();
    void registersNobodyIfDisabled_data();
    void registersNobodyIfDisabled();

private:
    Person person() { return m_server.addPerson(newAddress()); }
    QString newAddress() { return u"person%1@example.org"_s.arg(++m_people); }
    Answer forgot(const QString &email) { return m_server.client().post(path::forgotPassword, QJsonObject{{u"email"_s, email}}); }
    QString resetLinkOf(const Person &person)
    {
        forgot(person.email);
        return tokenTo(m_server, person.email);
    }
    static QByteArray raw(quint16 port, const QByteArray &request);

    TestServer m_server{{u"throttle.mails_per_client=1000"_s, u"mail.url=smtp://127.0.0.1:9"_s}};
    int m_people = 0;
};

// 33: with the attributes under which they were set, or the browser keeps them.
void AuthBugsTest::clearsEveryCookieThatItEnds_data()
{
    QTest::addColumn<QString>("how");
    QTest::newRow("deactivation") << u"deactivation"_s;
    QTest::newRow("ending one's own session") << u"session"_s;
}

void AuthBugsTest::clearsEveryCookieThatItEnds()
{
    QFETCH(QString, how);
    TestServer server({u"server.public_url=https://login.example.org"_s});
    const Person ada = server.addPerson(u"ada@example.org"_s);
    const Answer login = server.signIn(ada);
    const Headers cookies{cookieHeader("access_token", login.cookie("access_token")->value)};
    const QJsonObject goodbye{{u"confirmText"_s, u"DEACTIVATE"_s}, {u"password"_s, ada.password}};
    const QString session = path::fill(path::ownSession, claimsOf(login.text("token"_L1))["sid"_L1].toString());
    const Answer answer = how == "session"_L1 ? server.client().remove(session, cookies)
                                              : server.client().post(path::deactivate, goodbye, cookies);
    QVERIFY(answer.status == 200 || answer.status == 204);
    for (const char *name : {"token", "access_token", "refresh_token"}) {
        QVERIFY2(answer.cookie(name) && answer.cookie(name)->isRemoval(), name);
        for (const char *attribute : {"path", "secure", "httponly", "samesite", "domain"}) {
            QCOMPARE(answer.cookie(name)->has(attribute), login.cookie(name)->has(attribute));
            QCOMPARE(answer.cookie(name)->attribute(attribute), login.cookie(name)->attribute(attribute));
        }
    }
    QVERIFY_REFUSAL(server.client().get(path::account, cookies), 401, code::unauthorized);
}

// 50: of two links that were asked for, one is good, whichever it is.
void AuthBugsTest::endsTheSiblingsOfAUsedResetLink_data()
{
    QTest::addColumn<bool>("usesTheOlder");
    QTest::newRow("the older is used") << true;
    QTest::newRow("the newer is used") << false;
}

void AuthBugsTest::endsTheSiblingsOfAUsedResetLink()
{
    QFETCH(bool, usesTheOlder);
    const Person ada = person();
    const QString older = resetLinkOf(ada);
    m_server.clock().advance(60s);
    const QString newer = resetLinkOf(ada);
    QVERIFY(older != newer);
    const auto use = [&](const QString &token, const QString &password) {
        return m_server.client().post(path::resetPassword, QJsonObject{{u"token"_s, token}, {u"password"_s, password}});
    };
    use(usesTheOlder ? older : newer, u"a new password 8"_s);
    QVERIFY_REFUSAL(use(usesTheOlder ? newer : older, u"an evil password 9"_s), 400, code::expiredOrAlreadyUsed);
    QVERIFY_STATUS(m_server.signIn({.email = ada.email, .password = u"an evil password 9"_s}), 401);
}

// 50: the other links too.
void AuthBugsTest::usesALinkOnceOfManyAtOnce_data()
{
    QTest::addColumn<QString>("kind");
    QTest::newRow("verification") << u"verification"_s;
    QTest::newRow("a new address") << u"address"_s;
}

void AuthBugsTest::usesALinkOnceOfManyAtOnce()
{
    QFETCH(QString, kind);
    const Person ada = m_server.add({.email = newAddress(), .emailVerified = kind == "address"_L1});
    const QString wanted = newAddress();
    QString target;
    if (kind == "address"_L1) {
        const QJsonObject move{{u"newEmail"_s, wanted}, {u"password"_s, ada.password}};
        QVERIFY_STATUS(m_server.signedIn(ada).post(path::changeEmail, move), 200);
        target = path::verifyEmailChange + u"?token="_s + tokenTo(m_server, wanted);
    } else {
        QVERIFY_STATUS(m_server.client().post(path::resendVerification, QJsonObject{{u"email"_s, ada.email}}), 200);
        target = path::verifyEmail + u"?token="_s + tokenTo(m_server, ada.email);
    }
    std::atomic_int good = 0;
    std::vector<std::thread> tries;
    for (int i = 0; i < 32; ++i)
        tries.emplace_back([&] { good += !m_server.client().get(target).header("location").contains("error="); });
    for (std::thread &one : tries)
        one.join();
    QCOMPARE(good.load(), 1);
}

// 50: a link proves the address that it was sent to, and no other.
void AuthBugsTest::endsVerificationLinksWithTheAddress()
{
    const Person ada = m_server.add({.email = newAddress(), .emailVerified = false});
    QVERIFY_STATUS(m_server.client().post(path::resendVerification, QJsonObject{{u"email"_s, ada.email}}), 200);
    const QString target = path::verifyEmail + u"?token="_s + tokenTo(m_server, ada.email);
    HttpClient admin = m_server.signedIn(m_server.addAdmin(newAddress()));
    const QString user = path::fill(path::adminUser, ada.id.toString());
    QVERIFY_STATUS(admin.patch(user, QJsonObject{{u"email"_s, u"victim@example.org"_s}}), 200);
    QVERIFY(m_server.client().get(target).header("location").contains("error="));
    QVERIFY(!prepared(m_server.services().accounts.byId(ada.id)).emailVerifiedAt);
}

QByteArray AuthBugsTest::raw(quint16 port, const QByteArray &request)
{
    QTcpSocket socket;
    socket.connectToHost(u"127.0.0.1"_s, port);
    if (!socket.waitForConnected(3000))
        return {};
    socket.write(request);
    while (socket.waitForReadyRead(3000) || socket.bytesAvailable() > 0) {
        const QByteArray answer = socket.readAll();
        if (answer.contains("\r\n\r\n"))
            return answer;
    }
    return {};
}

// 53: the host that a request names, in every way there is to name one.
void AuthBugsTest::buildsLinksWhateverTheHostSays_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("hosts");
    const QByteArray path = path::forgotPassword.toLatin1();
    QTest::newRow("another host") << path << QByteArray("Host: evil.test\r\n");
    QTest::newRow("another port") << path << QByteArray("Host: evil.test:443\r\n");
    QTest::newRow("two hosts") << path << QByteArray("Host: localhost\r\nHost: evil.test\r\n");
    QTest::newRow("absolute form") << "http://evil.test" + path << QByteArray("Host: localhost\r\n");
    QTest::newRow("user information") << path << QByteArray("Host: localhost:80@evil.test\r\n");
}

void AuthBugsTest::buildsLinksWhateverTheHostSays()
{
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, hosts);
    const Person ada = person();
    const QByteArray body = "{\"email\":\"" + ada.email.toLatin1() + "\"}";
    const QByteArray answer = raw(m_server.port(), "POST " + target + " HTTP/1.1\r\n" + hosts + "Content-Type: application/json\r\nContent-Length: "
                                                       + QByteArray::number(body.size()) + "\r\nConnection: close\r\n\r\n" + body);
    QVERIFY(answer.startsWith("HTTP/1.1 "));
    QVERIFY2(!answer.contains("evil.test"), answer);
    for (const Letter &letter : lettersTo(m_server, ada.email)) // none, where the request was refused
        QVERIFY(letter.content.value("link"_L1).toString().startsWith(m_server.publicUrl() + u"/reset-password?token="_s));
    if (answer.startsWith("HTTP/1.1 200"))
        QCOMPARE(lettersTo(m_server, ada.email).size(), 1);
}

// 56: in every shape, and no mail either.
void AuthBugsTest::registersNobodyIfDisabled_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<bool>("asForm");
    QTest::addColumn<QString>("fields");
    QTest::newRow("signup") << path::signup << false << u"name email password"_s;
    QTest::newRow("register") << path::registration << false << u"firstName lastName email password confirmPassword"_s;
    QTest::newRow("register, a form") << path::registration << true << u"username email password"_s;
}

void AuthBugsTest::registersNobodyIfDisabled()
{
    QFETCH(QString, path);
    QFETCH(bool, asForm);
    QFETCH(QString, fields);
    TestServer server({u"auth.signup=false"_s, u"mail.url=smtp://127.0.0.1:9"_s});
    const Person ada = server.addPerson(u"ada@example.org"_s);
    for (const QString &email : {u"new@example.org"_s, ada.email}) {
        FormFields form;
        QJsonObject body;
        for (const QString &field : fields.split(u' ')) {
            const bool isPassword = field.contains("password"_L1, Qt::CaseInsensitive);
            form.append({field, field == "email"_L1 ? email : isPassword ? u"correct horse 7"_s : u"Eve"_s});
            body.insert(field, form.last().second);
        }
        const Answer answer = asForm ? server.client().postForm(path, form) : server.client().post(path, body);
        QVERIFY_REFUSAL(answer, asForm ? 409 : 403, code::registrationDisabled);
        QVERIFY(answer.cookieNames().isEmpty());
    }
    QCOMPARE(server.number(u"SELECT count(*) FROM accounts"_s), 1);
    QCOMPARE(server.number(u"SELECT count(*) FROM outbox"_s), 0);
}

QTEST_GUILESS_MAIN(AuthBugsTest)
#include "tst_authbugs.moc"
