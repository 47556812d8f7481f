// SPDX-License-Identifier: GPL-3.0-only
#include "accounts/accountdialog.h"
#include "accounts/accountpane.h"
#include "accounts/bulkpane.h"
#include "accounts/confirmdialog.h"
#include "accounts/peoplepage.h"
#include "accounts/profiletab.h"
#include "api/codes.h"
#include "api/paths.h"
#include "connection/freshlogindialog.h"
#include "errortext.h"
#include "support/serverprocess.h"
#include "widgets/field.h"
#include "widgets/recoverysheet.h"

#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QStandardPaths>
#include <QTableView>
#include <QTest>

using namespace Qt::StringLiterals;

class PeoplePageTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void detailsFollowTheSelection();
    void disablesAtOnceAndTakesItBack();
    void locksAndUnlocks();
    void refusesToDisableTheLastAdministrator();
    void createsAPersonAndShowsTheLinkOnce();
    void showsAConflictAtItsField();
    void checksAFormBeforeItIsSent();
    void savesEditsInPlace();
    void keepsEditsThatWereLeftBehind();
    void deletesOnlyWhenTheNameIsTyped();
    void changesManyAndTakesItBack();
    void leavesThoseAsTheyAreWhoCantBeChanged();
    void asksForThePasswordWhenTheSignInIsOld();
    void showsSomebodyTheListHasNotLoaded();

private:
    QAction *action(const QString &text) const;
    Account account(const QString &id);
    void load();
    void select(const QStringList &ids);
    void undo() const { m_notice.action(); }
    ProfileTab *profile() const { return m_page->details()->findChild<ProfileTab *>(); }
    template<class D>
    D *dialog() const
    {
        (void)QTest::qWaitFor([] { return qobject_cast<D *>(QApplication::activeModalWidget()); }, 3000);
        return qobject_cast<D *>(QApplication::activeModalWidget());
    }
    static void press(QWidget *in, const QString &text);
    static QLineEdit *line(QWidget *in, const QString &accessibleName);

    std::unique_ptr<ServerProcess> m_server;
    std::unique_ptr<ApiClient> m_client;
    std::unique_ptr<PeoplePage> m_page;
    QString m_ada;
    QString m_bo;
    QString m_grace;
    Notice m_notice;
};

void PeoplePageTest::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    m_server = std::make_unique<ServerProcess>(QStringList{u"auth.fresh_ttl=20s"_s});
    QVERIFY(m_server->isRunning());
    m_ada = m_server->addPerson(u"Ada Lovelace"_s, u"ada@example.com"_s);
    m_bo = m_server->addPerson(u"Bo Diddley"_s, u"bo@example.com"_s);
    m_client = std::make_unique<ApiClient>(m_server->url());
    m_server->signIn(*m_client);
    bool isKnown = false;
    m_client->get<ProfileAnswer>(path::account, {}, this, [&](const Result<ProfileAnswer> &me) {
        m_grace = me ? me->user.id.toString() : QString();
        isKnown = true;
    });
    QTRY_VERIFY(isKnown && !m_grace.isEmpty());
}

void PeoplePageTest::init()
{
    m_server->signIn(*m_client); // fresh
    m_page = std::make_unique<PeoplePage>(*m_client);
    connect(m_page.get(), &ListPage::noticeWanted, this, [this](const Notice &notice) { m_notice = notice; });
    m_notice = {};
    load();
}

void PeoplePageTest::cleanup()
{
    while (QWidget *left = QApplication::activeModalWidget())
        delete left;
    m_page.reset();
}

void PeoplePageTest::load()
{
    m_page->show();
    m_page->details()->show();
    QTRY_VERIFY(m_page->findChild<PagedModelBase *>()->rowOf(m_ada) >= 0);
}

void PeoplePageTest::select(const QStringList &ids)
{
    auto *table = m_page->findChild<QTableView *>();
    table->clearSelection();
    for (const QString &id : ids) {
        const int row = m_page->findChild<PagedModelBase *>()->rowOf(id);
        table->selectionModel()->select(table->model()->index(row, 0),
                                        QItemSelectionModel::Select | QItemSelectionModel::Rows);
    }
}

QAction *PeoplePageTest::action(const QString &text) const
{
    for (QAction *action : m_page->rowActions() + m_page->pageActions()) {
        if (action->text().remove(u'&') == text)
            return action;
    }
    return nullptr;
}

Account PeoplePageTest::account(const QString &id)
{
    const auto token = m_server->accessToken(QString::fromLatin1(ServerProcess::adminEmail));
    const auto answer = m_server->call("GET", path::fill(path::adminUser, id), {}, token);
    const auto user = json::read<AccountAnswer>(answer.body);
    return user ? user->user : Account();
}

void PeoplePageTest::press(QWidget *in, const QString &text)
{
    for (auto *button : in->findChildren<QPushButton *>()) {
        if (button->text().remove(u'&') == text)
            return button->click();
    }
    QFAIL(qPrintable(u"no button “%1”"_s.arg(text)));
}

QLineEdit *PeoplePageTest::line(QWidget *in, const QString &accessibleName)
{
    for (auto *edit : in->findChildren<QLineEdit *>()) {
        if (edit->accessibleName() == accessibleName)
            return edit;
    }
    return nullptr;
}

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
    QTRY_COMPARE(m_notice.text, errorText({.code = code::lastAdmin}));
    QCOMPARE(m_notice.kind, Notice::Kind::Failure);
    QVERIFY(!account(m_grace).deactivatedAt);
}

