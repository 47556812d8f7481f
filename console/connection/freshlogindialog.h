// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "base/result.h"

#include <QDialog>

class ApiClient;
class Field;
class QPushButton;
class SecretEdit;
class Statement;

// Asks an administrator for the password again before something dangerous (api.md 0.12), then lets
// the waiting calls go on. Closing it lets them fail quietly. Deletes itself when closed.
class FreshLoginDialog : public QDialog
{
    Q_OBJECT

public:
    FreshLoginDialog(ApiClient &client, bool asksForCode, QWidget *parent);

    void reject() override;

private:
    void submit();
    void showError(const Error &error);

    ApiClient &m_client;
    SecretEdit *m_secret;
    Field *m_password;
    Field *m_code;
    Statement *m_statement;
    QPushButton *m_confirm;
};
