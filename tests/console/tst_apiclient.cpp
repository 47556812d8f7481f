// SPDX-License-Identifier: GPL-3.0-only
#include "api/apiclient.h"
#include "api/codes.h"
#include "api/paths.h"
#include "api/signin.h"
#include "otpauth.h"
#include "support/serverprocess.h"
#include "totpcode.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace Qt::StringLiterals;

// What a server at the rim says to each connection; the console must make sense of it.
class OddServer : public QTcpServer
{
public:
    explicit OddServer(const QByteArray &answer)
        : m_answer(answer)
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] {
            QTcpSocket *socket = nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, socket, [this, socket] {
                socket->write(m_answer);
                socket->disconnectFromHost();
            });
        });
    }
    QUrl url() const { return QUrl(u"http://127.0.0.1:%1"_s.arg(serverPort())); }

private:
    QByteArray m_answer;
};

class ApiClientTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void readsAPageAndItsCount();
    void rebuildsTheErrorOfTheWire();
    void hidesTheTokenFromStrangersCalls();
    void neverCallsADeadPage();
    void refreshesOnceForAllThatWait();
    void endsTheSessionWhenRefreshingIsRefused();
    void endsTheSessionThatNeedsASecondFactor();
    void takesTheNewerTokenOfAnotherConsole();
    void failsWaitingCallsWhenTheSessionIsLeft();
    void asksForThePasswordAndRepeatsByItself();
    void failsQuietlyWhenThePasswordIsDeclined();
    void keepsAskingAfterAWrongPassword();
    void namesEachWayAConnectionFails_data();
    void namesEachWayAConnectionFails();
    void staysAwayFromOtherServers_data();
    void staysAwayFromOtherServers();
    void noticesThatTheServerIsBack();

private:
    template<class T = QJsonObject>
    Result<T> wait(const std::function<void(ApiClient::Callback<T>)> &call);
    Result<QJsonObject> get(ApiClient &client, const QString &path);

    std::unique_ptr<ServerProcess> m_server;
};

