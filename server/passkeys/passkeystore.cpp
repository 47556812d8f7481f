// SPDX-License-Identifier: GPL-3.0-only
#include "passkeys/passkeystore.h"

using namespace Qt::StringLiterals;
using store::toColumn;

namespace {

const auto columns = u"id, account_id, credential_id, public_key, sign_count, device_name, transports, aaguid,"
                     " attestation, backup_eligible, backup_state, created_at, last_used_at, clone_suspected_at"_s;

PasskeyRow readPasskey(const store::Row &row)
{
    return {.id = PasskeyId::fromString(row.text(0)),
            .account = AccountId::fromString(row.text(1)),
            .credentialId = row.bytes(2),
            .publicKey = row.bytes(3),
            .signCount = row.number(4),
            .deviceName = row.text(5),
            .transports = row.text(6).split(u' ', Qt::SkipEmptyParts),
            .aaguid = row.bytes(7),
            .attestation = row.text(8),
            .backupEligible = row.flag(9),
            .backupState = row.flag(10),
            .createdAt = row.time(11),
            .lastUsedAt = row.timeOrNone(12),
            .cloneSuspectedAt = row.timeOrNone(13)};
}

} // namespace

Result<bool> PasskeyStore::insert(const PasskeyRow &passkey, int most) const
{
    const QString account = passkey.account.toString();
    const auto inserted = m_database.run(
        u"INSERT INTO passkeys ("_s + columns +
            u") SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL"
            " WHERE (SELECT count(*) FROM passkeys WHERE account_id = ?) < ?"_s,
        {passkey.id.toString(), account, passkey.credentialId, passkey.publicKey, passkey.signCount,
         passkey.deviceName, passkey.transports.join(u' '), passkey.aaguid, passkey.attestation,
         passkey.backupEligible, passkey.backupState, toColumn(passkey.createdAt), account, most});
    if (!inserted && inserted.error().kind == Error::Kind::Conflict)
        return Error{Error::Kind::Conflict, code::credentialExists};
    if (!inserted)
        return inserted.error();
    return *inserted == 1;
}

Result<QList<PasskeyRow>> PasskeyStore::of(const AccountId &account) const
{
    return m_database.all(u"SELECT "_s + columns + u" FROM passkeys WHERE account_id = ? ORDER BY number"_s,
                          {account.toString()}, readPasskey);
}

Result<std::optional<PasskeyRow>> PasskeyStore::byCredential(const QByteArray &credentialId) const
{
    return m_database.first(u"SELECT "_s + columns + u" FROM passkeys WHERE credential_id = ?"_s, {credentialId},
                            readPasskey);
}

Result<std::optional<PasskeyRow>> PasskeyStore::one(const AccountId &account, const PasskeyId &id) const
{
    return m_database.first(u"SELECT "_s + columns + u" FROM passkeys WHERE account_id = ? AND id = ?"_s,
                            {account.toString(), id.toString()}, readPasskey);
}

Result<bool> PasskeyStore::rename(const AccountId &account, const PasskeyId &id, const QString &name) const
{
    const int changed = TRY(m_database.run(u"UPDATE passkeys SET device_name = ? WHERE account_id = ? AND id = ?"_s,
                                           {name, account.toString(), id.toString()}));
    return changed == 1;
}

Result<bool> PasskeyStore::remove(const AccountId &account, const PasskeyId &id) const
{
    const int changed = TRY(m_database.run(u"DELETE FROM passkeys WHERE account_id = ? AND id = ?"_s,
                                           {account.toString(), id.toString()}));
    return changed == 1;
}

Result<int> PasskeyStore::removeAllOf(const AccountId &account) const
{
    TRY(m_database.run(u"DELETE FROM passkey_challenges WHERE account_id = ?"_s, {account.toString()}));
    TRY(m_database.run(u"DELETE FROM passkey_owners WHERE account_id = ?"_s, {account.toString()}));
    return m_database.run(u"DELETE FROM passkeys WHERE account_id = ?"_s, {account.toString()});
}

Result<bool> PasskeyStore::use(const PasskeyId &id, qint64 signCount, bool backupState, const QDateTime &now) const
{
    const int changed = TRY(m_database.run(
        u"UPDATE passkeys SET sign_count = ?, backup_state = ?, last_used_at = ?"
        " WHERE id = ? AND (sign_count < ? OR (sign_count = 0 AND ? = 0))"_s,
        {signCount, backupState, toColumn(now), id.toString(), signCount, signCount}));
    return changed == 1;
}

Result<> PasskeyStore::suspectClone(const PasskeyId &id, const QDateTime &now) const
{
    TRY(m_database.run(u"UPDATE passkeys SET clone_suspected_at = coalesce(clone_suspected_at, ?) WHERE id = ?"_s,
                       {toColumn(now), id.toString()}));
    return {};
}

Result<QByteArray> PasskeyStore::handleOf(const AccountId &account, const QByteArray &fresh) const
{
    TRY(m_database.run(u"INSERT INTO passkey_owners (account_id, handle) VALUES (?, ?)"
                       " ON CONFLICT (account_id) DO NOTHING"_s,
                       {account.toString(), fresh}));
    const auto handle = TRY(existingHandleOf(account));
    return handle.value_or(fresh);
}

Result<std::optional<QByteArray>> PasskeyStore::existingHandleOf(const AccountId &account) const
{
    return m_database.first(u"SELECT handle FROM passkey_owners WHERE account_id = ?"_s, {account.toString()},
                            [](const store::Row &row) { return row.bytes(0); });
}
