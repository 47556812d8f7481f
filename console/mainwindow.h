// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "api/account.h"
#include "connection/serverlist.h"
#include "theme.h"

#include <QMainWindow>

class ApiClient;
class Counts;
class GoToPalette;
class ListPage;
class NoticeBar;
class PeoplePage;
class QLabel;
class QSplitter;
class QStackedWidget;
class Sidebar;
struct Notice;

// Where, what and which: the pages of one server for one signed-in administrator.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    MainWindow(ApiClient &client, Theme &theme, const AccountProfile &me, const RememberedServer &server,
               QWidget *parent = nullptr);

    // There is no keyring, or it was not wanted: the session ends with the program.
    void explainSessionEnd();

    // Writes its size, columns and page into the settings; closing does so too.
    void remember();

    ListPage *page(const QString &name) const;
    void showPage(const QString &name);
    void showPerson(const QString &id);

signals:
    void signOutWanted();
    void serverChangeWanted();
    void languageWanted(const QString &language); // empty: the system's

protected:
    void changeEvent(QEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void build();

    // In mainwindowpages.cpp.
    void addPages();
    void addPage(ListPage *page);
    void addFilters();
    void watchSavedFilters(ListPage *page);
    void showWhole(const QString &name);
    void showFilter(const QString &page, const QString &filter);
    void showDetails();
    void setDetailsWanted(bool wanted);
    ListPage *current() const;

    void askForPassword();
    void showConnection();
    void stepBack();
    void restore();

    // In mainwindowmenus.cpp.
    void addMenus();
    void addServerMenu();
    void addListMenu();
    void addViewMenu();
    void addLookMenu(QMenu *menu);
    void addLanguageMenu(QMenu *menu);
    void addHelpMenu();
    void fillListMenu();
    QAction *addAction(QMenu *menu, const QString &iconName, const QString &text,
                       const QList<QKeySequence> &shortcuts, std::function<void()> act);
    QList<QAction *> allActions() const;
    void showShortcuts();
    void showAbout();

    ApiClient &m_client;
    Theme &m_theme;
    AccountProfile m_me;
    RememberedServer m_server;
    Counts *m_counts;
    Sidebar *m_sidebar;
    QSplitter *m_columns;
    QStackedWidget *m_pages;
    QStackedWidget *m_details;
    NoticeBar *m_notices;
    QLabel *m_connection;
    GoToPalette *m_goTo;
    PeoplePage *m_people = nullptr;
    QMenu *m_listMenu = nullptr;
    QAction *m_detailsAction = nullptr;
    bool m_isAskingPassword = false;
};
