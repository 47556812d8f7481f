// SPDX-License-Identifier: GPL-3.0-only
#include "login/deactivation.h"

using namespace Qt::StringLiterals;

static bool isConfirmation(const QString &text, const AccountRow &account)
{
    const QString said = text.trimmed().toLower();
    return said == "deactivate"_L1 || said == "delete"_L1 || said == "deactivate my account"_L1
           || said == normalisedEmail(account.email);
}

Result<> Deactivation::leave(const Caller &caller, const QString &confirmation, const Secret &password,
                             const Client &client) const
{
    const AccountRow account = TRY(m_accounts.byId(caller.account));
    if (!isConfirmation(confirmation, account))
        return Error{Error::Kind::Invalid, code::invalidConfirmation};
    if (account.hasPassword)
        TRY(m_guard.confirm(account, password, client));
    const AuditEvent deed{.action = "account.disabled", .actor = account.id, .target = account.id};
    return m_accounts.setDeactivated(account.id, true, deed, client);
}
