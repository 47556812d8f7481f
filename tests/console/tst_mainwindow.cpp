// SPDX-License-Identifier: GPL-3.0-only
#include "accounts/accountpane.h"
#include "api/paths.h"
#include "mainwindow.h"
#include "models/pagedmodelbase.h"
#include "navigation/gotopalette.h"
#include "navigation/sidebar.h"
#include "support/serverprocess.h"
#include "theme.h"
#include "widgets/filterbar.h"
#include "widgets/listpage.h"

#include <QAccessible>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenuBar>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QStatusBar>
#include <QTest>
#include <QTranslator>
#include <QTreeWidget>

using namespace Qt::StringLiterals;

class MainWindowTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void switchesPagesByTheKeyboard();
    void showsTheCountsThatMatter();
    void narrowsThePageFromTheSidebar();
    void findsAPersonFromAnywhere();
    void findsAnActionFromAnywhere();
    void findsTheSameHoweverFast();
    void reachesTheFilterLineByTheKeyboard();
    void goesBackOneStepWithEscape();
    void saysThatItReconnectsAndKeepsWhatIsThere();
    void remembersItsPlace();
    void keepsASavedFilterInTheSidebar();
    void namesEveryControlForScreenReaders();
    void listsAShortcutWithEachActionThatHasOne();
    void leadsFromAPersonToTheirMails();
    void givesEachActionOfAPageItsOwnKeys_data();
    void givesEachActionOfAPageItsOwnKeys();

private:
    bool isAt(const QString &page) const { return m_window->page(page)->isVisible(); }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    QString countBeside(const QString &title) const;
    QTreeWidgetItem *entry(const QString &title) const;

    std::unique_ptr<ServerProcess> m_server;
    std::unique_ptr<ApiClient> m_client;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<MainWindow> m_window;
    QString m_ada;
};

void MainWindowTest::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName(u"Gatehouse tests"_s);
    QSettings().clear();
    m_theme = std::make_unique<Theme>();
    m_server = std::make_unique<ServerProcess>();
    QVERIFY(m_server->isRunning());
    m_ada = m_server->addPerson(u"Ada Lovelace"_s, u"ada@example.com"_s);
    const auto token = m_server->accessToken(QString::fromLatin1(ServerProcess::adminEmail));
    m_server->call("POST", path::fill(path::adminUserLock, m_ada), {}, token);
    m_client = std::make_unique<ApiClient>(m_server->url());
    m_server->signIn(*m_client);
}

void MainWindowTest::init()
{
    AccountProfile me;
    me.name = u"Grace Hopper"_s;
    me.email = QString::fromLatin1(ServerProcess::adminEmail);
    m_window = std::make_unique<MainWindow>(
        *m_client, *m_theme, me, RememberedServer{.url = m_server->url(), .name = {}, .email = {}});
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    m_window->showPage(u"people"_s);
    QTRY_COMPARE(m_window->page(u"people"_s)->countText(), u"2"_s);
}

void MainWindowTest::cleanup() { m_window.reset(); }

void MainWindowTest::press(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    QWidget *focused = QApplication::focusWidget();
    QTest::keyClick(focused ? focused : m_window.get(), key, modifiers);
}

QTreeWidgetItem *MainWindowTest::entry(const QString &title) const
{
    const auto items =
        m_window->findChild<QTreeWidget *>()->findItems(title, Qt::MatchExactly | Qt::MatchRecursive);
    return items.value(0);
}

QString MainWindowTest::countBeside(const QString &title) const
{
    const auto *item = entry(title);
    return item && !item->isHidden() ? item->text(1) : QString();
}

void MainWindowTest::switchesPagesByTheKeyboard()
{
    press(Qt::Key_2, Qt::ControlModifier);
    QVERIFY(isAt(u"sessions"_s));
    press(Qt::Key_3, Qt::ControlModifier);
    QVERIFY(isAt(u"history"_s));
    press(Qt::Key_4, Qt::ControlModifier);
    QVERIFY(isAt(u"mail"_s));
    press(Qt::Key_5, Qt::ControlModifier);
    QVERIFY(isAt(u"methods"_s));
    press(Qt::Key_1, Qt::ControlModifier);
    QVERIFY(isAt(u"people"_s));
}

