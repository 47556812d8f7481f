// SPDX-License-Identifier: GPL-3.0-only
// What a plan does when a walk finds few matches nearby.
#include "store/listingplan.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace store {

namespace {

// How far a walk goes when there may be another way: so far for each row of the page, at least so
// far, and so far where rows need not be fetched one by one.
constexpr int triedForEach = 30;
constexpr int leastTriedRows = 3'000;
constexpr int triedCheapRows = 20'000;

// How many rows are picked by their numbers to be tested.
constexpr int pickedRows = 4'000;

} // namespace

// The next ones of the smallest criterion by their numbers, and of these the ones that match.
Result<Found> Plan::numberedRows(const std::optional<Position> &after) const
{
    const Criterion &smallest = m_criteria[m_smallest];
    const auto others = tests(smallest.isExact ? m_smallest : -1);
    const int picked = others.isEmpty() ? m_limit : pickedRows;
    const QString direction = m_ordering.isDescending ? u" DESC"_s : QString();
    Condition few{u"SELECT number FROM ("_s + smallest.numbers.sql + u')', smallest.numbers.values};
    if (after) {
        few.sql += u" WHERE number "_s + (m_ordering.isDescending ? u"< ?"_s : u"> ?"_s);
        few.values += after->number;
    }
    few.sql += u" ORDER BY number"_s + direction + u" LIMIT ?"_s;
    few.values += picked;

    const auto [sql, values] = driven(m_ordering.positionColumns(), few, others);
    Found found{.rows = TRY(m_database.all(sql + u' ' + m_ordering.clause() + u" LIMIT ?"_s,
                                           values + QVariantList{m_limit},
                                           [&](const Row &row) { return m_ordering.position(row); }))};
    if (found.rows.size() < m_limit)
        found.resumeAt = TRY(m_database.first(u"SELECT number FROM ("_s + few.sql + u") LIMIT 1 OFFSET ?"_s,
                                              few.values + QVariantList{picked - 1}, [](const Row &row) {
                                                  return Position{{}, row.number(0)};
                                              }));
    return found;
}

// Which criteria let so few through that their numbers can be collected for each page.
Result<QList<qsizetype>> Plan::collectable() const
{
    QList<qsizetype> all;
    for (qsizetype i = 0; i < m_criteria.size(); ++i) {
        const Criterion &criterion = m_criteria[i];
        const Condition &select = criterion.guard.sql.isEmpty() ? criterion.numbers : criterion.guard;
        if (select.sql.isEmpty() || criterion.column == m_ordering.column)
            continue;
        if (TRY(counted(select, mostCollectedRows + 1)) <= mostCollectedRows)
            all += i;
    }
    return all;
}

// Whether several criteria let few through at once, which their indexes tell; then the plan is driven
// from these.
Result<bool> Plan::driveByAll(const QList<qsizetype> &collected)
{
    Condition all;
    for (const qsizetype i : collected) {
        const auto &[sql, values] = m_criteria[i].numbers;
        if (!m_criteria[i].guard.sql.isEmpty())
            continue;
        // The sign keeps the planner from asking the first index for each number of the others.
        all.sql += all.sql.isEmpty() ? u"SELECT number FROM ("_s + sql + u") WHERE TRUE"_s
                                     : u" AND +number IN ("_s + sql + u')';
        all.values += values;
    }
    m_rows = TRY(counted(all, mostDrivenRows + 1));
    m_smallest = m_criteria.size();
    m_criteria += Criterion{.holds = {u"TRUE"_s}, .numbers = all, .isExact = false};
    return !all.sql.isEmpty() && m_rows <= mostDrivenRows;
}

int Plan::triedRows() const
{
    return mostRows() == mostCheapRows ? triedCheapRows : std::max(leastTriedRows, m_limit * triedForEach);
}

// A walk tells soon whether the page fills.
Result<Found> Plan::walkedRows(const std::optional<Position> &after) const
{
    const bool isOnlyWay = std::ranges::all_of(
        m_criteria, [](const Criterion &criterion) { return criterion.numbers.sql.isEmpty(); });
    if (isOnlyWay)
        return walk().rows(after, m_limit, mostRows());
    auto found = TRY(walk().rows(after, m_limit, triedRows()));
    return found.resumeAt ? farRows(after, std::move(found)) : found;
}

// What comes behind a walk that did not fill the page.
Result<Found> Plan::farRows(const std::optional<Position> &after, Found found) const
{
    Plan closer(m_database, m_listing, m_ordering, m_criteria, m_limit);
    TRY(closer.countCriteria(m_ordering.isByNumber() ? mostSortedNumbers : mostDrivenRows));
    if (closer.mayBeDriven() && closer.m_rows <= mostDrivenRows) {
        found = TRY(closer.drivenRows(after));
        found.isDriven = true;
        return found;
    }
    auto collected = TRY(collectable());
    Plan common = closer;
    if (collected.size() > 1 && TRY(common.driveByAll(collected)))
        return common.drivenRows(after);
    if (closer.mayBeDriven() && m_ordering.isByNumber() && closer.m_rows <= mostSortedNumbers) {
        found = TRY(closer.numberedRows(after));
        found.isLong = true;
        return found;
    }
    if (m_ordering.isCheap)
        collected.removeIf([&](qsizetype i) { return !m_criteria[i].isDear; });
    const int further = collected.isEmpty() ? mostRows() - triedRows() : mostIndexRows;
    auto rest = TRY(walk(collected).rows(found.resumeAt, m_limit - int(found.rows.size()), further));
    rest.rows = found.rows + rest.rows;
    rest.isLong = true;
    return rest;
}

} // namespace store
