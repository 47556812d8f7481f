// SPDX-License-Identifier: GPL-3.0-only
#include "history/eventlisting.h"

#include "ipnetwork.h"
#include "store/address.h"

using namespace Qt::StringLiterals;
using store::Criterion;

namespace eventlisting {

namespace {

// Threads that write at the same time, and a clock that is set back a little, may turn events round.
constexpr qint64 disorder = 1000;

store::Condition numbers(const QString &index, const QString &condition, const QVariantList &values)
{
    return {u"SELECT number FROM login_events INDEXED BY "_s + index + u" WHERE "_s + condition, values};
}

// Events that an index has in the order of `number`.
Criterion equal(const QString &column, const QString &index, const QVariant &value)
{
    return {.holds = {u"t."_s + column + u" = ?"_s, {value}},
            .numbers = numbers(index, column + u" = ?"_s, {value}),
            .orderedIndex = index};
}

Criterion between(const QString &column, const QString &index, const QVariantList &ends)
{
    return {.holds = {u"t."_s + column + u" BETWEEN ? AND ?"_s, ends},
            .numbers = numbers(index, column + u" BETWEEN ? AND ?"_s, ends)};
}

Criterion from(const QString &network)
{
    const auto range = store::rangeOf(network).value_or(store::AddressRange{});
    if (range.first == range.last)
        return equal(u"address"_s, u"login_events_by_address"_s, range.first);
    return between(u"address"_s, u"login_events_by_address"_s, {range.first, range.last});
}

Criterion failed(bool wanted)
{
    if (!wanted)
        return {.holds = {u"t.success = 1"_s}};
    return {.holds = {u"t.success = 0"_s},
            .numbers = numbers(u"login_events_failed"_s, u"success = 0"_s, {})};
}

Criterion reason(const QString &name)
{
    return {.holds = {u"t.failure_reason = ? AND t.success = 0"_s, {name}},
            .numbers = numbers(u"login_events_failed"_s, u"failure_reason = ? AND success = 0"_s, {name}),
            .orderedIndex = u"login_events_failed"_s};
}

// Most sign in with a password, so only the others have an index.
Criterion by(const QString &provider)
{
    if (provider == "password"_L1)
        return {.holds = {u"t.provider = 'password'"_s}};
    return {.holds = {u"t.provider = ? AND t.provider <> 'password'"_s, {provider}},
            .numbers = numbers(u"login_events_by_provider"_s, u"provider = ? AND provider <> 'password'"_s,
                               {provider}),
            .orderedIndex = u"login_events_by_provider"_s};
}

// A walk in the order of `number` need not look at what is older.
Criterion since(const store::Database &database, qint64 least)
{
    const auto first = database.first(u"SELECT number FROM login_events INDEXED BY login_events_by_created"
                                      " WHERE created_at >= ? ORDER BY created_at LIMIT 1"_s,
                                      {least}, [](const store::Row &row) { return row.number(0); });
    const bool isKnown = first && *first;
    return {.holds = {u"t.created_at >= ?"_s, {least}},
            .numbers = numbers(u"login_events_by_created"_s, u"created_at >= ?"_s, {least}),
            .column = isKnown ? u"number"_s : QString(),
            .least = isKnown ? std::optional(**first - disorder) : std::nullopt};
}

Criterion on(const QString &deviceType)
{
    return {.holds = {u"t.device IN (SELECT number FROM devices WHERE type = ?)"_s, {deviceType}},
            .numbers = {u"SELECT e.number FROM devices d INDEXED BY devices_by_type CROSS JOIN login_events e"
                        " INDEXED BY login_events_by_device ON e.device = d.number WHERE d.type = ?"_s,
                        {deviceType}}};
}

Criterion meaningOf(const store::Database &database, const filter::Term &term, qint64 now)
{
    const bool yes = term.value == "yes"_L1;
    if (term.key == "failed"_L1)
        return failed(yes);
    if (term.key == "ok"_L1)
        return failed(!yes);
    if (term.key == "reason"_L1)
        return reason(term.value);
    if (term.key == "provider"_L1)
        return by(term.value);
    if (term.key == "ip"_L1)
        return from(term.value);
    if (term.key == "device"_L1)
        return on(term.value);
    if (term.key == "email"_L1)
        return equal(u"email"_s, u"login_events_by_email"_s, term.value);
    return since(database, now - filter::ageSeconds(term.value) * 1000);
}

// The beginning of an address; U+10FFFF is behind everything that may follow.
Criterion meaningOfWord(const QString &word)
{
    if (IpNetwork::fromString(word))
        return from(word);
    return between(u"email"_s, u"login_events_by_email"_s,
                   {word, word + QString::fromUcs4(U"\U0010FFFF", 1)});
}

} // namespace

store::Listing make(const store::Database &database, const QDateTime &now)
{
    const auto meaning = [&database, now = now.toMSecsSinceEpoch()](const filter::Term &term) {
        return meaningOf(database, term, now);
    };
    return {.name = u"events"_s,
            .table = u"login_events"_s,
            .columns = columns,
            .joins = joins,
            .sortKeys = {{u"createdAt"_s, u"number"_s, {}, true}},
            .defaultSort = u"-createdAt"_s,
            .filterKeys = filter::eventKeys(),
            .meaning = meaning,
            .wordMeaning = meaningOfWord,
            .all = {u"SELECT coalesce((SELECT max(number) FROM login_events)"
                    " - (SELECT min(number) FROM login_events) + 1, 0)"_s},
            .allIsEstimate = true};
}

Criterion of(const AccountId &account)
{
    const QString isIts = u"account = (SELECT number FROM accounts WHERE id = ?)"_s;
    return {.holds = {u"t."_s + isIts, {account.toString()}},
            .numbers = numbers(u"login_events_by_account"_s, isIts, {account.toString()}),
            .orderedIndex = u"login_events_by_account"_s};
}

} // namespace eventlisting
