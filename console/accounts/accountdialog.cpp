// SPDX-License-Identifier: GPL-3.0-only
#include "accounts/accountdialog.h"

#include "accounts/accountfields.h"
#include "api/localcodes.h"
#include "errortext.h"
#include "widgets/field.h"
#include "widgets/makeroom.h"
#include "widgets/statement.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

AccountDialog::AccountDialog(QWidget *parent)
    : QDialog(parent)
    , m_name(new Field(tr("&Name"), new QLineEdit))
    , m_email(new Field(tr("&Email address"), new QLineEdit))
    , m_username(new Field(tr("&User name"), new QLineEdit))
    , m_isVerified(new QCheckBox(tr("The address is known to be theirs (&verified)")))
    , m_isAdmin(new QCheckBox(tr("&Administrator of this server")))
    , m_statement(new Statement)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("New person"));
    build();
}

void AccountDialog::build()
{
    m_fields = {{u"name"_s, m_name}, {u"email"_s, m_email}, {u"username"_s, m_username}};
    m_username->setHint(tr("May be left empty. 3 to 28 letters and digits."));
    auto *lead =
        new QLabel(tr("You get a link for them to choose a password with. You never see the password."));
    lead->setWordWrap(true);
    lead->setMinimumWidth(380);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_create = buttons->addButton(tr("Create"), QDialogButtonBox::AcceptRole);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 24, 24, 16);
    layout->setSpacing(12);
    layout->addWidget(lead);
    for (const auto &[wireName, field] : std::as_const(m_fields))
        layout->addWidget(field);
    layout->addWidget(m_isVerified);
    layout->addWidget(m_isAdmin);
    layout->addWidget(m_statement);
    layout->addStretch();
    layout->addWidget(buttons);
    m_create->setDefault(true); // only now: a button outside a dialog can't be its default
    connect(buttons, &QDialogButtonBox::accepted, this, &AccountDialog::submit);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    m_name->setFocus();
}

NewAccount AccountDialog::value() const
{
    const QString username = m_username->text().trimmed();
    NewAccount account;
    account.name = m_name->text().trimmed();
    account.email = m_email->text().trimmed();
    if (!username.isEmpty())
        account.username = username;
    account.emailVerified = m_isVerified->isChecked();
    account.isServerAdmin = m_isAdmin->isChecked();
    return account;
}

// The server's own rules are asked first: both sides share them.
void AccountDialog::submit()
{
    const auto checked = json::read<NewAccount>(json::write(value()));
    if (!checked)
        return showError(checked.error());
    m_statement->clear();
    m_create->setEnabled(false);
    emit wanted(*checked);
}

void AccountDialog::showError(const Error &error)
{
    m_create->setEnabled(true);
    if (!accountfields::showFaults(m_fields, error))
        m_statement->say(Notice::Kind::Failure, errorText(error));
    makeRoom(*this);
}
