// SPDX-License-Identifier: GPL-3.0-only
#include "sessions/sessionlist.h"

#include "store/address.h"
#include "store/listing.h"
#include "store/searchtext.h"

using namespace Qt::StringLiterals;
using store::Criterion;

namespace {

Session readSession(const store::Row &row)
{
    return {.id = SessionId::fromString(row.text(0)),
            .userId = AccountId::fromString(row.text(1)),
            .createdAt = row.time(2),
            .lastSeenAt = row.time(3),
            .expiresAt = row.time(4),
            .ipAddress = store::addressText(row.bytes(5)),
            .userAgent = row.text(6),
            .deviceName = row.text(7),
            .deviceType = row.text(8),
            .city = row.text(9),
            .country = row.text(10),
            .methods = row.text(11).split(u' ', Qt::SkipEmptyParts),
            .remembered = row.flag(12),
            .email = row.text(13)};
}

// The numbers of the sessions, not revoked, that an index finds.
store::Condition numbers(const QString &index, const QString &condition, const QVariantList &values)
{
    return {u"SELECT number FROM sessions INDEXED BY "_s + index + u" WHERE "_s + condition +
                u" AND revoked_at IS NULL"_s,
            values};
}

Criterion notBefore(const QString &column, const QString &index, qint64 least)
{
    return {.holds = {u"t."_s + column + u" >= ?"_s, {least}},
            .numbers = numbers(index, column + u" >= ?"_s, {least}),
            .column = column,
            .least = least};
}

Criterion from(const QString &network)
{
    const auto range = store::rangeOf(network).value_or(store::AddressRange{});
    return {.holds = {u"t.address BETWEEN ? AND ?"_s, {range.first, range.last}},
            .numbers =
                numbers(u"sessions_by_address"_s, u"address BETWEEN ? AND ?"_s, {range.first, range.last})};
}

Criterion on(const QString &deviceType)
{
    return {.holds = {u"t.device_type = ?"_s, {deviceType}},
            .numbers = numbers(u"sessions_by_device"_s, u"device_type = ?"_s, {deviceType})};
}

// Sessions differ in few ways of signing in: the index is asked which ones there are.
Criterion by(const QString &method)
{
    const QVariantList word{u' ' + method + u' '};
    return {.holds = {u"instr(' ' || t.methods || ' ', ?) > 0"_s, word},
            .numbers = {
                u"WITH RECURSIVE ways (methods) AS ("
                "SELECT min(methods) FROM sessions INDEXED BY sessions_by_methods WHERE revoked_at IS NULL "
                "UNION ALL SELECT (SELECT min(s.methods) FROM sessions s INDEXED BY sessions_by_methods"
                " WHERE s.revoked_at IS NULL AND s.methods > ways.methods)"
                " FROM ways WHERE methods IS NOT NULL) "
                "SELECT s.number FROM ways CROSS JOIN sessions s INDEXED BY sessions_by_methods"
                " ON s.methods = ways.methods AND s.revoked_at IS NULL"
                " WHERE instr(' ' || ways.methods || ' ', ?) > 0"_s,
                word}};
}

Criterion meaningOf(const filter::Term &term, qint64 now)
{
    if (term.key == "ip"_L1)
        return from(term.value);
    if (term.key == "device"_L1)
        return on(term.value);
    if (term.key == "remembered"_L1)
        return {.holds = {u"t.remembered = ?"_s, {term.value == "yes"_L1}}};
    if (term.key == "method"_L1)
        return by(term.value);
    const qint64 least = now - filter::ageSeconds(term.value) * 1000;
    return term.key == "since"_L1 ? notBefore(u"created_at"_s, u"sessions_by_created"_s, least)
                                  : notBefore(u"last_seen_at"_s, u"sessions_by_last_seen"_s, least);
}

// Found through the accounts if these are few; else each session is asked for its account.
Criterion meaningOfWord(const QString &word)
{
    const QString needle = store::needle(word);
    const QVariantList query{store::trigramQuery(needle)};
    const QString accounts = u"SELECT rowid AS number FROM account_search WHERE account_search MATCH ?"_s;
    return {
        .holds = {u"EXISTS (SELECT 1 FROM accounts WHERE number = t.account AND instr(search_text, ?) > 0)"_s,
                  {needle}},
        .numbers = {u"SELECT s.number FROM ("_s + accounts +
                        u") f CROSS JOIN accounts a ON a.number = f.number CROSS JOIN sessions s"
                        " INDEXED BY sessions_by_account ON s.account_id = a.id AND s.revoked_at IS NULL"_s,
                    query},
        .isExact = false,
        .guard = {accounts, query},
        .guarded = u"account"_s,
        .isDear = true};
}

Criterion alive(qint64 now)
{
    return {.holds = {u"t.expires_at > ?"_s, {now}},
            .numbers = numbers(u"sessions_by_expiry"_s, u"expires_at > ?"_s, {now}),
            .column = u"expires_at"_s,
            .least = now + 1};
}

Criterion of(const AccountId &account)
{
    return {.holds = {u"t.account_id = ?"_s, {account.toString()}},
            .numbers = numbers(u"sessions_by_account"_s, u"account_id = ?"_s, {account.toString()})};
}

store::Listing listing(qint64 now)
{
    return {.name = u"sessions"_s,
            .table = u"sessions"_s,
            .columns =
                u"t.id, t.account_id, t.created_at, t.last_seen_at, t.expires_at, t.address, t.user_agent,"
                " t.device_name, t.device_type, t.city, t.country, t.methods, t.remembered, a.email_shown"_s,
            .joins = u"JOIN accounts a ON a.id = t.account_id"_s,
            .always = u"t.revoked_at IS NULL"_s,
            .sortKeys = {{u"lastSeenAt"_s, u"last_seen_at"_s, u"sessions_by_last_seen"_s, true},
                         {u"createdAt"_s, u"created_at"_s, u"sessions_by_created"_s, true}},
            .defaultSort = u"-lastSeenAt"_s,
            .filterKeys = filter::sessionKeys(),
            .meaning = [now](const filter::Term &term) { return meaningOf(term, now); },
            .wordMeaning = meaningOfWord};
}

} // namespace

SessionList::SessionList(const store::Database &database, Secret cursorKey, Clock clock)
    : m_database(database)
    , m_cursorKey(std::move(cursorKey))
    , m_clock(std::move(clock))
{}

Result<Page<Session>> SessionList::page(const ListQuery &query) const
{
    const qint64 now = m_clock().toMSecsSinceEpoch();
    return listing(now).page(m_database, {query, m_cursorKey, {alive(now)}}, readSession);
}

Result<Page<Session>> SessionList::pageOf(const AccountId &account, const ListQuery &query) const
{
    const qint64 now = m_clock().toMSecsSinceEpoch();
    return listing(now).page(m_database, {query, m_cursorKey, {of(account), alive(now)}}, readSession);
}