void MainWindowTest::showsTheCountsThatMatter()
{
    QTRY_COMPARE(countBeside(u"People"_s), u"2"_s);
    QTRY_COMPARE(countBeside(u"Locked"_s), u"1"_s);
    QTRY_COMPARE(countBeside(u"No two-factor"_s), u"2"_s);
    QTRY_VERIFY(entry(u"Disabled"_s)->isHidden()); // nobody is
}

void MainWindowTest::narrowsThePageFromTheSidebar()
{
    emit m_window->findChild<Sidebar *>()->filterWanted(u"people"_s, u"locked"_s);
    QTRY_COMPARE(m_window->page(u"people"_s)->countText(), u"1"_s);
    QCOMPARE(m_window->page(u"people"_s)->filterText(), u"locked"_s);
    emit m_window->findChild<Sidebar *>()->pageWanted(u"people"_s);
    QTRY_COMPARE(m_window->page(u"people"_s)->countText(), u"2"_s);
}

void MainWindowTest::findsAPersonFromAnywhere()
{
    m_window->showPage(u"history"_s);
    press(Qt::Key_K, Qt::ControlModifier);
    auto *palette = m_window->findChild<GoToPalette *>();
    QTRY_VERIFY(palette->isVisible());
    auto *line = palette->findChild<QLineEdit *>();
    QTest::keyClicks(line, u"lovel"_s);
    auto *results = palette->findChild<QListWidget *>();
    QTRY_VERIFY(results->count() > 0 && results->item(0)->text().contains(u"Ada Lovelace"_s));
    QTest::keyClick(line, Qt::Key_Return);
    QVERIFY(!palette->isVisible());
    QVERIFY(isAt(u"people"_s));
    QTRY_COMPARE(m_window->findChild<AccountPane *>()->account().name, u"Ada Lovelace"_s);
}

void MainWindowTest::findsAnActionFromAnywhere()
{
    press(Qt::Key_K, Qt::ControlModifier);
    auto *palette = m_window->findChild<GoToPalette *>();
    QTRY_VERIFY(palette->isVisible());
    auto *line = palette->findChild<QLineEdit *>();
    QSignalSpy wanted(m_window.get(), &MainWindow::signOutWanted);
    QTest::keyClicks(line, u"sign out"_s);
    QTest::keyClick(line, Qt::Key_Return);
    QTRY_COMPARE(wanted.size(), 1); // nobody has such a name
}

// Enter at once after the last key means what it means a moment later: the person and not the action.
void MainWindowTest::findsTheSameHoweverFast()
{
    m_window->showPage(u"history"_s);
    press(Qt::Key_K, Qt::ControlModifier);
    auto *palette = m_window->findChild<GoToPalette *>();
    QTRY_VERIFY(palette->isVisible());
    auto *line = palette->findChild<QLineEdit *>();
    QTest::keyClicks(line, u"a"_s);
    QVERIFY(palette->findChild<QListWidget *>()->count() > 0); // actions only, so far
    QTest::keyClick(line, Qt::Key_Return);
    QVERIFY(palette->isVisible());
    QTRY_VERIFY(!palette->isVisible());
    QVERIFY(isAt(u"people"_s));
    QTRY_COMPARE(m_window->findChild<AccountPane *>()->account().name, u"Ada Lovelace"_s);
}

void MainWindowTest::reachesTheFilterLineByTheKeyboard()
{
    m_window->page(u"people"_s)->focusTable();
    press(Qt::Key_Slash);
    QTRY_VERIFY(m_window->page(u"people"_s)->isFilterFocused());
    press(Qt::Key_Slash); // now it is only a character
    QCOMPARE(m_window->page(u"people"_s)->filterText(), u"/"_s);
    m_window->page(u"people"_s)->setFilterText({});
}

void MainWindowTest::goesBackOneStepWithEscape()
{
    auto *people = m_window->page(u"people"_s);
    QVERIFY(people->details()->isVisible());
    people->focusTable();
    press(Qt::Key_Escape);
    QVERIFY(!people->details()->isVisible());
    press(Qt::Key_I, Qt::ControlModifier);
    QVERIFY(people->details()->isVisible());
}

