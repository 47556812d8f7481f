// SPDX-License-Identifier: GPL-3.0-only
#include "accounts/confirmdialog.h"
#include "accounts/credentialspanel.h"
#include "accounts/entrylist.h"
#include "api/paths.h"
#include "support/serverprocess.h"
#include "support/softauthenticator.h"

#include <QApplication>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>

using namespace Qt::StringLiterals;

// With passkeys that were really made, used and copied.
class CredentialsPanelTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void listsAPasskey();
    void marksOneThatWasCopied();
    void removesOneAfterAQuestion();
    void leavesItWhenTheQuestionIsDeclined();
    void asksForThePasswordBeforeItRemoves();
    void showsNobodyElsesPasskeys();

private:
    struct Person
    {
        Account account;
        SoftAuthenticator key;
    };
    Person personWithPasskey(const ServerProcess &server, const QString &name) const;
    static int signInWith(const ServerProcess &server, SoftAuthenticator &key);
    void show(const Account &account);
    QList<EntryList::Entry> entries() const
    {
        return m_panel->findChildren<EntryList *>().first()->entries();
    }
    ConfirmDialog *question() const;
    static QString originOf(const ServerProcess &server)
    {
        return u"http://localhost:%1"_s.arg(server.url().port());
    }

    std::unique_ptr<ServerProcess> m_server;
    std::unique_ptr<ApiClient> m_client;
    std::unique_ptr<CredentialsPanel> m_panel;
};

void CredentialsPanelTest::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    qRegisterMetaType<Notice>();
    qRegisterMetaType<AccountId>();
    m_server = std::make_unique<ServerProcess>();
    QVERIFY(m_server->isRunning());
}

void CredentialsPanelTest::init()
{
    m_panel.reset();
    m_client = std::make_unique<ApiClient>(m_server->url());
    m_server->signIn(*m_client);
    m_panel = std::make_unique<CredentialsPanel>(*m_client);
    m_panel->show();
}

CredentialsPanelTest::Person CredentialsPanelTest::personWithPasskey(const ServerProcess &server,
                                                                     const QString &name) const
{
    const QString email = name.toLower() + u"@example.com"_s;
    Person person{.account = {}, .key = SoftAuthenticator(originOf(server))};
    person.account.name = name;
    person.account.id = AccountId::fromString(server.addPerson(name, email));
    const QByteArray token = server.accessToken(email);
    const auto begun =
        server.call("POST", path::passkeyRegisterBegin, {{u"device_name"_s, u"Phone of "_s + name}}, token);
    const QJsonObject made = person.key.create(begun.body.value("publicKey"_L1).toObject());
    const auto finished = server.call("POST", path::passkeyRegisterFinish, made, token);
    if (finished.status != 201)
        qWarning("no passkey was made: %d", finished.status);
    return person;
}

int CredentialsPanelTest::signInWith(const ServerProcess &server, SoftAuthenticator &key)
{
    const auto begun = server.call("POST", path::passkeyLoginBegin);
    return server.call("POST", path::passkeyLoginFinish, key.get(begun.body.value("publicKey"_L1).toObject()))
        .status;
}

void CredentialsPanelTest::show(const Account &account)
{
    m_panel->setAccount(account);
    QTRY_COMPARE(entries().size(), 1);
}

ConfirmDialog *CredentialsPanelTest::question() const
{
    (void)QTest::qWaitFor([] { return qobject_cast<ConfirmDialog *>(QApplication::activeModalWidget()); });
    return qobject_cast<ConfirmDialog *>(QApplication::activeModalWidget());
}

void CredentialsPanelTest::listsAPasskey()
{
    Person ada = personWithPasskey(*m_server, u"Ada"_s);
    show(ada.account);
    QCOMPARE(entries().first().title, u"Phone of Ada"_s);
    QVERIFY(entries().first().details.contains(u"never"_s));
    QCOMPARE(signInWith(*m_server, ada.key), 200);
    m_panel->setAccount(ada.account);
    QTRY_VERIFY(!entries().first().details.contains(u"never"_s));
    QVERIFY(entries().first().warning.isEmpty());
}

void CredentialsPanelTest::marksOneThatWasCopied()
{
    Person bo = personWithPasskey(*m_server, u"Bo"_s);
    bo.key.counter = 7;
    QCOMPARE(signInWith(*m_server, bo.key), 200);
    bo.key.counter = 3;
    QVERIFY(signInWith(*m_server, bo.key) != 200);
    show(bo.account);
    QVERIFY(entries().first().warning.contains(u"copy"_s));
}

void CredentialsPanelTest::removesOneAfterAQuestion()
{
    Person cleo = personWithPasskey(*m_server, u"Cleo"_s);
    show(cleo.account);
    QSignalSpy notices(m_panel.get(), &CredentialsPanel::noticeWanted);
    QSignalSpy changed(m_panel.get(), &CredentialsPanel::accountChanged);
    m_panel->findChild<QPushButton *>()->click();
    QVERIFY(question());
    question()->accept();
    QTRY_COMPARE(entries().size(), 0);
    QCOMPARE(notices.count(), 1);
    QCOMPARE(changed.count(), 1);
    QVERIFY(signInWith(*m_server, cleo.key) != 200);
}

void CredentialsPanelTest::leavesItWhenTheQuestionIsDeclined()
{
    Person dora = personWithPasskey(*m_server, u"Dora"_s);
    show(dora.account);
    m_panel->findChild<QPushButton *>()->click();
    QVERIFY(question());
    question()->reject();
    QTest::qWait(300);
    QCOMPARE(entries().size(), 1);
    QCOMPARE(signInWith(*m_server, dora.key), 200);
}

void CredentialsPanelTest::asksForThePasswordBeforeItRemoves()
{
    const ServerProcess server({u"auth.fresh_ttl=\"1s\""_s});
    QVERIFY(server.isRunning());
    Person eve = personWithPasskey(server, u"Eve"_s);
    server.signIn(*m_client);
    show(eve.account);
    QTest::qWait(1500);
    QSignalSpy asked(m_client.get(), &ApiClient::freshLoginNeeded);
    m_panel->findChild<QPushButton *>()->click();
    QVERIFY(question());
    question()->accept();
    QTRY_COMPARE(asked.count(), 1);
    m_client->declineFreshLogin();
    QTest::qWait(300);
    QCOMPARE(entries().size(), 1);
}

void CredentialsPanelTest::showsNobodyElsesPasskeys()
{
    show(personWithPasskey(*m_server, u"Fay"_s).account);
    Account other;
    other.name = u"Gil"_s;
    other.id = AccountId::fromString(m_server->addPerson(other.name, u"gil@example.com"_s));
    m_panel->setAccount(other);
    QCOMPARE(entries().size(), 0); // at once
    QTest::qWait(400);
    QCOMPARE(entries().size(), 0);
}

QTEST_MAIN(CredentialsPanelTest)
#include "tst_credentialspanel.moc"
