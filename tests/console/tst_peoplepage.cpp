// SPDX-License-Identifier: GPL-3.0-only
#include "accounts/accountpane.h"
#include "accounts/bulkpane.h"
#include "accounts/confirmdialog.h"
#include "api/codes.h"
#include "errortext.h"
#include "support/peoplepagefixture.h"

#include <QStackedWidget>

using namespace Qt::StringLiterals;

// Who is shown, and the switches that act at once and can be taken back.
class PeoplePageTest : public PeoplePageFixture
{
    Q_OBJECT
private slots:
    void detailsFollowTheSelection();
    void disablesAtOnceAndTakesItBack();
    void locksAndUnlocks();
    void refusesToDisableTheLastAdministrator();
    void changesManyAndTakesItBack();
    void leavesThoseAsTheyAreWhoCantBeChanged();
    void showsSomebodyTheListHasNotLoaded();
};

void PeoplePageTest::detailsFollowTheSelection()
{
    auto *panes = static_cast<QStackedWidget *>(m_page->details());
    select({m_ada});
    QCOMPARE(static_cast<AccountPane *>(panes->currentWidget())->account().name, u"Ada Lovelace"_s);
    select({m_ada, m_bo});
    QVERIFY(qobject_cast<BulkPane *>(panes->currentWidget()));
    select({});
    QVERIFY(!qobject_cast<AccountPane *>(panes->currentWidget()));
}

void PeoplePageTest::disablesAtOnceAndTakesItBack()
{
    select({m_ada});
    action(u"Disable"_s)->trigger();
    QTRY_VERIFY(account(m_ada).deactivatedAt);
    QTRY_VERIFY(m_notice.text.contains(u"Ada Lovelace"_s));
    QVERIFY(action(u"Enable"_s)->isVisible());
    QVERIFY(!action(u"Disable"_s)->isVisible());
    QCOMPARE(m_notice.actionText, u"Undo"_s);
    undo();
    QTRY_VERIFY(!account(m_ada).deactivatedAt);
    QTRY_VERIFY(action(u"Disable"_s)->isVisible());
}

void PeoplePageTest::locksAndUnlocks()
{
    select({m_bo});
    action(u"Lock"_s)->trigger();
    QTRY_VERIFY(account(m_bo).lockedAt);
    QCOMPARE(m_server->signIn(u"bo@example.com"_s).status, 403);
    QTRY_VERIFY(action(u"Unlock"_s)->isVisible());
    action(u"Unlock"_s)->trigger();
    QTRY_VERIFY(!account(m_bo).lockedAt);
}

void PeoplePageTest::refusesToDisableTheLastAdministrator()
{
    select({m_grace});
    action(u"Disable"_s)->trigger();
    press(dialog<ConfirmDialog>(), u"Shut me out"_s);
    QTRY_COMPARE(m_notice.text, errorText({.code = code::lastAdmin}));
    QCOMPARE(m_notice.kind, Notice::Kind::Failure);
    QVERIFY(!account(m_grace).deactivatedAt);
}

void PeoplePageTest::changesManyAndTakesItBack()
{
    select({m_ada, m_bo});
    action(u"Lock"_s)->trigger();
    QTRY_VERIFY(account(m_ada).lockedAt && account(m_bo).lockedAt);
    QTRY_COMPARE(m_notice.actionText, u"Undo"_s);
    undo();
    QTRY_VERIFY(!account(m_ada).lockedAt && !account(m_bo).lockedAt);
    QCOMPARE(m_page->selectedIds().size(), 2);
}

void PeoplePageTest::leavesThoseAsTheyAreWhoCantBeChanged()
{
    select({m_grace, m_bo});
    action(u"Disable"_s)->trigger();
    auto *question = dialog<ConfirmDialog>(); // one of them is the signed-in administrator
    QVERIFY(question);
    QVERIFY(!account(m_bo).deactivatedAt);
    press(question, u"Shut me out"_s);
    QTRY_VERIFY(account(m_bo).deactivatedAt);
    QVERIFY(!account(m_grace).deactivatedAt);
    QTRY_COMPARE(m_notice.actionText, u"Undo"_s);
    undo();
    QTRY_VERIFY(!account(m_bo).deactivatedAt);
}

void PeoplePageTest::showsSomebodyTheListHasNotLoaded()
{
    const QString id = m_server->addPerson(u"Zoë Unseen"_s, u"zoe@example.com"_s);
    m_page->open(account(id));
    auto *panes = static_cast<QStackedWidget *>(m_page->details());
    QCOMPARE(static_cast<AccountPane *>(panes->currentWidget())->account().name, u"Zoë Unseen"_s);
    action(u"Disable"_s)->trigger();
    QTRY_VERIFY(account(id).deactivatedAt);
    QTRY_VERIFY(action(u"Enable"_s)->isVisible());
}

QTEST_MAIN(PeoplePageTest)
#include "tst_peoplepage.moc"
