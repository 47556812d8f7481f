// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "api/account.h"

#include <QWidget>

class AccountActions;
class Field;
class QCheckBox;
class QLabel;
class QPushButton;
class Statement;

// Who somebody is, editable in place: the buttons to save or discard come with the first change.
class ProfileTab : public QWidget
{
    Q_OBJECT

public:
    explicit ProfileTab(AccountActions &actions, QWidget *parent = nullptr);

    // Throws unsaved edits away.
    void setAccount(const Account &account);
    // Takes what the server says now, but leaves a form in work alone.
    void refresh(const Account &account);

    const Account &account() const { return m_account; }
    AccountChanges changes() const; // what differs from the account
    bool isEdited() const;
    void edit(const AccountChanges &changes); // as if it had been typed

private:
    void build();
    void fill();
    void showButtons();
    void save();
    void showError(const Error &error);

    AccountActions &m_actions;
    Account m_account;
    QList<std::pair<QString, Field *>> m_fields; // by their name on the wire
    Field *m_name;
    Field *m_email;
    Field *m_username;
    Field *m_firstName;
    Field *m_lastName;
    QCheckBox *m_isAdmin;
    QLabel *m_id;
    QLabel *m_created;
    Statement *m_statement;
    QWidget *m_buttons;
    QPushButton *m_save;
};
