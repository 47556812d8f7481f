// SPDX-License-Identifier: GPL-3.0-only
#include "totp/totpadministration.h"

using namespace Qt::StringLiterals;

TotpAdministration::TotpAdministration(const store::Database &database, const Totp &totp, const Accounts &accounts,
                                       const Sessions &sessions, const Outbox &outbox, const Audit &audit)
    : m_database(database)
    , m_totp(totp)
    , m_accounts(accounts)
    , m_sessions(sessions)
    , m_outbox(outbox)
    , m_audit(audit)
{
}

Result<TotpEnrolment> TotpAdministration::enrol(const AccountId &account) const
{
    const AccountRow row = TRY(m_accounts.byId(account));
    if (!row.emailVerifiedAt)
        return Error{Error::Kind::Invalid, code::emailNotVerified};
    return m_totp.enrol(row);
}

Result<RecoveryCodes> TotpAdministration::confirm(const AccountId &account, const QString &code, const AccountId &admin,
                                                  const Client &client) const
{
    auto transaction = TRY(store::Transaction::begin(m_database));
    const AccountRow row = TRY(m_accounts.byId(account));
    auto codes = TRY(m_totp.confirm(row, code, transaction));
    if (row.twoFactorAt)
        TRY(m_sessions.revokeAllOf(account));
    TRY(m_audit.record({.action = "account.two_factor_enabled", .actor = admin, .target = account}, client));
    TRY(transaction.commit());
    return codes;
}

Result<> TotpAdministration::remove(const AccountId &account, const std::optional<AccountId> &admin,
                                    const Client &client) const
{
    auto transaction = TRY(store::Transaction::begin(m_database));
    const AccountRow row = TRY(m_accounts.byId(account));
    TRY(m_totp.remove(account));
    TRY(m_sessions.revokeAllOf(account));
    if (row.twoFactorAt)
        TRY(m_outbox.put({.kind = "two_factor_off",
                          .account = account,
                          .recipient = row.email,
                          .content = {{u"name"_s, row.name}}}));
    TRY(m_audit.record({.action = "account.two_factor_removed", .actor = admin, .target = account}, client));
    return transaction.commit();
}
