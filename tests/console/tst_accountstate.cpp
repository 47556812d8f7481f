// SPDX-License-Identifier: GPL-3.0-only
#include "accounts/accountactions.h"
#include "accounts/accountstate.h"

#include <QTest>
#include <QTimeZone>

using namespace Qt::StringLiterals;

class AccountStateTest : public QObject
{
    Q_OBJECT

private slots:
    void namesTheGravestStateFirst();
    void saysWhetherSomebodyCanSignIn_data();
    void saysWhetherSomebodyCanSignIn();
    void forgetsAWaitThatIsOver();
    void offersOnlyWhatChangesSomething();
    void undoesEachChangeByItsOpposite();

private:
    const QDateTime m_now{QDate(2026, 3, 1), QTime(12, 0), QTimeZone::utc()};
    Account ada() const;
};

Account AccountStateTest::ada() const
{
    Account account;
    account.name = u"Ada"_s;
    account.emailVerified = true;
    account.hasPassword = true;
    return account;
}

void AccountStateTest::namesTheGravestStateFirst()
{
    Account account = ada();
    QCOMPARE(accountstate::summary(account, m_now).meaning, colour::Meaning::Ok);
    account.isServerAdmin = true;
    QCOMPARE(accountstate::summary(account, m_now).meaning, colour::Meaning::Ok);
    account.emailVerified = false;
    const auto unverified = accountstate::summary(account, m_now).text;
    account.lockedAt = m_now;
    QVERIFY(accountstate::summary(account, m_now).text != unverified);
    account.deactivatedAt = m_now;
    QCOMPARE(accountstate::traits(account, m_now).size(), 4);
    QCOMPARE(accountstate::summary(account, m_now).meaning, colour::Meaning::Danger);
}

void AccountStateTest::saysWhetherSomebodyCanSignIn_data()
{
    QTest::addColumn<Account>("account");
    QTest::addColumn<QString>("part");
    Account account = ada();
    QTest::newRow("password alone") << account << u"password alone"_s;
    account.totpEnabled = true;
    QTest::newRow("two-factor") << account << u"two-factor code"_s;
    account.throttledUntil = m_now.addSecs(60);
    QTest::newRow("has to wait") << account << u"wait"_s;
    account.lockedAt = m_now;
    QTest::newRow("locked") << account << u"locked"_s;
    account.deactivatedAt = m_now;
    QTest::newRow("disabled") << account << u"disabled"_s;
    account = ada();
    account.hasPassword = false;
    QTest::newRow("no password") << account << u"no password yet"_s;
    account.passkeyCount = 1;
    QTest::newRow("passkey") << account << u"passkey"_s;
}

void AccountStateTest::saysWhetherSomebodyCanSignIn()
{
    QFETCH(const Account, account);
    QFETCH(const QString, part);
    const QString sentence = accountstate::canSignIn(account, m_now);
    QVERIFY(sentence.contains(u"Ada"_s));
    QVERIFY2(sentence.contains(part), qPrintable(sentence));
}

void AccountStateTest::forgetsAWaitThatIsOver()
{
    Account account = ada();
    account.throttledUntil = m_now;
    QVERIFY(!accountstate::isThrottled(account, m_now));
    QVERIFY(accountstate::isThrottled(account, m_now.addSecs(-1)));
}

void AccountStateTest::offersOnlyWhatChangesSomething()
{
    using Change = AccountActions::Change;
    Account account = ada();
    QVERIFY(AccountActions::isSensible(Change::Disable, account, m_now));
    QVERIFY(!AccountActions::isSensible(Change::Enable, account, m_now));
    QVERIFY(!AccountActions::isSensible(Change::Unlock, account, m_now));
    QVERIFY(!AccountActions::isSensible(Change::Verify, account, m_now));
    account.throttledUntil = m_now.addSecs(60);
    QVERIFY(AccountActions::isSensible(Change::Unlock, account, m_now));
}

void AccountStateTest::undoesEachChangeByItsOpposite()
{
    using Change = AccountActions::Change;
    for (const auto change :
         {Change::Disable, Change::Enable, Change::Lock, Change::Unlock, Change::Verify, Change::Unverify})
        QCOMPARE(AccountActions::opposite(AccountActions::opposite(change)), change);
}

QTEST_GUILESS_MAIN(AccountStateTest)
#include "tst_accountstate.moc"