template<class T>
Result<T> ApiClientTest::wait(const std::function<void(ApiClient::Callback<T>)> &call)
{
    std::optional<Result<T>> answer;
    call([&answer](const Result<T> &given) { answer = given; });
    if (!QTest::qWaitFor([&answer] { return answer.has_value(); }, 10'000))
        return Error{.code = "NO_ANSWER"};
    return *answer;
}

Result<QJsonObject> ApiClientTest::get(ApiClient &client, const QString &path)
{
    return wait<QJsonObject>([&](auto done) { client.get<QJsonObject>(path, {}, this, done); });
}

void ApiClientTest::initTestCase()
{
    m_server = std::make_unique<ServerProcess>(QStringList{u"auth.fresh_ttl=1s"_s});
    QVERIFY(m_server->isRunning());
    m_server->addPerson(u"Ada Lovelace"_s, u"ada@example.com"_s);
}

void ApiClientTest::readsAPageAndItsCount()
{
    ApiClient client(m_server->url());
    m_server->signIn(client);
    const auto page = wait<Page<Account>>([&](auto done) {
        client.getPage<Account>(path::adminUsers, "users"_L1,
                                {.search = u"ada"_s, .filter = {}, .sort = u"-createdAt"_s, .cursor = {}},
                                this, done);
    });
    QVERIFY(page);
    QCOMPARE(page->total, 1);
    QCOMPARE(page->items.first().name, u"Ada Lovelace"_s);
    QVERIFY(!page->nextCursor);
}

void ApiClientTest::rebuildsTheErrorOfTheWire()
{
    ApiClient client(m_server->url());
    m_server->signIn(client);
    const auto refused = wait<AccountAnswer>(
        [&](auto done) { client.post<AccountAnswer>(path::adminUsers, NewAccount{}, this, done); });
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, QByteArray(code::validationFailed));
    QCOMPARE(refused.error().kind, Error::Kind::Invalid);
    QVERIFY(refused.error().fields.contains(FieldError{u"email"_s, code::required}));
    QCOMPARE(get(client, u"/api/nowhere"_s).error().kind, Error::Kind::NotFound);
}

void ApiClientTest::hidesTheTokenFromStrangersCalls()
{
    ApiClient client(m_server->url());
    m_server->signIn(client);
    const auto answer =
        wait<QJsonObject>([&](auto done) { client.getAsStranger<QJsonObject>(path::account, this, done); });
    QVERIFY(!answer);
    QCOMPARE(answer.error().code, QByteArray(code::unauthorized));
    QVERIFY(client.hasTokens());
}

void ApiClientTest::neverCallsADeadPage()
{
    ApiClient client(m_server->url());
    m_server->signIn(client);
    bool wasCalled = false;
    auto page = std::make_unique<QObject>();
    client.get<QJsonObject>(path::account, {}, page.get(), [&wasCalled](const auto &) { wasCalled = true; });
    page.reset();
    QVERIFY(get(client, path::account));
    QVERIFY(!wasCalled);
}

void ApiClientTest::refreshesOnceForAllThatWait()
{
    ApiClient client(m_server->url());
    m_server->signIn(client);
    const QByteArray before = client.refreshToken().bytes();
    client.setTokens(
        {.access_token = Secret(QByteArray("worn.out.token")), .refresh_token = client.refreshToken()});
    QSignalSpy renewed(&client, &ApiClient::tokensChanged);
    QSignalSpy ended(&client, &ApiClient::sessionEnded);
    int good = 0;
    for (int i = 0; i < 5; ++i)
        client.get<ProfileAnswer>(path::account, {}, this,
                                  [&good](const auto &answer) { good += answer ? 1 : 0; });
    QTRY_COMPARE(good, 5);
    QCOMPARE(renewed.size(), 1);
    QCOMPARE(ended.size(), 0);
    QVERIFY(client.refreshToken().bytes() != before);
}

void ApiClientTest::endsTheSessionWhenRefreshingIsRefused()
{
    ApiClient client(m_server->url());
    client.setTokens(
        {.access_token = Secret(QByteArray("a.b.c")), .refresh_token = Secret(QByteArray("d.e.f"))});
    QSignalSpy ended(&client, &ApiClient::sessionEnded);
    const auto answer = get(client, path::account);
    QVERIFY(!answer);
    QCOMPARE(answer.error().code, QByteArray(localcode::cancelled));
    QCOMPARE(ended.size(), 1);
    QVERIFY(!client.hasTokens());
}

// Two-factor was switched on for the account: this session stays without, and only signing in asks
// for the code.
void ApiClientTest::endsTheSessionThatNeedsASecondFactor()
{
    const QString email = u"hedy@example.com"_s;
    m_server->addPerson(u"Hedy Lamarr"_s, email);
    ApiClient client(m_server->url());
    client.setTokens({.access_token = Secret(m_server->accessToken(email)), .refresh_token = Secret(QByteArray("d.e.f"))});
    QVERIFY(get(client, path::account));
    const QByteArray other = m_server->accessToken(email);
    const auto begun = m_server->call("POST", path::twoFactorEnableRequest, {}, other);
    const auto otpAuth = OtpAuth::fromUri(begun.body.value("url"_L1).toString());
    QVERIFY2(otpAuth, QByteArray::number(begun.status));
    const auto code = totp::codeAt(otpAuth->secret, totp::timeStep(QDateTime::currentSecsSinceEpoch()));
    QCOMPARE(m_server->call("POST", path::twoFactorEnableSubmit, {{u"token"_s, QString::fromLatin1(code)}}, other).status, 200);
    QSignalSpy ended(&client, &ApiClient::sessionEnded);
    const auto refused = get(client, path::account);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, QByteArray(localcode::cancelled));
    QCOMPARE(ended.size(), 1);
    QVERIFY(!client.hasTokens());
}

void ApiClientTest::takesTheNewerTokenOfAnotherConsole()
{
    ApiClient client(m_server->url());
    m_server->signIn(client);
    const Secret good = client.refreshToken();
    client.setTokens({.access_token = {}, .refresh_token = Secret(QByteArray("a.stale.one"))});
    client.setRefreshTokenSource([&good](auto found) { found(good); });
    QVERIFY(wait<void>([&](auto done) { client.refresh(this, done); }));
    QVERIFY(get(client, path::account));
}

void ApiClientTest::failsWaitingCallsWhenTheSessionIsLeft()
{
    ApiClient client(m_server->url());
    m_server->signIn(client);
    client.setTokens({.access_token = Secret(QByteArray("a.b.c")), .refresh_token = client.refreshToken()});
    client.setRefreshTokenSource([](auto) {}); // a keyring that never answers
    std::optional<Error> error;
    client.get<QJsonObject>(path::account, {}, this,
                            [&error](const auto &answer) { error = answer.error(); });
    QTest::qWait(200);
    client.forgetTokens();
    QVERIFY(error);
    QCOMPARE(error->code, QByteArray(localcode::cancelled));
}

void ApiClientTest::asksForThePasswordAndRepeatsByItself()
{
    ApiClient client(m_server->url());
    m_server->signIn(client);
    QTest::qWait(1200); // the sign-in is no longer fresh
    QSignalSpy asked(&client, &ApiClient::freshLoginNeeded);
    const NewAccount wanted{u"Bo Diddley"_s, u"bo@example.com"_s, {}, {}, {}, {}, {}};
    std::optional<Result<CreatedAccount>> created;
    client.post<CreatedAccount>(path::adminUsers, wanted, this,
                                [&created](const auto &answer) { created = answer; });
    QVERIFY(asked.wait());
    QVERIFY(!created);
    const Reauthentication proof{.password = Secret(QByteArray(ServerProcess::password)), .code = {}};
    QVERIFY(wait<void>([&](auto done) { client.reauthenticate(proof, this, done); }));
    QTRY_VERIFY(created);
    QVERIFY(*created);
    QVERIFY((*created)->link.contains(u"token="_s));
}

