// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "api/login.h"
#include "api/signin.h"
#include "connection/step.h"

#include <QUrl>

class QCheckBox;
class SecretEdit;

// Who: email and password.
class SignInStep : public Step
{
    Q_OBJECT

public:
    explicit SignInStep(QWidget *parent = nullptr);

    void clear() override;
    void setServer(const QUrl &url, const ServerFacts &facts);
    void setEmail(const QString &email);
    QString email() const;
    bool wantsToStay() const; // signed in after the program ends
    void explainKeyring(const QString &reason);

signals:
    void wanted(const Credentials &credentials);
    void setUpWanted();

private:
    void submit();

    Field *m_email;
    SecretEdit *m_secret;
    Field *m_password;
    QCheckBox *m_stay;
    QLabel *m_noKeyring; // why it can't be wanted
};
