// SPDX-License-Identifier: GPL-3.0-only
#include "mainwindow.h"

#include "accounts/peoplepage.h"
#include "connection/address.h"
#include "icons.h"
#include "navigation/gotopalette.h"
#include "navigation/sidebar.h"

#include <QAction>
#include <QActionGroup>
#include <QCoreApplication>
#include <QLocale>
#include <QMenuBar>
#include <QMessageBox>
#include <QSettings>
#include <QStackedWidget>

using namespace Qt::StringLiterals;

QAction *MainWindow::addAction(QMenu *menu, const QString &iconName, const QString &text,
                               const QList<QKeySequence> &shortcuts, std::function<void()> act)
{
    QAction *action = menu->addAction(icon(iconName), text);
    action->setShortcuts(shortcuts);
    connect(action, &QAction::triggered, this, std::move(act));
    return action;
}

void MainWindow::addMenus()
{
    addServerMenu();
    addListMenu();
    addViewMenu();
    addHelpMenu();
}

void MainWindow::addServerMenu()
{
    QMenu *menu = menuBar()->addMenu(tr("&Server"));
    QAction *who = menu->addAction(icon(u"user-identity"_s), tr("You are %1").arg(m_me.name));
    connect(who, &QAction::triggered, this, [this] { showPerson(m_me.id.toString()); });
    menu->addSeparator();
    addAction(menu, u"network-connect"_s, tr("&Change server…"), {Qt::CTRL | Qt::SHIFT | Qt::Key_S},
              [this] { emit serverChangeWanted(); });
    addAction(menu, u"system-log-out"_s, tr("Sign &out"), {Qt::CTRL | Qt::SHIFT | Qt::Key_Q},
              [this] { emit signOutWanted(); });
    menu->addSeparator();
    addLanguageMenu(menu->addMenu(icon(u"preferences-desktop-locale"_s), tr("&Language")));
    menu->addSeparator();
    addAction(menu, u"application-exit"_s, tr("&Quit"), {QKeySequence::Quit}, [this] { close(); });
    const QString place = address::toText(m_server.url);
    m_sidebar->setServer(m_server.url.host(), tr("%1, signed in as %2").arg(place, m_me.email), menu);
}

void MainWindow::addListMenu() { m_listMenu = menuBar()->addMenu(QString()); }

// The menu of the page that is shown: what can be done with it and with what is selected.
void MainWindow::fillListMenu()
{
    m_listMenu->clear();
    m_listMenu->setTitle(current()->words().title);
    m_listMenu->addActions(current()->pageActions());
    m_listMenu->addSeparator();
    m_listMenu->addActions(current()->rowActions());
}

void MainWindow::addViewMenu()
{
    QMenu *menu = menuBar()->addMenu(tr("&View"));
    for (int i = 0; i < m_pages->count(); ++i) {
        const auto &words = static_cast<ListPage *>(m_pages->widget(i))->words();
        addAction(menu, words.icon, words.title, {QKeySequence(Qt::CTRL | Qt::Key(Qt::Key_1 + i))},
                  [this, name = words.name] { showPage(name); });
    }
    menu->addSeparator();
    addAction(menu, u"go-jump"_s, tr("&Go to…"), {Qt::CTRL | Qt::Key_K},
              [this] { m_goTo->open(allActions()); });
    addAction(menu, u"view-filter"_s, tr("&Filter"),
              {QKeySequence(QKeySequence::Find), QKeySequence(Qt::Key_Slash)},
              [this] { current()->focusFilter(); });
    addAction(menu, u"view-refresh"_s, tr("&Reload"), {QKeySequence::Refresh},
              [this] { current()->reload(); });
    menu->addSeparator();
    QAction *sidebar = addAction(menu, u"view-list-tree"_s, tr("&Navigation"), {Qt::Key_F9},
                                 [this] { m_sidebar->parentWidget()->setVisible(!m_sidebar->isVisible()); });
    sidebar->setCheckable(true);
    sidebar->setChecked(true);
    m_detailsAction =
        addAction(menu, u"documentinfo"_s, tr("&Details"), {Qt::CTRL | Qt::Key_I}, [this] { showDetails(); });
    m_detailsAction->setCheckable(true);
    addLookMenu(menu->addMenu(icon(u"preferences-desktop-theme"_s), tr("&Appearance")));
}

