// SPDX-License-Identifier: GPL-3.0-only
#include "accounts/authmethods.h"

using namespace Qt::StringLiterals;

Result<qint64> AuthMethods::countOf(const AccountId &account) const
{
    const QString id = account.toString();
    return m_database.one(u"SELECT (SELECT count(*) FROM passwords WHERE account_id = ?)"
                          " + (SELECT count(*) FROM passkeys WHERE account_id = ?)"
                          " + (SELECT count(*) FROM external_accounts WHERE account_id = ?)"_s,
                          {id, id, id}, [](const store::Row &row) { return row.number(0); });
}

Result<> AuthMethods::removeAllButPassword(const AccountId &account) const
{
    TRY(m_database.run(u"DELETE FROM passkeys WHERE account_id = ?"_s, {account.toString()}));
    TRY(m_database.run(u"DELETE FROM external_accounts WHERE account_id = ?"_s, {account.toString()}));
    return {};
}