void PeoplePageTest::createsAPersonAndShowsTheLinkOnce()
{
    action(u"New person…"_s)->trigger();
    auto *form = dialog<AccountDialog>();
    QVERIFY(form);
    line(form, u"Name"_s)->setText(u"Margaret Hamilton"_s);
    line(form, u"Email address"_s)->setText(u"margaret@example.com"_s);
    press(form, u"Create"_s);
    QTRY_VERIFY(QApplication::activeModalWidget() &&
                QApplication::activeModalWidget()->findChild<RecoverySheet *>());
    QTRY_VERIFY(m_page->selectedIds().size() == 1);
    const Account made = account(m_page->selectedIds().first());
    QCOMPARE(made.name, u"Margaret Hamilton"_s);
    QVERIFY(!made.hasPassword);
}

void PeoplePageTest::showsAConflictAtItsField()
{
    action(u"New person…"_s)->trigger();
    auto *form = dialog<AccountDialog>();
    QVERIFY(form);
    line(form, u"Name"_s)->setText(u"Another Ada"_s);
    line(form, u"Email address"_s)->setText(u"ADA@example.com"_s);
    press(form, u"Create"_s);
    QTRY_VERIFY(form->findChildren<Field *>().at(1)->hasFault());
    QVERIFY(form->isVisible());
}

void PeoplePageTest::checksAFormBeforeItIsSent()
{
    action(u"New person…"_s)->trigger();
    auto *form = dialog<AccountDialog>();
    QVERIFY(form);
    QSignalSpy wanted(form, &AccountDialog::wanted);
    line(form, u"Email address"_s)->setText(u"no address"_s);
    line(form, u"User name"_s)->setText(u"a b"_s);
    press(form, u"Create"_s);
    for (auto *field : form->findChildren<Field *>())
        QVERIFY(field->hasFault());
    QCOMPARE(wanted.size(), 0);
}

void PeoplePageTest::savesEditsInPlace()
{
    select({m_bo});
    auto *edit = line(profile(), u"First name"_s);
    edit->setText(u"Ellas"_s);
    emit edit->textEdited(edit->text());
    QVERIFY(profile()->isEdited());
    press(profile(), u"Save"_s);
    QTRY_COMPARE(account(m_bo).firstName, u"Ellas"_s);
    QTRY_VERIFY(!profile()->isEdited());
}

void PeoplePageTest::keepsEditsThatWereLeftBehind()
{
    select({m_bo});
    line(profile(), u"Last name"_s)->setText(u"Bates"_s);
    select({m_ada});
    QCOMPARE(m_notice.kind, Notice::Kind::Warning);
    QVERIFY(!profile()->isEdited());
    m_notice.action();
    QTRY_COMPARE(m_page->selectedIds(), QStringList{m_bo});
    QCOMPARE(line(profile(), u"Last name"_s)->text(), u"Bates"_s);
    QVERIFY(profile()->isEdited());
}

void PeoplePageTest::deletesOnlyWhenTheNameIsTyped()
{
    const QString id = m_server->addPerson(u"Cy Twombly"_s, u"cy@example.com"_s);
    m_page->reload();
    QTRY_VERIFY(m_page->findChild<PagedModelBase *>()->rowOf(id) >= 0);
    select({id});
    action(u"Delete…"_s)->trigger();
    auto *question = dialog<ConfirmDialog>();
    QVERIFY(question);
    QPushButton *button = nullptr;
    for (auto *candidate : question->findChildren<QPushButton *>()) {
        if (candidate->text().contains(u"Cy Twombly"_s))
            button = candidate;
    }
    QVERIFY(button);
    QVERIFY(!button->isEnabled());
    QTest::keyClicks(question->findChild<QLineEdit *>(), u"cy twombly"_s);
    QVERIFY(!button->isEnabled());
    question->findChild<QLineEdit *>()->clear();
    QTest::keyClicks(question->findChild<QLineEdit *>(), u"Cy Twombly"_s);
    QVERIFY(button->isEnabled());
    button->click();
    QTRY_COMPARE(m_page->findChild<PagedModelBase *>()->rowOf(id), -1);
    QVERIFY(!account(id).id.isValid());
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
    QTRY_VERIFY(account(m_bo).deactivatedAt);
    QVERIFY(!account(m_grace).deactivatedAt);
    QTRY_COMPARE(m_notice.actionText, u"Undo"_s);
    undo();
    QTRY_VERIFY(!account(m_bo).deactivatedAt);
}

void PeoplePageTest::asksForThePasswordWhenTheSignInIsOld()
{
    ServerProcess strict({u"auth.fresh_ttl=1s"_s});
    QVERIFY(strict.isRunning());
    ApiClient client(strict.url());
    strict.signIn(client);
    QTest::qWait(1200);
    bool isMade = false;
    const auto id = strict.addPerson(u"Ada Lovelace"_s, u"ada@example.com"_s);
    connect(&client, &ApiClient::freshLoginNeeded, this,
            [&] { (new FreshLoginDialog(client, false, nullptr))->open(); });
    client.post<OneTimeLink>(path::fill(path::adminUserLinks, id), LinkWish{u"set_password"_s}, this,
                             [&](const auto &link) { isMade = link.has_value(); });
    auto *question = dialog<FreshLoginDialog>();
    QVERIFY(question);
    line(question, u"Your password"_s)->setText(u"wrong"_s);
    press(question, u"Confirm"_s);
    QTRY_VERIFY(question->findChild<Field *>()->hasFault());
    QVERIFY(!isMade);
    line(question, u"Your password"_s)->setText(QString::fromLatin1(ServerProcess::password));
    press(question, u"Confirm"_s);
    QTRY_VERIFY(isMade);
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
