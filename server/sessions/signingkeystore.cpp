// SPDX-License-Identifier: GPL-3.0-only
#include "sessions/signingkeystore.h"

using namespace Qt::StringLiterals;

static SigningKeyRow readSigningKey(const store::Row &row)
{
    return {.id = row.text(0),
            .privateKey = row.bytes(1),
            .publicKey = row.text(2).toUtf8(),
            .createdAt = row.time(3),
            .retiredAt = row.timeOrNone(4)};
}

Result<QList<SigningKeyRow>> SigningKeyStore::all() const
{
    return m_database.all(u"SELECT id, private_key, public_key, created_at, retired_at FROM signing_keys"
                          " ORDER BY created_at DESC, id"_s, {}, readSigningKey);
}

Result<> SigningKeyStore::insert(const SigningKeyRow &row) const
{
    TRY(m_database.run(u"INSERT INTO signing_keys (id, private_key, public_key, created_at) VALUES (?, ?, ?, ?)"_s,
                       {row.id, row.privateKey, QString::fromUtf8(row.publicKey), store::toColumn(row.createdAt)}));
    return {};
}

Result<> SigningKeyStore::retireAllBut(const QString &id, const QDateTime &now) const
{
    TRY(m_database.run(u"UPDATE signing_keys SET retired_at = ? WHERE id <> ? AND retired_at IS NULL"_s,
                       {store::toColumn(now), id}));
    return {};
}

Result<int> SigningKeyStore::forgetRetiredBefore(const QDateTime &time) const
{
    return m_database.run(u"DELETE FROM signing_keys WHERE retired_at < ?"_s, {store::toColumn(time)});
}