void MainWindow::addLookMenu(QMenu *menu)
{
    auto *group = new QActionGroup(this);
    const QList<std::pair<Theme::Choice, QString>> choices{{Theme::Choice::System, tr("As the &system")},
                                                           {Theme::Choice::Light, tr("&Light")},
                                                           {Theme::Choice::Dark, tr("&Dark")}};
    for (const auto &[choice, text] : choices) {
        QAction *action = menu->addAction(text, this, [this, choice = choice] { m_theme.choose(choice); });
        action->setCheckable(true);
        action->setChecked(m_theme.choice() == choice);
        group->addAction(action);
    }
}

void MainWindow::addLanguageMenu(QMenu *menu)
{
    auto *group = new QActionGroup(this);
    const QString present = QSettings().value(u"language"_s).toString();
    // Each in its own words, so that it can be found by those who need it.
    const QList<std::pair<QString, QString>> languages{
        {QString(), tr("As the &system")}, {u"en"_s, u"English"_s}, {u"de"_s, u"Deutsch"_s}};
    for (const auto &[language, name] : languages) {
        QAction *action =
            menu->addAction(name, this, [this, language = language] { emit languageWanted(language); });
        action->setCheckable(true);
        action->setChecked(language == present);
        group->addAction(action);
    }
}

void MainWindow::addHelpMenu()
{
    QMenu *menu = menuBar()->addMenu(tr("&Help"));
    addAction(menu, u"input-keyboard"_s, tr("&Keyboard shortcuts"), {QKeySequence::HelpContents},
              [this] { showShortcuts(); });
    addAction(menu, u"help-about"_s, tr("&About Gatehouse"), {}, [this] { showAbout(); });
}

// Every action of the menu bar that does something.
QList<QAction *> MainWindow::allActions() const
{
    QList<QAction *> actions;
    QList<QMenu *> menus;
    for (QAction *top : menuBar()->actions())
        menus.append(top->menu());
    while (!menus.isEmpty()) {
        const QMenu *menu = menus.takeFirst();
        for (QAction *action : menu->actions()) {
            if (action->menu())
                menus.append(action->menu());
            else if (!action->isSeparator())
                actions.append(action);
        }
    }
    return actions;
}

void MainWindow::showShortcuts()
{
    QString rows;
    for (const QAction *action : allActions()) {
        if (action->shortcut().isEmpty())
            continue;
        QString title = action->text();
        title.remove(u'&').remove(u'…');
        rows += u"<tr><td>%1&nbsp;&nbsp;&nbsp;</td><td><b>%2</b></td></tr>"_s.arg(
            title.toHtmlEscaped(), action->shortcut().toString(QKeySequence::NativeText).toHtmlEscaped());
    }
    auto *box = new QMessageBox(QMessageBox::NoIcon, tr("Keyboard shortcuts"),
                                u"<table>%1</table>"_s.arg(rows), QMessageBox::Close, this);
    box->setTextFormat(Qt::RichText);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

void MainWindow::showAbout()
{
    auto *box =
        new QMessageBox(QMessageBox::NoIcon, tr("About Gatehouse"),
                        tr("<h3>Gatehouse %1</h3><p>The admin console of a local authentication server.</p>"
                           "<p>Free software under the GNU General Public License, version 3.</p>")
                            .arg(QCoreApplication::applicationVersion()),
                        QMessageBox::Close, this);
    box->setIconPixmap(windowIcon().pixmap(QSize(64, 64), devicePixelRatioF()));
    box->setTextFormat(Qt::RichText);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}
