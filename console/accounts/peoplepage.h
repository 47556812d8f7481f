// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "accounts/accountactions.h"
#include "models/pagedmodel.h"
#include "widgets/listpage.h"

#include <functional>

class AccountPane;
class BulkPane;

// All people: the list, what can be done to them, and the pane that follows the selection.
class PeoplePage : public ListPage
{
    Q_OBJECT

public:
    // `me` is who is signed in: who would shut himself out is asked first.
    PeoplePage(ApiClient &client, const AccountId &me, QWidget *parent = nullptr);

    QWidget *details() override;
    void createPerson() { m_actions->create(); }
    // Shows one person, also one that the list has not loaded.
    void open(const Account &account);

signals:
    void detailsCloseWanted();
    void mailsWanted(const QString &email); // those that were written to this address
    void peopleChanged(); // counts elsewhere may have changed

private:
    struct Doing
    {
        QAction *action;
        AccountActions::Change change;
    };

    QAction *addAction(const QString &iconName, const QString &text, const QKeySequence &shortcut);
    void addActions();
    void addChange(AccountActions::Change change, const QString &iconName, const QString &text,
                   const QKeySequence &shortcut);
    void addSingle(QAction *action, const std::function<void(const Account &)> &act);
    void buildPanes();
    void followSelection();
    void showActions(const QList<Account> &selected);
    QList<Account> selectedAccounts() const;
    void apply(AccountActions::Change change);
    void run(AccountActions::Change change);
    void confirmShuttingMeOut(AccountActions::Change change);

    void refresh(const Account &account);

    AccountId m_me;
    PagedModel<Account> *m_people;
    std::optional<Account> m_guest; // shown though the list has not loaded them
    AccountActions *m_actions;
    QStackedWidget *m_panes;
    AccountPane *m_pane;
    BulkPane *m_bulkPane;
    QWidget *m_nobody;
    QList<Doing> m_changes;
    QList<QAction *> m_singles; // need exactly one person
    QAction *m_setUpTwoFactor;
    QAction *m_resetTwoFactor;
};
