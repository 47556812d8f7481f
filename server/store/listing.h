// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "api/page.h"
#include "base/secret.h"
#include "filter.h"
#include "store/database.h"

#include <functional>

// The one pattern behind every list of the API (api.md 1.7): search, filter, sort, cursor, total.
// A page costs the same at any depth, and a few milliseconds whatever is asked for:
//
// - Each criterion that an index answers is counted, but never beyond `fewRows`. If one leaves few
//   rows, the page is driven from these: they are fetched, tested and sorted.
// - Else many rows match, and the index of the sort order is walked from the cursor, testing row
//   by row, until the page is full. So it is too when the only criterion lets so large a part of the
//   table through that the page fills sooner than all its rows are sorted.
// - When a walk does not fill the page soon, the rows that match are far away in the sort order. If
//   a criterion leaves no more than `manyRows`, the page is driven from these after all.
// - Else a walk gives up after `mostWalkedRows`. The page is then short, maybe empty, and its cursor
//   leads on: a client reads on until there is no cursor.
// - The first page counts, later ones find the total in their cursor. Beyond `fewRows` a total is
//   "at least so many".
//
// A list is described once, as a value:
//
//     const Listing events{
//         .name = u"events"_s,
//         .table = u"login_events"_s,
//         .columns = u"t.id, t.created_at, d.name"_s,
//         .joins = u"JOIN devices d ON d.number = t.device"_s,
//         .sortKeys = {{u"createdAt"_s, u"number"_s}},
//         .defaultSort = u"-createdAt"_s,
//         .filterKeys = filter::eventKeys(),
//         .meaning = [](const filter::Term &term) { return Criterion{.holds = {u"t.provider = ?"_s,
//         {term.value}}}; }, .all = {u"SELECT count(*) FROM login_events"_s},
//     };
//     events.page(database, {query, cursorKey}, readEvent);
//
// In its SQL the listed table is called `t` and has a unique INTEGER column `number`.
namespace store {

inline constexpr int fewRows = 10'000;
inline constexpr int fewGuarded = 4'000;
inline constexpr int manyRows = 100'000;
inline constexpr int mostWalkedRows = 25'000;

// A piece of SQL with the values of its `?`.
struct Condition
{
    QString sql = {};
    QVariantList values = {};
};

// What a filter term, a search word or a scope asks of a row.
struct Criterion
{
    // Whether a row `t` is wanted.
    Condition holds;

    // A SELECT of one column `number`, answered from an index alone: the rows that this criterion
    // lets through, or, with `isExact` false, these and some more. Empty: no index helps.
    Condition numbers = {};
    bool isExact = true;

    // A SELECT that is cheap to count, for `numbers` that are dear: beyond `fewGuarded` rows these
    // are not tried.
    Condition guard = {};

    // Whether testing a row takes as long as reading several: then fewer are looked at.
    bool isDear = false;

    // An index of the table whose entries, for the rows that `holds` names by equality, come in
    // the order of `number`. Empty: there is none.
    QString orderedIndex = {};

    // If `holds` says no more than that this INTEGER column is in a range: the range. A list that
    // is sorted by the column then begins and ends there. For `number` it may also be a range that
    // holds all wanted rows, and more.
    QString column = {};
    std::optional<qint64> least = {};
    std::optional<qint64> most = {};
};

struct SortKey
{
    QString name;       // on the wire
    QString column;     // NOT NULL; ties are broken by `number`
    QString index = {}; // over (column, number); not needed for `number` itself
};

// What is asked of a list, and the key that makes cursors unforgeable.
struct Asked
{
    const ListQuery &query;
    const Secret &cursorKey;
    QList<Criterion> scope = {}; // what must hold whatever the filter says: of one account, alive
};

// Which rows are on a page.
struct PageOfNumbers
{
    QList<qint64> numbers;
    qint64 total = 0;
    bool totalIsEstimate = false;
    std::optional<QString> nextCursor = {};
};

struct Listing
{
    QString name; // cursors of one list are no good for another
    QString table;
    QString columns;                // what a row is read from
    QVariantList columnValues = {}; // of the `?` in `columns`
    QString joins = {};
    QString always = {}; // what the sort keys' indexes are partial on, as `t.x IS NULL`
    QList<SortKey> sortKeys;
    QString defaultSort; // a sort key, '-' in front for descending
    QList<filter::Key> filterKeys;
    std::function<Criterion(const filter::Term &)>
        meaning; // not called for negated flags: they come turned round
    std::function<Criterion(const QString &)> wordMeaning =
        {};                     // of one word of the search; none: words are refused
    Condition all = {};         // a SELECT of the number of all rows, for when nothing is filtered
    bool allIsEstimate = false; // few rows are counted nevertheless

    // VALIDATION_FAILED for an unknown sort key, a filter that can't be understood, a limit that
    // is not in 1..200, a search that is too long; INVALID_CURSOR for a cursor that was not made
    // by this list with this sort, filter, search and scope.
    Result<PageOfNumbers> numbers(const Database &database, const Asked &asked) const;

    // The same page with its rows read.
    template<class Read>
    auto page(const Database &database, const Asked &asked, Read read) const
        -> Result<Page<std::invoke_result_t<Read, Row>>>
    {
        auto found = TRY(numbers(database, asked));
        Page<std::invoke_result_t<Read, Row>> page{{}, found.total, found.totalIsEstimate, found.nextCursor};
        for (const qint64 number : std::as_const(found.numbers)) {
            auto row = TRY(database.first(rowSql(), columnValues + QVariantList{number}, read));
            if (row) // else it went away meanwhile
                page.items.append(*std::move(row));
        }
        return page;
    }

private:
    QString rowSql() const;
};

} // namespace store
