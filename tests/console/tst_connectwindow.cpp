// SPDX-License-Identifier: GPL-3.0-only
#include "api/apiclient.h"
#include "api/codes.h"
#include "api/signin.h"
#include "api/tokenkeeper.h"
#include "base/base32.h"
#include "connection/address.h"
#include "connection/codestep.h"
#include "connection/connectwindow.h"
#include "connection/serverstep.h"
#include "connection/setupstep.h"
#include "connection/signinstep.h"
#include "errortext.h"
#include "support/serverprocess.h"
#include "totpcode.h"
#include "widgets/field.h"
#include "widgets/statement.h"

#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QStandardPaths>
#include <QTest>

using namespace Qt::StringLiterals;

class ConnectWindowTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void asksForAServerFirst();
    void refusesWhatIsNoAddress();
    void saysWhyAServerCantBeReached();
    void warnsOfAnUnencryptedConnection();
    void signsAnAdministratorInAndRemembersTheServer();
    void tellsAWrongPassword();
    void showsMissingInputAtItsField();
    void sendsSomebodyElseAwayKindly();
    void asksForTheSecondFactor();
    void takesASetUpLink();
    void refusesASetUpLinkThatIsNone();
    void refusesTwoPasswordsThatDiffer();
    void writesNoSecretIntoTheSettings();
    void keepsSessionsOfDifferentAccountsApart();

private:
    Step *step() const;
    template<class S>
    bool isAt() const
    {
        return qobject_cast<S *>(step());
    }
    QLineEdit *line(const QString &accessibleName) const;
    void type(const QString &accessibleName, const QString &text);
    void press(const QString &text);
    QString said() const;
    void connectToServer();
    void signIn(const QString &email, const QString &password = QString::fromLatin1(ServerProcess::password));

    std::unique_ptr<ServerProcess> m_server;
    std::unique_ptr<ApiClient> m_client;
    std::unique_ptr<SignIn> m_signIn;
    std::unique_ptr<TokenKeeper> m_keeper;
    std::unique_ptr<ConnectWindow> m_window;
    std::optional<AccountProfile> m_entered;
};

void ConnectWindowTest::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName(u"Gatehouse tests"_s);
    m_server = std::make_unique<ServerProcess>();
    QVERIFY(m_server->isRunning());
    QVERIFY(!m_server->addPerson(u"Ada Lovelace"_s, u"ada@example.com"_s).isEmpty());
}

void ConnectWindowTest::init()
{
    QSettings().clear();
    m_entered.reset();
    m_client = std::make_unique<ApiClient>(QUrl());
    m_signIn = std::make_unique<SignIn>(*m_client);
    m_keeper = std::make_unique<TokenKeeper>();
    m_window = std::make_unique<ConnectWindow>(*m_client, *m_signIn, *m_keeper);
    connect(m_window.get(), &ConnectWindow::entered, this,
            [this](const AccountProfile &profile) { m_entered = profile; });
    m_window->show();
    m_window->start();
}

void ConnectWindowTest::cleanup() { m_window.reset(); }

Step *ConnectWindowTest::step() const
{
    return static_cast<Step *>(m_window->findChild<QStackedWidget *>()->currentWidget());
}

QLineEdit *ConnectWindowTest::line(const QString &accessibleName) const
{
    for (auto *edit : step()->findChildren<QLineEdit *>()) {
        if (edit->accessibleName() == accessibleName)
            return edit;
    }
    return nullptr;
}

void ConnectWindowTest::type(const QString &accessibleName, const QString &text)
{
    QLineEdit *edit = line(accessibleName);
    QVERIFY2(edit, qPrintable(accessibleName));
    edit->clear();
    QTest::keyClicks(edit, text);
}

void ConnectWindowTest::press(const QString &text)
{
    for (auto *button : step()->findChildren<QPushButton *>()) {
        if (button->text().remove(u'&') == text)
            return QTest::mouseClick(button, Qt::LeftButton);
    }
    QFAIL(qPrintable(u"no button “%1”"_s.arg(text)));
}

QString ConnectWindowTest::said() const { return step()->findChild<Statement *>()->text(); }

