// SPDX-License-Identifier: GPL-3.0-only
#include "mail/outboxstore.h"

using namespace Qt::StringLiterals;

Result<> OutboxStore::insert(const OutboxRow &row, const QDateTime &now) const
{
    TRY(m_database.run(u"INSERT INTO outbox (id, account_id, kind, recipient, content, created_at, next_try_at)"
                       " VALUES (?, ?, ?, ?, ?, ?, ?)"_s,
                       {row.id, row.letter.account.toString(), QString::fromLatin1(row.letter.kind),
                        row.letter.recipient, row.sealedContent, store::toColumn(now), store::toColumn(now)}));
    return {};
}
