// SPDX-License-Identifier: GPL-3.0-only
#include "totp/totpstore.h"

using namespace Qt::StringLiterals;
using store::toColumn;

static TotpRow readTotp(const store::Row &row)
{
    return {.secret = row.bytes(0), .pendingSecret = row.bytes(1), .pendingExpiresAt = row.time(2)};
}

Result<TotpRow> TotpStore::of(const AccountId &account) const
{
    const auto row = TRY(m_database.first(
        u"SELECT secret, pending_secret, pending_expires_at FROM totp WHERE account_id = ?"_s, {account.toString()},
        readTotp));
    return row.value_or(TotpRow{});
}

Result<> TotpStore::setPending(const AccountId &account, const QByteArray &sealed, const QDateTime &expiresAt) const
{
    TRY(m_database.run(
        u"INSERT INTO totp (account_id, pending_secret, pending_expires_at) VALUES (?, ?, ?)"
        " ON CONFLICT (account_id) DO UPDATE SET pending_secret = excluded.pending_secret,"
        " pending_expires_at = excluded.pending_expires_at"_s,
        {account.toString(), sealed, toColumn(expiresAt)}));
    return {};
}

Result<bool> TotpStore::confirmPending(const AccountId &account, const QByteArray &pending, const QByteArray &sealed,
                                       qint64 step) const
{
    const int changed = TRY(m_database.run(
        u"UPDATE totp SET secret = ?, last_step = ?, pending_secret = NULL, pending_expires_at = 0"
        " WHERE account_id = ? AND pending_secret = ?"_s,
        {sealed, step, account.toString(), pending}));
    return changed == 1;
}

Result<bool> TotpStore::spendStep(const AccountId &account, qint64 step) const
{
    const int changed = TRY(m_database.run(u"UPDATE totp SET last_step = ? WHERE account_id = ? AND last_step < ?"_s,
                                           {step, account.toString(), step}));
    return changed == 1;
}

Result<> TotpStore::remove(const AccountId &account) const
{
    TRY(m_database.run(u"DELETE FROM totp WHERE account_id = ?"_s, {account.toString()}));
    TRY(m_database.run(u"DELETE FROM recovery_codes WHERE account_id = ?"_s, {account.toString()}));
    return {};
}

Result<> TotpStore::setRecoveryCodes(const AccountId &account, const QList<QByteArray> &hashes) const
{
    TRY(m_database.run(u"DELETE FROM recovery_codes WHERE account_id = ?"_s, {account.toString()}));
    for (const QByteArray &hash : hashes) {
        TRY(m_database.run(u"INSERT INTO recovery_codes (account_id, hash) VALUES (?, ?)"_s,
                           {account.toString(), QString::fromLatin1(hash.toHex())}));
    }
    return {};
}

Result<bool> TotpStore::spendRecoveryCode(const AccountId &account, const QByteArray &hash, const QDateTime &now) const
{
    const int changed = TRY(m_database.run(
        u"UPDATE recovery_codes SET used_at = ? WHERE account_id = ? AND hash = ? AND used_at IS NULL"_s,
        {toColumn(now), account.toString(), QString::fromLatin1(hash.toHex())}));
    return changed == 1;
}
