// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "api/account.h"
#include "widgets/notice.h"

#include <QWidget>

class AccountActions;
class ApiClient;
class Avatar;
class HistoryPanel;
class ProfileTab;
class QHBoxLayout;
class QLabel;
class QTabWidget;
class SessionsPanel;
class SignInTab;

// Everything about one person: who, in what state, and four tabs. Follows the selection.
class AccountPane : public QWidget
{
    Q_OBJECT

public:
    AccountPane(ApiClient &client, AccountActions &actions, const QList<QAction *> &buttons,
                QWidget *parent = nullptr);

    void setAccount(const Account &account);
    void refresh(const Account &account); // the same person, changed
    const Account &account() const { return m_account; }

signals:
    void closeWanted();
    void noticeWanted(const Notice &notice);
    void returnWanted(const QString &id); // to the person whose edits were left behind

private:
    QWidget *buildHead(const QList<QAction *> &buttons);
    QWidget *buildButtons(const QList<QAction *> &buttons);
    void showHead();
    void leaveBehind();

    Account m_account;
    QString m_leftId; // whose edits wait to be taken up again
    AccountChanges m_left;
    Avatar *m_avatar;
    QLabel *m_name;
    QLabel *m_email;
    QHBoxLayout *m_chips;
    QTabWidget *m_tabs;
    SignInTab *m_signIn;
    ProfileTab *m_profile;
    SessionsPanel *m_sessions;
    HistoryPanel *m_history;
};
