// SPDX-License-Identifier: GPL-3.0-only
#include "accounts/accountlist.h"

#include "store/listing.h"
#include "store/searchtext.h"

using namespace Qt::StringLiterals;
using store::Criterion;

namespace {

const auto columns =
    u"t.id, t.name, t.email_shown, t.email_verified_at, t.is_admin, t.two_factor_at, t.created_at,"
    " t.last_login_at, t.deactivated_at, t.username, t.first_name, t.last_name,"
    " EXISTS (SELECT 1 FROM passwords WHERE account_id = t.id),"
    " (SELECT count(*) FROM passkeys WHERE account_id = t.id),"
    " (SELECT count(*) FROM sessions WHERE account_id = t.id AND revoked_at IS NULL AND expires_at > ?),"
    " t.locked_at,"
    " (SELECT max(not_before) FROM login_tries WHERE subject = t.id AND not_before > ?)"_s;

json::Nullable<QDateTime> nullable(const std::optional<QDateTime> &time)
{
    return time ? json::Nullable<QDateTime>(*time) : json::Nullable<QDateTime>();
}

Account readAccount(const store::Row &row)
{
    const auto username = row.textOrNone(9);
    return {.id = AccountId::fromString(row.text(0)),
            .name = row.text(1),
            .email = row.text(2),
            .emailVerified = !row.isNull(3),
            .isServerAdmin = row.flag(4),
            .totpEnabled = !row.isNull(5),
            .createdAt = row.time(6),
            .lastLoginAt = nullable(row.timeOrNone(7)),
            .deactivatedAt = nullable(row.timeOrNone(8)),
            .username = username ? json::Nullable<QString>(*username) : json::Nullable<QString>(),
            .firstName = row.text(10),
            .lastName = row.text(11),
            .hasPassword = row.flag(12),
            .passkeyCount = row.number(13),
            .sessionCount = row.number(14),
            .lockedAt = nullable(row.timeOrNone(15)),
            .throttledUntil = nullable(row.timeOrNone(16))};
}

// A state that has an index of the accounts that are in it.
Criterion state(const QString &condition, const QString &index)
{
    return {.holds = {u"t."_s + condition},
            .numbers = {u"SELECT number FROM accounts INDEXED BY "_s + index + u" WHERE "_s + condition}};
}

// A time column that is not before `least`.
Criterion notBefore(const QString &column, const QString &index, qint64 least)
{
    return {
        .holds = {u"t."_s + column + u" >= ?"_s, {least}},
        .numbers = {u"SELECT number FROM accounts INDEXED BY "_s + index + u" WHERE "_s + column + u" >= ?"_s,
                    {least}},
        .column = column,
        .least = least};
}

// Most accounts log in at some time, so only those who never did have an index to speak of.
Criterion everLoggedIn(bool wanted)
{
    if (wanted)
        return {.holds = {u"t.last_login_at > 0"_s}, .column = u"last_login_at"_s, .least = 1};
    return {.holds = {u"t.last_login_at = 0"_s},
            .numbers =
                {u"SELECT number FROM accounts INDEXED BY accounts_by_last_login WHERE last_login_at = 0"_s},
            .column = u"last_login_at"_s,
            .most = 0};
}

Criterion meaningOf(const filter::Term &term, qint64 now)
{
    const bool yes = term.value == "yes"_L1;
    if (term.key == "2fa"_L1)
        return term.value == "on"_L1 ? state(u"two_factor_at IS NOT NULL"_s, u"accounts_with_two_factor"_s)
                                     : state(u"two_factor_at IS NULL"_s, u"accounts_without_two_factor"_s);
    if (term.key == "disabled"_L1)
        return yes ? state(u"deactivated_at IS NOT NULL"_s, u"accounts_deactivated"_s)
                   : Criterion{.holds = {u"t.deactivated_at IS NULL"_s}};
    if (term.key == "locked"_L1)
        return yes ? state(u"locked_at IS NOT NULL"_s, u"accounts_locked"_s)
                   : Criterion{.holds = {u"t.locked_at IS NULL"_s}};
    if (term.key == "verified"_L1)
        return yes ? Criterion{.holds = {u"t.email_verified_at IS NOT NULL"_s}}
                   : state(u"email_verified_at IS NULL"_s, u"accounts_unverified"_s);
    if (term.key == "admin"_L1)
        return yes ? state(u"is_admin = 1"_s, u"accounts_admins"_s)
                   : Criterion{.holds = {u"t.is_admin = 0"_s}};
    if (term.key == "never"_L1)
        return everLoggedIn(!yes);
    const qint64 least = now - filter::ageSeconds(term.value) * 1000;
    return term.key == "since"_L1 ? notBefore(u"created_at"_s, u"accounts_by_created"_s, least)
                                  : notBefore(u"last_login_at"_s, u"accounts_by_last_login"_s, least);
}

Criterion meaningOfWord(const QString &word)
{
    const QString needle = store::needle(word);
    return {.holds = {u"instr(t.search_text, ?) > 0"_s, {needle}},
            .numbers = {u"SELECT rowid AS number FROM account_search WHERE account_search MATCH ?"_s,
                        {store::trigramQuery(needle)}},
            .isExact = store::isOneTrigram(needle)};
}

store::Listing listing(const QDateTime &now)
{
    const QVariant time = store::toColumn(now);
    return {
        .name = u"accounts"_s,
        .table = u"accounts"_s,
        .columns = columns,
        .columnValues = {time, time},
        .sortKeys = {{u"name"_s, u"name_key"_s, u"accounts_by_name"_s},
                     {u"email"_s, u"email"_s, u"accounts_by_email"_s},
                     {u"createdAt"_s, u"created_at"_s, u"accounts_by_created"_s},
                     {u"lastLoginAt"_s, u"last_login_at"_s, u"accounts_by_last_login"_s}},
        .defaultSort = u"name"_s,
        .filterKeys = filter::accountKeys(),
        .meaning = [now = now.toMSecsSinceEpoch()](const filter::Term &term) { return meaningOf(term, now); },
        .wordMeaning = meaningOfWord,
        .all = {u"SELECT value FROM counters WHERE name = 'accounts'"_s}};
}

} // namespace

AccountList::AccountList(const store::Database &database, Secret cursorKey, Clock clock)
    : m_database(database)
    , m_cursorKey(std::move(cursorKey))
    , m_clock(std::move(clock))
{}

Result<Account> AccountList::one(const AccountId &id) const
{
    const QVariant now = store::toColumn(m_clock());
    return m_database.one(u"SELECT "_s + columns + u" FROM accounts t WHERE t.id = ?"_s,
                          {now, now, id.toString()}, readAccount);
}

Result<Page<Account>> AccountList::page(const ListQuery &query) const
{
    return listing(m_clock()).page(m_database, {query, m_cursorKey}, readAccount);
}