void ConnectWindowTest::connectToServer()
{
    type(u"Server address"_s, address::toText(m_server->url()));
    QTest::keyClick(line(u"Server address"_s), Qt::Key_Return);
    QTRY_VERIFY(isAt<SignInStep>());
}

void ConnectWindowTest::signIn(const QString &email, const QString &password)
{
    type(u"Email address"_s, email);
    type(u"Password"_s, password);
    press(u"Sign in"_s);
}

void ConnectWindowTest::asksForAServerFirst()
{
    QVERIFY(isAt<ServerStep>());
    QVERIFY(line(u"Server address"_s));
}

void ConnectWindowTest::refusesWhatIsNoAddress()
{
    type(u"Server address"_s, u"ftp://somewhere"_s);
    press(u"Connect"_s);
    QVERIFY(step()->findChild<Field *>()->hasFault());
    QVERIFY(isAt<ServerStep>());
}

void ConnectWindowTest::saysWhyAServerCantBeReached()
{
    type(u"Server address"_s, u"127.0.0.1:1"_s);
    press(u"Connect"_s);
    QTRY_COMPARE(said(), errorText({.code = localcode::refused}));
    QVERIFY(isAt<ServerStep>());
}

void ConnectWindowTest::warnsOfAnUnencryptedConnection()
{
    type(u"Server address"_s, u"http://10.0.0.7:8420"_s);
    QVERIFY(said().contains(u"not be encrypted"_s));
    type(u"Server address"_s, u"https://10.0.0.7:8420"_s);
    QVERIFY(said().isEmpty());
}

void ConnectWindowTest::signsAnAdministratorInAndRemembersTheServer()
{
    connectToServer();
    signIn(QString::fromLatin1(ServerProcess::adminEmail));
    QTRY_VERIFY(m_entered);
    QVERIFY(m_entered->isServerAdmin);
    QVERIFY(m_client->hasTokens());
    const auto servers = serverlist::all();
    QCOMPARE(servers.size(), 1);
    QCOMPARE(servers.first().url, m_server->url());
    QCOMPARE(servers.first().email, QString::fromLatin1(ServerProcess::adminEmail));
}

void ConnectWindowTest::tellsAWrongPassword()
{
    connectToServer();
    signIn(QString::fromLatin1(ServerProcess::adminEmail), u"not this one"_s);
    QTRY_COMPARE(said(), errorText({.code = code::invalidCredentials}));
    QVERIFY(isAt<SignInStep>());
    QVERIFY(!m_entered);
}

void ConnectWindowTest::showsMissingInputAtItsField()
{
    connectToServer();
    press(u"Sign in"_s);
    for (auto *field : step()->findChildren<Field *>())
        QVERIFY(field->hasFault());
}

void ConnectWindowTest::sendsSomebodyElseAwayKindly()
{
    connectToServer();
    signIn(u"ada@example.com"_s);
    QTRY_COMPARE(said(), errorText({.code = localcode::notAdmin}));
    QVERIFY(!m_client->hasTokens());
    QVERIFY(!m_entered);
}

void ConnectWindowTest::asksForTheSecondFactor()
{
    const QByteArray token = m_server->accessToken(QString::fromLatin1(ServerProcess::adminEmail));
    const auto setUp = m_server->call("POST", u"/api/auth/2fa/enable/request"_s, {}, token);
    const QUrlQuery query(QUrl(setUp.body.value("url"_L1).toString()).query());
    const auto secret = base32::decode(query.queryItemValue(u"secret"_s).toLatin1());
    QVERIFY(secret);
    const auto now = [] { return QDateTime::currentSecsSinceEpoch(); };
    const QByteArray first = totp::codeAt(*secret, totp::timeStep(now()) - 1);
    const auto on = m_server->call("POST", u"/api/auth/2fa/enable/submit"_s,
                                   {{u"token"_s, QString::fromLatin1(first)}}, token);
    QCOMPARE(on.status, 200);

    connectToServer();
    signIn(QString::fromLatin1(ServerProcess::adminEmail));
    QTRY_VERIFY(isAt<CodeStep>());
    type(u"Code"_s, u"000 000"_s);
    press(u"Continue"_s);
    QTRY_COMPARE(said(), errorText({.code = code::invalidTwoFactorCode}));
    type(u"Code"_s, QString::fromLatin1(totp::codeAt(*secret, totp::timeStep(now()))));
    press(u"Continue"_s);
    QTRY_VERIFY(m_entered);
    QVERIFY(m_entered->totpEnabled);
}

