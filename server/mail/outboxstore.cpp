// SPDX-License-Identifier: GPL-3.0-only
#include "mail/outboxstore.h"

using namespace Qt::StringLiterals;
using store::toColumn;

static OutboxRow readOutboxRow(const store::Row &row)
{
    return {.id = row.text(0),
            .letter = {.kind = row.text(1).toLatin1(),
                       .account = AccountId::fromString(row.text(2)),
                       .recipient = row.text(3),
                       .content = {}},
            .sealedContent = row.bytes(4),
            .createdAt = row.time(5),
            .nextTryAt = row.time(6),
            .tries = int(row.number(7))};
}

Result<> OutboxStore::insert(const OutboxRow &row) const
{
    const QVariant account = row.letter.account.isValid() ? row.letter.account.toString() : QVariant();
    TRY(m_database.run(u"INSERT INTO outbox (id, account_id, kind, recipient, content, created_at, next_try_at)"
                       " VALUES (?, ?, ?, ?, ?, ?, ?)"_s,
                       {row.id, account, QString::fromLatin1(row.letter.kind),
                        row.letter.recipient, row.sealedContent, toColumn(row.createdAt), toColumn(row.nextTryAt)}));
    return {};
}

Result<> OutboxStore::remove(const QString &id) const
{
    TRY(m_database.run(u"DELETE FROM outbox WHERE id = ?"_s, {id}));
    return {};
}

Result<std::optional<OutboxRow>> OutboxStore::byId(const QString &id) const
{
    return m_database.first(u"SELECT id, kind, account_id, recipient, content, created_at, next_try_at, tries FROM outbox"
                            " WHERE id = ?"_s,
                            {id}, readOutboxRow);
}

Result<QList<OutboxRow>> OutboxStore::due(const QDateTime &now, int limit) const
{
    return m_database.all(u"SELECT id, kind, account_id, recipient, content, created_at, next_try_at, tries FROM outbox"
                          " WHERE sent_at IS NULL AND given_up_at IS NULL AND next_try_at <= ?"
                          " ORDER BY next_try_at LIMIT ?"_s,
                          {toColumn(now), limit}, readOutboxRow);
}

Result<bool> OutboxStore::claim(const OutboxRow &row, const QDateTime &until) const
{
    const int changed = TRY(m_database.run(u"UPDATE outbox SET next_try_at = ?, tries = tries + 1"
                                           " WHERE id = ? AND next_try_at = ? AND sent_at IS NULL AND given_up_at IS NULL"_s,
                                           {toColumn(until), row.id, toColumn(row.nextTryAt)}));
    return changed == 1;
}

Result<> OutboxStore::setSent(const QString &id, const QDateTime &now) const
{
    TRY(m_database.run(u"UPDATE outbox SET sent_at = ?, given_up_at = NULL, failure = '' WHERE id = ?"_s,
                       {toColumn(now), id}));
    return {};
}

Result<> OutboxStore::setDeferred(const QString &id, const QString &reason, const QDateTime &nextTryAt) const
{
    TRY(m_database.run(u"UPDATE outbox SET failure = ?, next_try_at = ? WHERE id = ?"_s,
                       {reason, toColumn(nextTryAt), id}));
    return {};
}

Result<> OutboxStore::setGivenUp(const QString &id, const QString &reason, const QDateTime &now) const
{
    TRY(m_database.run(u"UPDATE outbox SET failure = ?, given_up_at = ? WHERE id = ?"_s, {reason, toColumn(now), id}));
    return {};
}

Result<bool> OutboxStore::requeue(const QString &id, const QDateTime &now) const
{
    const int changed = TRY(m_database.run(
        u"UPDATE outbox SET next_try_at = ?, sent_at = NULL, given_up_at = NULL, failure = '', tries = 0 WHERE id = ?"_s,
        {toColumn(now), id}));
    return changed == 1;
}

Result<int> OutboxStore::forgetBefore(const QDateTime &time, int limit) const
{
    return m_database.run(u"DELETE FROM outbox WHERE number IN (SELECT number FROM outbox WHERE created_at < ?"
                          " LIMIT ?)"_s,
                          {toColumn(time), limit});
}
