// SPDX-License-Identifier: GPL-3.0-only
#include "links/linkstore.h"

using namespace Qt::StringLiterals;
using store::toColumn;

static LinkRow readLink(const store::Row &row)
{
    return {.hash = row.bytes(0),
            .purpose = row.text(1),
            .mailed = row.flag(2),
            .account = AccountId::fromString(row.text(3)),
            .email = row.text(4),
            .createdAt = row.time(5),
            .expiresAt = row.time(6)};
}

Result<> LinkStore::insert(const LinkRow &row) const
{
    TRY(m_database.run(u"INSERT INTO one_time_tokens (hash, purpose, mailed, account_id, email, created_at, expires_at)"
                       " VALUES (?, ?, ?, ?, ?, ?, ?)"_s,
                       {row.hash, row.purpose, row.mailed, row.account.toString(), row.email, toColumn(row.createdAt),
                        toColumn(row.expiresAt)}));
    return {};
}

Result<std::optional<LinkRow>> LinkStore::unspent(const QByteArray &hash, const QDateTime &now) const
{
    return m_database.first(u"SELECT hash, purpose, mailed, account_id, email, created_at, expires_at FROM one_time_tokens"
                            " WHERE hash = ? AND spent_at IS NULL AND expires_at > ?"_s,
                            {hash, toColumn(now)}, readLink);
}

Result<bool> LinkStore::spend(const QByteArray &hash, const QDateTime &now) const
{
    const int changed = TRY(m_database.run(
        u"UPDATE one_time_tokens SET spent_at = ? WHERE hash = ? AND spent_at IS NULL AND expires_at > ?"_s,
        {toColumn(now), hash, toColumn(now)}));
    return changed == 1;
}

Result<> LinkStore::cancel(const AccountId &account, const QString &purpose, const QDateTime &now) const
{
    TRY(m_database.run(
        u"UPDATE one_time_tokens SET spent_at = ? WHERE account_id = ? AND purpose = ? AND spent_at IS NULL"_s,
        {toColumn(now), account.toString(), purpose}));
    return {};
}

Result<int> LinkStore::forgetExpiredBefore(const QDateTime &time, int limit) const
{
    return m_database.run(u"DELETE FROM one_time_tokens WHERE hash IN"
                          " (SELECT hash FROM one_time_tokens WHERE expires_at < ? LIMIT ?)"_s,
                          {toColumn(time), limit});
}
