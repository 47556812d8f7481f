// SPDX-License-Identifier: GPL-3.0-only
#include "mail/outboxlist.h"

#include "api/rules.h"
#include "store/listing.h"

using namespace Qt::StringLiterals;
using store::Criterion;

namespace {

QString stateOf(const std::optional<QDateTime> &sentAt, const std::optional<QDateTime> &givenUpAt)
{
    return sentAt ? u"sent"_s : givenUpAt ? u"failed"_s : u"waiting"_s;
}

ListedMail readMail(const store::Row &row)
{
    ListedMail listed{.mail = {.id = row.text(0),
                               .createdAt = row.time(1),
                               .kind = row.text(2),
                               .recipient = row.text(3),
                               .state = stateOf(row.timeOrNone(7), row.timeOrNone(8)),
                               .failure = row.text(9),
                               .tries = row.number(6)}};
    if (!row.isNull(4))
        listed.mail.userId = AccountId::fromString(row.text(4));
    if (listed.mail.state == "waiting"_L1)
        listed.mail.nextTryAt = row.time(5);
    if (const auto sentAt = row.timeOrNone(7))
        listed.mail.sentAt = *sentAt;
    listed.row = {.id = row.text(0),
                  .letter = {.kind = row.text(2).toLatin1(), .account = {}, .recipient = row.text(3), .content = {}},
                  .sealedContent = row.bytes(10)};
    return listed;
}

store::Condition numbers(const QString &index, const QString &condition, const QVariantList &values = {})
{
    return {u"SELECT number FROM outbox INDEXED BY "_s + index + u" WHERE "_s + condition, values};
}

Criterion meaningOf(const filter::Term &term)
{
    const bool isYes = term.value == "yes"_L1;
    if (term.key == "failed"_L1)
        return isYes ? Criterion{.holds = {u"t.given_up_at IS NOT NULL"_s}, .numbers = numbers(u"outbox_given_up"_s, u"given_up_at IS NOT NULL"_s)}
                     : Criterion{.holds = {u"t.given_up_at IS NULL"_s}};
    if (term.key == "sent"_L1)
        return {.holds = {isYes ? u"t.sent_at IS NOT NULL"_s : u"t.sent_at IS NULL"_s}};
    const QString waits = u"t.sent_at IS NULL AND t.given_up_at IS NULL"_s;
    if (!isYes)
        return {.holds = {u"NOT ("_s + waits + u')'}};
    return {.holds = {waits}, .numbers = numbers(u"outbox_waiting"_s, u"sent_at IS NULL AND given_up_at IS NULL"_s)};
}

// U+FFFF is no character: nothing that begins with the word comes after it.
Criterion meaningOfWord(const QString &word)
{
    const QVariantList ends{word, word + QChar(0xffff)};
    return {.holds = {u"t.recipient BETWEEN ? AND ?"_s, ends},
            .numbers = numbers(u"outbox_by_recipient"_s, u"recipient BETWEEN ? AND ?"_s, ends)};
}

store::Listing listing()
{
    return {.name = u"outbox"_s,
            .table = u"outbox"_s,
            .columns = u"t.id, t.created_at, t.kind, t.recipient, t.account_id, t.next_try_at, t.tries, t.sent_at,"
                       " t.given_up_at, t.failure, t.content"_s,
            .sortKeys = {{u"createdAt"_s, u"number"_s}},
            .defaultSort = u"-createdAt"_s,
            .filterKeys = filter::outboxKeys(),
            .meaning = meaningOf,
            .wordMeaning = meaningOfWord,
            .all = {u"SELECT COALESCE(max(number) - min(number) + 1, 0) FROM outbox"_s},
            .allIsEstimate = true};
}

} // namespace

OutboxList::OutboxList(const store::Database &database, Secret cursorKey)
    : m_database(database)
    , m_cursorKey(std::move(cursorKey))
{
}

Result<Page<ListedMail>> OutboxList::page(const ListQuery &query) const
{
    return listing().page(m_database, {query, m_cursorKey}, readMail);
}
