// SPDX-License-Identifier: GPL-3.0-only
#include "passwords/passwordstore.h"

#include <QRandomGenerator>

using namespace Qt::StringLiterals;

Result<std::optional<QByteArray>> PasswordStore::hashOf(const AccountId &account) const
{
    return m_database.first(u"SELECT hash FROM passwords WHERE account_id = ?"_s, {account.toString()},
                            [](const store::Row &row) { return row.text(0).toLatin1(); });
}

Result<> PasswordStore::set(const AccountId &account, const QByteArray &hash, const QDateTime &now) const
{
    const auto stamp = qint64(QRandomGenerator::global()->generate64() >> 1);
    TRY(m_database.run(u"INSERT INTO passwords (account_id, hash, changed_at, stamp) VALUES (?, ?, ?, ?)"
                       " ON CONFLICT (account_id) DO UPDATE SET hash = excluded.hash, changed_at = excluded.changed_at,"
                       " stamp = excluded.stamp"_s,
                       {account.toString(), QString::fromLatin1(hash), store::toColumn(now), stamp}));
    return {};
}

Result<> PasswordStore::remove(const AccountId &account) const
{
    TRY(m_database.run(u"DELETE FROM passwords WHERE account_id = ?"_s, {account.toString()}));
    return {};
}

Result<> PasswordStore::replace(const AccountId &account, const QByteArray &oldHash, const QByteArray &newHash) const
{
    TRY(m_database.run(u"UPDATE passwords SET hash = ? WHERE account_id = ? AND hash = ?"_s,
                       {QString::fromLatin1(newHash), account.toString(), QString::fromLatin1(oldHash)}));
    return {};
}
