// SPDX-License-Identifier: GPL-3.0-only
#include "accounts/confirmdialog.h"
#include "accounts/credentialspanel.h"
#include "accounts/credentialwords.h"
#include "accounts/entrylist.h"
#include "api/apiclient.h"
#include "support/scriptedserver.h"

#include <QApplication>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

// The unlinking speaks to a scripted server: a link can be made only through a provider.
class CredentialsTest : public QObject
{
    Q_OBJECT

private slots:
    void saysWhereAPasskeyLives_data();
    void saysWhereAPasskeyLives();
    void marksASuspectedClone();
    void namesALinkedAccountByWhatIsKnown_data();
    void namesALinkedAccountByWhatIsKnown();
    void warnsBeforeTheLastWayInIsGone();
    void hidesWhatIsEmpty();
    void asksForTheOneWhoseButtonIsPressed();
    void takesNoNameForMarkup();
    void unlinksAnAccountAfterAQuestion();

private:
    const QDateTime m_now = QDateTime::currentDateTime();
};

void CredentialsTest::saysWhereAPasskeyLives_data()
{
    QTest::addColumn<bool>("eligible");
    QTest::addColumn<bool>("backedUp");
    QTest::addColumn<QString>("words");
    QTest::newRow("security key") << false << false << u"bound to this one device"_s;
    QTest::newRow("phone") << true << true << u"synchronised"_s;
    QTest::newRow("phone without an account") << true << false << u"not synchronised yet"_s;
}

void CredentialsTest::saysWhereAPasskeyLives()
{
    QFETCH(const bool, eligible);
    QFETCH(const bool, backedUp);
    QFETCH(const QString, words);
    const AdminPasskey passkey{Passkey{.deviceName = u"Phone"_s,
                                       .createdAt = m_now.addDays(-3),
                                       .backupEligible = eligible,
                                       .backupState = backedUp},
                               {}};
    const auto entry = credentialwords::entry(passkey, m_now);
    QVERIFY2(entry.details.contains(words), qPrintable(entry.details));
    QVERIFY(entry.details.contains(u"never"_s)); // used
    QVERIFY(entry.warning.isEmpty());
}

void CredentialsTest::marksASuspectedClone()
{
    const AdminPasskey passkey{Passkey{.deviceName = u"Key"_s, .createdAt = m_now}, m_now.addDays(-1)};
    const auto entry = credentialwords::entry(passkey, m_now);
    QVERIFY(entry.warning.contains(u"copy"_s) && entry.warning.contains(u"yesterday"_s));
    EntryList list(u"Passkeys"_s, u"Remove…"_s, u"Remove %1"_s);
    list.setEntries({entry});
    bool isSigned = false; // not by colour alone
    for (const QLabel *label : list.findChildren<QLabel *>())
        isSigned |= label->pixmap().deviceIndependentSize() == QSizeF(16, 16);
    QVERIFY(isSigned);
}

void CredentialsTest::namesALinkedAccountByWhatIsKnown_data()
{
    QTest::addColumn<QString>("email");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("shown");
    QTest::newRow("address") << u"ada@gmail.com"_s << u"Ada"_s << u"ada@gmail.com"_s;
    QTest::newRow("name") << QString() << u"Ada"_s << u"Ada"_s;
    QTest::newRow("nothing") << QString() << QString() << u"4711"_s;
}

void CredentialsTest::namesALinkedAccountByWhatIsKnown()
{
    QFETCH(const QString, email);
    QFETCH(const QString, name);
    QFETCH(const QString, shown);
    const ExternalAccount linked{.id = {},
                                 .provider = u"github"_s,
                                 .providerUserId = u"4711"_s,
                                 .email = email,
                                 .displayName = name,
                                 .createdAt = m_now};
    const auto entry = credentialwords::entry(linked, m_now);
    QCOMPARE(entry.title, u"Github"_s);
    QVERIFY(entry.details.startsWith(shown));
}

