// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "api/account.h"

#include <QWidget>

class AccountActions;
class ApiClient;
class CredentialsPanel;
class QLabel;
class QPushButton;

// How somebody signs in: whether they can at all, and each means with what can be done about it.
class SignInTab : public QWidget
{
    Q_OBJECT

public:
    SignInTab(ApiClient &client, AccountActions &actions, QWidget *parent = nullptr);

    void setAccount(const Account &account);
    CredentialsPanel *credentials() const { return m_credentials; }

private:
    struct Row
    {
        QLabel *value;
        QPushButton *button;
    };

    Row addRow(const QString &title);
    void show(const Row &row, const QString &value, const QString &buttonText, std::function<void()> act);
    void showPassword(const Account &account);
    void showTwoFactor(const Account &account);
    void showAddress(const Account &account);
    void showLock(const Account &account);
    void showWait(const Account &account);

    AccountActions &m_actions;
    CredentialsPanel *m_credentials;
    QLabel *m_verdict;
    class QGridLayout *m_grid;
    Row m_password;
    Row m_twoFactor;
    Row m_passkeys;
    Row m_address;
    Row m_lock;
    Row m_wait;
    Row m_lastSeen;
};