void ApiClientTest::failsQuietlyWhenThePasswordIsDeclined()
{
    ApiClient client(m_server->url());
    m_server->signIn(client);
    QTest::qWait(1200);
    QSignalSpy asked(&client, &ApiClient::freshLoginNeeded);
    connect(&client, &ApiClient::freshLoginNeeded, &client, &ApiClient::declineFreshLogin,
            Qt::QueuedConnection);
    const NewAccount wanted{u"Cy"_s, u"cy@example.com"_s, {}, {}, {}, {}, {}};
    const auto answer = wait<CreatedAccount>(
        [&](auto done) { client.post<CreatedAccount>(path::adminUsers, wanted, this, done); });
    QCOMPARE(asked.size(), 1);
    QVERIFY(!answer);
    QCOMPARE(answer.error().code, QByteArray(localcode::cancelled));
}

void ApiClientTest::keepsAskingAfterAWrongPassword()
{
    ApiClient client(m_server->url());
    m_server->signIn(client);
    const Reauthentication wrong{.password = Secret(QByteArray("not this one")), .code = {}};
    const auto answer = wait<void>([&](auto done) { client.reauthenticate(wrong, this, done); });
    QVERIFY(!answer);
    QCOMPARE(answer.error().code, QByteArray(code::invalidPassword));
    QVERIFY(client.hasTokens());
}

void ApiClientTest::namesEachWayAConnectionFails_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QByteArray>("code");
    QTest::newRow("no such name") << u"http://no-such-host.invalid"_s << QByteArray(localcode::hostNotFound);
    QTest::newRow("nothing listens") << u"http://127.0.0.1:1"_s << QByteArray(localcode::refused);
    QTest::newRow("plain where TLS is expected")
        << m_server->url().toString().replace(u"http:"_s, u"https:"_s) << QByteArray(localcode::tlsFailed);
}

void ApiClientTest::namesEachWayAConnectionFails()
{
    QFETCH(const QString, url);
    QFETCH(const QByteArray, code);
    ApiClient client{QUrl(url)};
    const auto answer =
        wait<QJsonObject>([&](auto done) { client.getAsStranger<QJsonObject>(path::health, this, done); });
    QVERIFY(!answer);
    QCOMPARE(answer.error().code, code);
    QVERIFY(!client.isReachable());
}

void ApiClientTest::staysAwayFromOtherServers_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QByteArray>("code");
    const QByteArray foreign = localcode::notGatehouse;
    QTest::newRow("a web page") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<html>")
                                << foreign;
    QTest::newRow("a redirect is not followed")
        << QByteArray("HTTP/1.1 302 Found\r\nLocation: http://example.com/\r\nContent-Length: 0\r\n\r\n")
        << foreign;
    QTest::newRow("an array") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]") << foreign;
    QTest::newRow("another error page")
        << QByteArray("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 3\r\n\r\nbad") << foreign;
    QTest::newRow("JSON of another kind")
        << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{\"a\":\"b\"}") << foreign;
    QTest::newRow("not HTTP") << QByteArray("220 mail.example.com ESMTP\r\n")
                              << QByteArray(localcode::connectionLost);
    QTest::newRow("cut off") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"stat")
                             << QByteArray(localcode::connectionLost);
    QTest::newRow("nothing at all") << QByteArray() << QByteArray(localcode::connectionLost);
}

void ApiClientTest::staysAwayFromOtherServers()
{
    QFETCH(const QByteArray, answer);
    QFETCH(const QByteArray, code);
    OddServer odd(answer);
    ApiClient client(odd.url());
    SignIn signIn(client);
    QSignalSpy found(&signIn, &SignIn::found);
    std::optional<Error> error;
    connect(&signIn, &SignIn::failed, this, [&error](const Error &failed) { error = failed; });
    signIn.look();
    QTRY_VERIFY(error);
    QCOMPARE(error->code, code);
    QCOMPARE(found.size(), 0);
}

void ApiClientTest::noticesThatTheServerIsBack()
{
    ApiClient client(m_server->url());
    m_server->signIn(client);
    QSignalSpy changes(&client, &ApiClient::connectionChanged);
    m_server->stop();
    QVERIFY(!get(client, path::account));
    QCOMPARE(changes.size(), 1);
    QVERIFY(!client.isReachable());
    QVERIFY(m_server->start());
    QVERIFY(changes.wait(8000));
    QVERIFY(client.isReachable());
    QVERIFY(get(client, path::account));
}

QTEST_GUILESS_MAIN(ApiClientTest)
#include "tst_apiclient.moc"
