// SPDX-License-Identifier: GPL-3.0-only
#include "accounts/signintab.h"

#include "accounts/accountactions.h"
#include "accounts/accountstate.h"
#include "accounts/credentialspanel.h"
#include "widgets/timetext.h"

#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>

using Change = AccountActions::Change;

SignInTab::SignInTab(ApiClient &client, AccountActions &actions, QWidget *parent)
    : QWidget(parent)
    , m_actions(actions)
    , m_credentials(new CredentialsPanel(client))
    , m_verdict(new QLabel)
    , m_grid(new QGridLayout)
{
    m_verdict->setTextFormat(Qt::PlainText);
    m_verdict->setWordWrap(true);
    m_verdict->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_grid->setColumnStretch(1, 1);
    m_grid->setHorizontalSpacing(12);
    m_grid->setVerticalSpacing(6);
    m_password = addRow(tr("Password"));
    m_twoFactor = addRow(tr("Two-factor"));
    m_passkeys = addRow(tr("Passkeys"));
    m_address = addRow(tr("Address"));
    m_lock = addRow(tr("Lock"));
    m_wait = addRow(tr("Wrong tries"));
    m_lastSeen = addRow(tr("Last seen"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 12, 12, 12);
    layout->setSpacing(16);
    layout->addWidget(m_verdict);
    layout->addLayout(m_grid);
    layout->addWidget(m_credentials);
    layout->addStretch();
}

SignInTab::Row SignInTab::addRow(const QString &title)
{
    auto *name = new QLabel(title);
    name->setForegroundRole(QPalette::PlaceholderText);
    const Row row{.value = new QLabel, .button = new QPushButton};
    row.value->setWordWrap(true);
    row.button->setAutoDefault(false);
    const int line = m_grid->rowCount();
    m_grid->setRowMinimumHeight(line, 30);
    m_grid->addWidget(name, line, 0);
    m_grid->addWidget(row.value, line, 1);
    m_grid->addWidget(row.button, line, 2);
    return row;
}

void SignInTab::show(const Row &row, const QString &value, const QString &buttonText,
                     std::function<void()> act)
{
    row.value->setText(value);
    row.button->setText(buttonText);
    row.button->setVisible(!buttonText.isEmpty());
    row.button->disconnect(this);
    if (act)
        connect(row.button, &QPushButton::clicked, this, std::move(act));
}

void SignInTab::setAccount(const Account &account)
{
    const QDateTime now = QDateTime::currentDateTime();
    m_verdict->setText(accountstate::canSignIn(account, now));
    showPassword(account);
    showTwoFactor(account);
    show(m_passkeys, account.passkeyCount > 0 ? QLocale().toString(account.passkeyCount) : tr("none"), {},
         {});
    showAddress(account);
    showLock(account);
    showWait(account);
    const QDateTime seen = account.lastLoginAt.value_or(QDateTime());
    show(m_lastSeen, timetext::relative(seen, now), {}, {});
    m_lastSeen.value->setToolTip(timetext::exact(seen));
    m_credentials->setAccount(account);
}

void SignInTab::showPassword(const Account &account)
{
    show(m_password, account.hasPassword ? tr("set") : tr("not set yet"), tr("Set-password link…"),
         [this, account] { m_actions.makeLink(account); });
}

void SignInTab::showTwoFactor(const Account &account)
{
    if (account.totpEnabled)
        show(m_twoFactor, tr("◉ on"), tr("Reset…"), [this, account] { m_actions.resetTwoFactor(account); });
    else
        show(m_twoFactor, tr("○ off"), tr("Set up…"), [this, account] { m_actions.setUpTwoFactor(account); });
}

void SignInTab::showAddress(const Account &account)
{
    if (account.emailVerified)
        show(m_address, tr("verified"), {}, {});
    else
        show(m_address, tr("not verified"), tr("Verify"),
             [this, account] { m_actions.apply(Change::Verify, account); });
}

void SignInTab::showLock(const Account &account)
{
    if (!accountstate::isLocked(account))
        return show(m_lock, tr("not locked"), tr("Lock now"),
                    [this, account] { m_actions.apply(Change::Lock, account); });
    const QString since = timetext::relative(*account.lockedAt, QDateTime::currentDateTime());
    show(m_lock, tr("locked %1").arg(since), tr("Unlock"),
         [this, account] { m_actions.apply(Change::Unlock, account); });
    m_lock.value->setToolTip(timetext::exact(*account.lockedAt));
}

void SignInTab::showWait(const Account &account)
{
    if (!accountstate::isThrottled(account, QDateTime::currentDateTime()))
        return show(m_wait, tr("no wait"), {}, {});
    const QString end =
        QLocale().toString(account.throttledUntil->toLocalTime().time(), QLocale::ShortFormat);
    show(m_wait, tr("has to wait until %1").arg(end), tr("End the wait"),
         [this, account] { m_actions.apply(Change::Unlock, account); });
}
