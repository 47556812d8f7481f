// SPDX-License-Identifier: GPL-3.0-only
#include "connection/freshlogindialog.h"

#include "api/apiclient.h"
#include "api/codes.h"
#include "errortext.h"
#include "widgets/field.h"
#include "widgets/secretedit.h"
#include "widgets/makeroom.h"
#include "widgets/statement.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

FreshLoginDialog::FreshLoginDialog(ApiClient &client, bool asksForCode, QWidget *parent)
    : QDialog(parent)
    , m_client(client)
    , m_secret(new SecretEdit)
    , m_password(new Field(tr("Your &password"), m_secret))
    , m_code(new Field(tr("Two-factor &code"), new QLineEdit))
    , m_statement(new Statement)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Confirm that it is you"));
    auto *lead = new QLabel(tr("This action is protected. Confirm your password to go on."));
    lead->setWordWrap(true);
    lead->setMinimumWidth(340);
    m_code->setVisible(asksForCode);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_confirm = buttons->addButton(tr("Confirm"), QDialogButtonBox::AcceptRole);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 24, 24, 16);
    layout->setSpacing(12);
    layout->addWidget(lead);
    layout->addWidget(m_password);
    layout->addWidget(m_code);
    layout->addWidget(m_statement);
    layout->addStretch();
    layout->addWidget(buttons);
    m_confirm->setDefault(true); // only now: a button outside a dialog can't be its default
    connect(buttons, &QDialogButtonBox::accepted, this, &FreshLoginDialog::submit);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    m_password->setFocus();
}

void FreshLoginDialog::submit()
{
    m_confirm->setEnabled(false);
    m_statement->clear();
    const QString code = m_code->text().simplified();
    const Reauthentication proof{.password = m_secret->secret(),
                                 .code = code.isEmpty() ? std::nullopt : std::optional(code)};
    m_client.reauthenticate(proof, this, [this](const Result<> &done) {
        if (!done)
            return showError(done.error());
        m_secret->clear();
        accept();
    });
}

void FreshLoginDialog::showError(const Error &error)
{
    m_confirm->setEnabled(true);
    const bool isAboutCode = error.code == code::invalidTwoFactorCode ||
                             error.code == code::twoFactorRequired ||
                             !fieldErrorText(error, QStringLiteral("code")).isEmpty();
    const bool isAboutPassword = error.code == code::invalidPassword ||
                                 error.code == code::invalidCredentials ||
                                 !fieldErrorText(error, QStringLiteral("password")).isEmpty();
    if (isAboutCode) {
        m_code->show(); // two-factor may have been switched on since the sign-in
        m_code->setFault(errorText(error));
        m_code->setFocus();
    } else if (isAboutPassword) {
        m_password->setFault(
            errorText(error.fields.isEmpty() ? error : Error{.code = error.fields.first().code}));
        m_password->setFocus();
    } else {
        m_statement->say(Notice::Kind::Failure, errorText(error));
    }
    makeRoom(*this);
}

void FreshLoginDialog::reject()
{
    m_client.declineFreshLogin();
    QDialog::reject();
}
