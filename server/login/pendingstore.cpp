// SPDX-License-Identifier: GPL-3.0-only
#include "login/pendingstore.h"

using namespace Qt::StringLiterals;
using store::toColumn;

static PendingSignIn readPending(const store::Row &row)
{
    return {.id = SessionId::fromString(row.text(0)),
            .account = AccountId::fromString(row.text(1)),
            .handleHash = row.bytes(2),
            .method = row.text(3),
            .remembered = row.flag(4),
            .isForm = row.flag(5),
            .createdAt = row.time(6),
            .expiresAt = row.time(7)};
}

Result<> PendingStore::insert(const PendingSignIn &pending) const
{
    const QVariant handle = pending.handleHash.isEmpty() ? QVariant() : QVariant(pending.handleHash);
    TRY(m_database.run(u"INSERT INTO pending_signins (id, account_id, handle_hash, method, remembered, is_form,"
                       " created_at, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"_s,
                       {pending.id.toString(), pending.account.toString(), handle, pending.method, pending.remembered,
                        pending.isForm, toColumn(pending.createdAt), toColumn(pending.expiresAt)}));
    return {};
}

Result<std::optional<PendingSignIn>> PendingStore::byId(const SessionId &id, int maximumTries, const QDateTime &now) const
{
    return m_database.first(
        u"SELECT id, account_id, handle_hash, method, remembered, is_form, created_at, expires_at FROM pending_signins"
        " WHERE id = ? AND wrong_codes < ? AND spent_at IS NULL AND expires_at > ?"_s,
        {id.toString(), maximumTries, toColumn(now)}, readPending);
}

Result<std::optional<PendingSignIn>> PendingStore::byHandle(const QByteArray &hash, int maximumTries,
                                                            const QDateTime &now) const
{
    return m_database.first(
        u"SELECT id, account_id, handle_hash, method, remembered, is_form, created_at, expires_at FROM pending_signins"
        " WHERE handle_hash = ? AND wrong_codes < ? AND spent_at IS NULL AND expires_at > ?"_s,
        {hash, maximumTries, toColumn(now)}, readPending);
}

Result<bool> PendingStore::countTry(const SessionId &id, int maximumTries) const
{
    const int changed = TRY(m_database.run(u"UPDATE pending_signins SET wrong_codes = wrong_codes + 1"
                                           " WHERE id = ? AND wrong_codes < ? AND spent_at IS NULL"_s,
                                           {id.toString(), maximumTries}));
    return changed == 1;
}

Result<bool> PendingStore::spend(const SessionId &id, const QDateTime &now) const
{
    const int changed = TRY(m_database.run(
        u"UPDATE pending_signins SET spent_at = ? WHERE id = ? AND spent_at IS NULL AND expires_at > ?"_s,
        {toColumn(now), id.toString(), toColumn(now)}));
    return changed == 1;
}

Result<> PendingStore::spendAllOf(const AccountId &account, const QDateTime &now) const
{
    TRY(m_database.run(u"UPDATE pending_signins SET spent_at = ? WHERE account_id = ? AND spent_at IS NULL"_s,
                       {toColumn(now), account.toString()}));
    return {};
}

Result<int> PendingStore::forgetExpiredBefore(const QDateTime &time, int limit) const
{
    return m_database.run(u"DELETE FROM pending_signins WHERE id IN"
                          " (SELECT id FROM pending_signins WHERE expires_at < ? LIMIT ?)"_s,
                          {toColumn(time), limit});
}