void ConnectWindowTest::takesASetUpLink()
{
    const QString link = m_server->setUpLink(u"new.admin@example.com"_s, u"New Admin"_s);
    QVERIFY(link.contains(u"token="_s));
    connectToServer();
    press(u"I have a set-up link"_s);
    QTRY_VERIFY(isAt<SetUpStep>());
    type(u"Set-up link"_s, link);
    type(u"New password"_s, u"password"_s);
    type(u"The password again"_s, u"password"_s);
    press(u"Set this password"_s);
    QTRY_VERIFY(
        step()->findChildren<Field *>().at(1)->hasFault()); // too easy to guess; the link is not spent
    type(u"New password"_s, u"seven purple lamps"_s);
    type(u"The password again"_s, u"seven purple lamps"_s);
    press(u"Set this password"_s);
    QTRY_VERIFY(isAt<SignInStep>());
    signIn(u"new.admin@example.com"_s, u"seven purple lamps"_s);
    QTRY_VERIFY(m_entered);
}

void ConnectWindowTest::refusesASetUpLinkThatIsNone()
{
    connectToServer();
    press(u"I have a set-up link"_s);
    type(u"Set-up link"_s, u"https://example.com/welcome"_s);
    press(u"Set this password"_s);
    QVERIFY(step()->findChildren<Field *>().first()->hasFault());
    type(u"Set-up link"_s, u"aaaa.bbbb.cccc"_s);
    type(u"New password"_s, u"seven purple lamps"_s);
    type(u"The password again"_s, u"seven purple lamps"_s);
    press(u"Set this password"_s);
    QTRY_COMPARE(said(), errorText({.code = code::expiredOrAlreadyUsed}));
}

void ConnectWindowTest::refusesTwoPasswordsThatDiffer()
{
    connectToServer();
    press(u"I have a set-up link"_s);
    type(u"Set-up link"_s, u"aaaa.bbbb.cccc"_s);
    type(u"New password"_s, u"seven purple lamps"_s);
    type(u"The password again"_s, u"seven purple limps"_s);
    press(u"Set this password"_s);
    QVERIFY(step()->findChildren<Field *>().at(2)->hasFault());
}

void ConnectWindowTest::writesNoSecretIntoTheSettings()
{
    connectToServer();
    signIn(u"new.admin@example.com"_s, u"seven purple lamps"_s);
    QTRY_VERIFY(m_entered);
    QSettings settings;
    settings.sync();
    const QByteArray token = m_client->refreshToken().bytes();
    QVERIFY(!token.isEmpty());
    for (const QString &key : settings.allKeys()) {
        const QString value = settings.value(key).toString();
        QVERIFY(!value.contains(QString::fromLatin1(token)));
        QVERIFY(!value.contains(u"purple"_s));
    }
}

void ConnectWindowTest::keepsSessionsOfDifferentAccountsApart()
{
    const auto tokenOf = [this](const QString &email, const QString &password) {
        return Secret(m_server->signIn(email, password).body.value("refresh_token"_L1).toString());
    };
    const Secret one = tokenOf(u"new.admin@example.com"_s, u"seven purple lamps"_s);
    const Secret other = tokenOf(u"ada@example.com"_s, QString::fromLatin1(ServerProcess::password));
    QVERIFY(TokenKeeper::areOfOneSession(one, one));
    QVERIFY(!TokenKeeper::areOfOneSession(one, other));
    QVERIFY(!TokenKeeper::areOfOneSession(Secret(), Secret()));
    QVERIFY(!TokenKeeper::areOfOneSession(Secret(QByteArray("a.b.c")), Secret(QByteArray("a.b.c"))));
}

QTEST_MAIN(ConnectWindowTest)
#include "tst_connectwindow.moc"