void CredentialsTest::warnsBeforeTheLastWayInIsGone()
{
    Account account;
    account.name = u"Ada"_s;
    account.passkeyCount = 1;
    const AdminPasskey passkey{Passkey{.deviceName = u"Key"_s}, {}};
    QVERIFY(credentialwords::removal(account, passkey).text.contains(u"set-password link"_s));
    QVERIFY(credentialwords::removal(account, passkey).buttonText.contains(u"Key"_s));
    account.hasPassword = true;
    QVERIFY(!credentialwords::removal(account, passkey).text.contains(u"set-password link"_s));
}

void CredentialsTest::hidesWhatIsEmpty()
{
    EntryList list(u"Passkeys"_s, u"Remove…"_s, u"Remove %1"_s);
    QVERIFY(list.isHidden());
    list.setEntries({{.id = u"1"_s, .title = u"Key"_s}});
    QVERIFY(!list.isHidden());
    list.setEntries({});
    QVERIFY(list.isHidden());
}

void CredentialsTest::asksForTheOneWhoseButtonIsPressed()
{
    EntryList list(u"Passkeys"_s, u"Remove…"_s, u"Remove the passkey %1"_s);
    list.setEntries({{.id = u"1"_s, .title = u"Key"_s}, {.id = u"2"_s, .title = u"Phone"_s}});
    QSignalSpy wanted(&list, &EntryList::removeWanted);
    auto *button = list.findChildren<QPushButton *>().value(1);
    QCOMPARE(button->accessibleName(), u"Remove the passkey Phone"_s);
    button->click();
    QCOMPARE(wanted.value(0).value(0).toString(), u"2"_s);
}

void CredentialsTest::takesNoNameForMarkup()
{
    EntryList list(u"Passkeys"_s, u"Remove…"_s, u"Remove %1"_s);
    list.setEntries({{.id = u"1"_s, .title = u"<h1>Key</h1>"_s, .details = u"<b>x</b>"_s}});
    for (const QLabel *label : list.findChildren<QLabel *>()) {
        if (label->text().contains(u'<'))
            QCOMPARE(label->textFormat(), Qt::PlainText);
    }
}

void CredentialsTest::unlinksAnAccountAfterAQuestion()
{
    const QByteArray person = "/api/admin/users/0191f3a2-7b1c-7c3d-8e4f-000000000001";
    ScriptedServer server;
    server.answers = {
        {person + "/passkeys", R"({"passkeys":[]})"},
        {person + "/external",
         R"({"accounts":[{"id":"0191f3a2-7b1c-7c3d-8e4f-00000000000a","provider":"google","providerUserId":"1",)"
         R"("email":"ada@gmail.com","displayName":"","avatarUrl":"","createdAt":"2026-11-20T10:00:00Z"}]})"}};
    ApiClient client(server.url());
    CredentialsPanel panel(client);
    panel.show();
    Account ada;
    ada.id = AccountId::fromString(u"0191f3a2-7b1c-7c3d-8e4f-000000000001"_s);
    ada.name = u"Ada"_s;
    panel.setAccount(ada);
    QTRY_VERIFY(panel.findChild<QPushButton *>());
    QSignalSpy notices(&panel, &CredentialsPanel::noticeWanted);
    panel.findChild<QPushButton *>()->click();
    QTRY_VERIFY(qobject_cast<ConfirmDialog *>(QApplication::activeModalWidget()));
    QCOMPARE(server.removed.size(), 0);
    server.answers[person + "/external"] = R"({"accounts":[]})";
    qobject_cast<ConfirmDialog *>(QApplication::activeModalWidget())->accept();
    QTRY_COMPARE(notices.count(), 1);
    QCOMPARE(server.removed, {person + "/external/0191f3a2-7b1c-7c3d-8e4f-00000000000a"});
    QTRY_VERIFY(panel.findChildren<EntryList *>().last()->entries().isEmpty());
}

QTEST_MAIN(CredentialsTest)
#include "tst_credentials.moc"
