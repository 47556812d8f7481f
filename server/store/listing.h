// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "api/page.h"
#include "base/secret.h"
#include "filter.h"
#include "store/database.h"

#include <functional>

// The one pattern behind every list of the API (api.md 1.7): search, filter, sort, cursor, total.
// A page costs the same at any depth: a few milliseconds mostly, some tens where matches are far apart:
//
// - Each criterion that an index answers is counted, but never far. If one leaves no more than
//   `fewRows`, the page is driven from these: they are fetched, tested and sorted.
// - Else many rows match, and the index of the sort order is walked from the cursor, testing row
//   by row, until the page is full. So it is too when the only criterion lets so large a part of the
//   table through that the page fills sooner than all its rows are sorted.
// - When a walk does not fill the page soon, the rows that match are far away in the sort order. If
//   a criterion, or all that have an index together, leave no more than `mostDrivenRows`, the page is
//   driven from these after all.
// - A list in the order of `number` needs no row to sort by: of up to `mostSortedNumbers` the next
//   ones are picked, and only these are fetched and tested.
// - Else the numbers of up to `mostCollectedRows` are collected once, and the walk goes on over the
//   index alone, for up to `mostIndexRows`: what is not among them is not fetched.
// - A walk gives up after `mostWalkedRows`, or `mostCheapRows` that need not be fetched one by one.
//   The page is then short, maybe empty, and its cursor leads on: a client reads on until there is
//   no cursor.
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
inline constexpr int mostDrivenRows = 12'000;
inline constexpr int mostCollectedRows = 60'000;
inline constexpr int mostSortedNumbers = 100'000;
inline constexpr int mostWalkedRows = 15'000;
inline constexpr int mostCheapRows = 100'000;
inline constexpr int mostIndexRows = 70'000;

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
    // are not tried. `guarded`: the column that must be among the numbers that the guard selects.
    Condition guard = {};
    QString guarded = {};

    // Whether testing a row means to read another one.
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
    QString index = {}; // over (column, number, …); not needed for `number` itself

    // Whether a walk reads what is tested one after the other: since the index holds it, or since
    // rows are in the order of `number`. Else each row is fetched from somewhere else.
    bool isCheap = false;
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
