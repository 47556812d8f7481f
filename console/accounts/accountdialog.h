// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "api/account.h"

#include <QDialog>

class Field;
class QCheckBox;
class QPushButton;
class Statement;

// Asks for a new account. Stays open until the server has agreed, so that what it refuses stands
// beside the field. Deletes itself when closed.
class AccountDialog : public QDialog
{
    Q_OBJECT

public:
    explicit AccountDialog(QWidget *parent);

    void showError(const Error &error);

signals:
    void wanted(const NewAccount &account);

private:
    void build();
    Field *add(const QString &wireName, const QString &title);
    NewAccount value() const;
    void submit();

    QList<std::pair<QString, Field *>> m_fields; // by their name on the wire
    Field *m_name;
    Field *m_email;
    Field *m_username;
    QCheckBox *m_isVerified;
    QCheckBox *m_isAdmin;
    Statement *m_statement;
    QPushButton *m_create;
};