void MainWindowTest::saysThatItReconnectsAndKeepsWhatIsThere()
{
    auto *people = m_window->page(u"people"_s);
    auto *state = m_window->statusBar()->findChild<QLabel *>();
    QVERIFY(state->text().contains(u"Connected"_s));
    m_server->stop();
    press(Qt::Key_F5);
    QTRY_VERIFY(state->text().contains(u"Reconnecting"_s));
    QCOMPARE(people->countText(), u"2"_s);
    QVERIFY(m_server->start());
    QTRY_VERIFY_WITH_TIMEOUT(state->text().contains(u"Connected"_s), 8000);
}

void MainWindowTest::remembersItsPlace()
{
    m_window->resize(1111, 666);
    m_window->showPage(u"sessions"_s);
    m_window->close();
    init();
    QCOMPARE(m_window->size(), QSize(1111, 666));
}

void MainWindowTest::keepsASavedFilterInTheSidebar()
{
    m_window->page(u"people"_s)->filterBar().save(u"lovelace"_s);
    QVERIFY(entry(u"lovelace"_s));
    QTRY_COMPARE(countBeside(u"lovelace"_s), u"1"_s);
    m_window->page(u"people"_s)->filterBar().forget(u"lovelace"_s);
    QVERIFY(!entry(u"lovelace"_s));
}

void MainWindowTest::namesEveryControlForScreenReaders()
{
    for (const auto *widget : m_window->findChildren<QWidget *>()) {
        const bool takesFocus = widget->focusPolicy() & Qt::TabFocus && !widget->focusProxy();
        const bool isOurs = !widget->objectName().startsWith(u"qt_"_s);
        if (!takesFocus || !isOurs || !widget->isVisible())
            continue;
        const QAccessibleInterface *spoken =
            QAccessible::queryAccessibleInterface(const_cast<QWidget *>(widget));
        const QString name = spoken ? spoken->text(QAccessible::Name) : QString();
        QVERIFY2(!name.isEmpty(), widget->metaObject()->className());
    }
}

void MainWindowTest::listsAShortcutWithEachActionThatHasOne()
{
    for (const QAction *action :
         m_window->page(u"people"_s)->rowActions() + m_window->page(u"people"_s)->pageActions()) {
        if (!action->shortcut().isEmpty())
            QVERIFY2(action->toolTip().contains(action->shortcut().toString(QKeySequence::NativeText)),
                     qPrintable(action->text()));
    }
}

void MainWindowTest::leadsFromAPersonToTheirMails()
{
    for (const QString &email : {u"ada@example.com"_s, QString::fromLatin1(ServerProcess::adminEmail)})
        QCOMPARE(m_server->call("POST", path::forgotPassword, {{u"email"_s, email}}).status, 200);
    auto *people = m_window->page(u"people"_s);
    people->select(m_ada);
    press(Qt::Key_M, Qt::ControlModifier);
    QVERIFY(isAt(u"mail"_s));
    QTRY_COMPARE(m_window->page(u"mail"_s)->countText(), u"1"_s);
    QVERIFY(countBeside(u"Mail"_s) != u"1"_s); // a part of them is no count
    emit m_window->findChild<Sidebar *>()->pageWanted(u"mail"_s);
    QTRY_COMPARE(countBeside(u"Mail"_s), u"2"_s);
}

void MainWindowTest::givesEachActionOfAPageItsOwnKeys_data()
{
    QTest::addColumn<QString>("language");
    QTest::newRow("English") << u"en"_s;
    QTest::newRow("German") << u"de"_s;
}

void MainWindowTest::givesEachActionOfAPageItsOwnKeys()
{
    QFETCH(const QString, language);
    QTranslator words;
    QVERIFY(words.load(QLocale(language), u"gatehouse-console"_s, u"_"_s, u":/i18n"_s));
    QCoreApplication::installTranslator(&words);
    const MainWindow window(*m_client, *m_theme, {}, RememberedServer{.url = m_server->url(), .name = {}, .email = {}});
    for (const ListPage *page : window.findChildren<ListPage *>()) {
        QStringList known;
        for (const QAction *action : page->pageActions() + page->rowActions()) {
            const QStringList keys{QKeySequence::mnemonic(action->text()).toString(), action->shortcut().toString()};
            for (const QString &key : keys) {
                QVERIFY2(key.isEmpty() || !known.contains(key), qPrintable(action->text()));
                known.append(key);
            }
        }
    }
}

QTEST_MAIN(MainWindowTest)
#include "tst_mainwindow.moc"
