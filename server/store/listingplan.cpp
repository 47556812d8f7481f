// SPDX-License-Identifier: GPL-3.0-only
#include "store/listingplan.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace store {

namespace {

// So few that looking for a criterion with even fewer would cost more than it saves.
constexpr int fewEnough = 100;

// How many rows the first page looks at to count what no index can; fewer if it has had much to do.
constexpr int countedRows = 10'000;
constexpr int lateCountedRows = 2'500;

Result<qint64> number(const Database &database, const Condition &select)
{
    return database.one(select.sql, select.values, [](const Row &row) { return row.number(0); });
}

} // namespace

Result<Plan> Plan::choose(const Database &database, const Listing &listing, const Ordering &ordering,
                          const QList<Criterion> &criteria, int limit, bool isDriven)
{
    Plan plan(database, listing, ordering, criteria, limit);
    TRY(plan.countCriteria(mostDrivenRows));
    plan.m_isDriven =
        (isDriven && plan.mayBeDriven() && plan.m_rows <= mostDrivenRows) || TRY(plan.isWorthDriving());
    return plan;
}

Result<qint64> Plan::counted(const Condition &select, int most) const
{
    if (select.sql.isEmpty())
        return 0;
    return number(m_database, {u"SELECT count(*) FROM ("_s + select.sql + u" LIMIT ?)"_s,
                               select.values + QVariantList{most}});
}

Result<> Plan::countCriteria(int most)
{
    for (qsizetype i = 0; i < m_criteria.size(); ++i) {
        if (m_criteria[i].numbers.sql.isEmpty() || (m_smallest >= 0 && m_rows <= fewEnough))
            continue;
        if (TRY(counted(m_criteria[i].guard, fewGuarded + 1)) > fewGuarded)
            continue;
        const int enough = m_smallest < 0 ? most + 1 : int(m_rows); // as many are no fewer
        const auto rows = TRY(counted(m_criteria[i].numbers, enough));
        if (m_smallest < 0 || rows < m_rows) {
            m_smallest = i;
            m_rows = rows;
        }
    }
    return {};
}

// An index that has the rows in the right order beats sorting even a few.
bool Plan::mayBeDriven() const
{
    if (m_smallest < 0)
        return false;
    return !isOrdered() && m_criteria[m_smallest].column != m_ordering.column;
}

bool Plan::isOrdered() const
{
    return m_ordering.isByNumber() && m_smallest >= 0 && !m_criteria[m_smallest].orderedIndex.isEmpty();
}

bool Plan::isDear() const { return std::ranges::any_of(m_criteria, &Criterion::isDear); }

int Plan::mostRows() const
{
    return m_ordering.isCheap && !isOrdered() && !isDear() ? mostCheapRows : mostWalkedRows;
}

// How soon a walk fills the page is known only with a single criterion.
Result<bool> Plan::isWorthDriving() const
{
    if (!mayBeDriven() || m_rows > fewRows)
        return false;
    if (m_criteria.size() > 1)
        return true;
    const auto inTable = TRY(
        number(m_database,
               {u"SELECT coalesce((SELECT max(number) FROM %1) - (SELECT min(number) FROM %1), 0)"_s.replace(
                   "%1"_L1, m_listing.table)}));
    return m_rows * m_rows <= m_limit * inTable;
}

QList<Condition> Plan::tests(qsizetype except) const
{
    QList<Condition> tests;
    for (qsizetype i = 0; i < m_criteria.size(); ++i) {
        if (i != except)
            tests += tested(m_criteria[i].holds);
    }
    return tests;
}

// With the numbers that some criteria let through collected, so that rows need not be read for these.
Walk Plan::walk(const QList<qsizetype> &collected) const
{
    Walk::Way way{.table = m_listing.table, .ordering = m_ordering};
    if (!m_listing.always.isEmpty())
        way.from += Condition{m_listing.always};
    const bool isOrdered = collected.isEmpty() && this->isOrdered();
    if (isOrdered) {
        way.ordering.index = m_criteria[m_smallest].orderedIndex;
        way.from += m_criteria[m_smallest].holds;
    }
    for (const qsizetype i : collected) {
        const Criterion &criterion = m_criteria[i];
        const auto &[sql, values] = criterion.guard.sql.isEmpty() ? criterion.numbers : criterion.guard;
        const QString column = criterion.guard.sql.isEmpty() ? u"number"_s : criterion.guarded;
        way.tests += tested({u"t."_s + column + u" IN ("_s + sql + u')', values});
        way.firstStretch = mostIndexRows;
    }
    for (qsizetype i = 0; i < m_criteria.size(); ++i) {
        if (!(isOrdered && i == m_smallest) && !(collected.contains(i) && m_criteria[i].isExact))
            way.tests += tested(m_criteria[i].holds);
    }
    for (const Criterion &criterion : m_criteria) {
        if (criterion.column != m_ordering.column)
            continue;
        if (criterion.least)
            way.least = std::max(way.least.value_or(*criterion.least), *criterion.least);
        if (criterion.most)
            way.most = std::min(way.most.value_or(*criterion.most), *criterion.most);
    }
    return Walk(m_database, way);
}

// CROSS JOIN keeps the planner from turning the join round.
Condition Plan::driven(const QString &what, const Condition &few, const QList<Condition> &tests) const
{
    const Condition where = allOf(tests);
    const QString always = m_listing.always.isEmpty() ? QString() : u" AND "_s + m_listing.always;
    return {u"SELECT "_s + what + u" FROM ("_s + few.sql + u") few CROSS JOIN "_s + m_listing.table +
                u" t ON t.number = few.number WHERE "_s + where.sql + always,
            few.values + where.values};
}

Condition Plan::driven(const QString &what) const
{
    return driven(what, m_criteria[m_smallest].numbers, tests());
}

// Counts them in the same pass.
Result<Found> Plan::firstDrivenRows() const
{
    const auto [sql, values] = driven(m_ordering.positionColumns() + u", count(*) OVER ()"_s);
    Found found{.rows = {}, .all = Count{}};
    TRY(m_database.each(sql + u' ' + m_ordering.clause() + u" LIMIT ?"_s, values + QVariantList{m_limit},
                        [&](const Row &row) {
                            found.rows.append(m_ordering.position(row));
                            found.all->rows = row.number(m_ordering.isByNumber() ? 1 : 2);
                        }));
    return found;
}

Result<Found> Plan::drivenRowsAfter(const Position &after) const
{
    const auto [sql, values] = driven(m_ordering.positionColumns());
    const Condition behind = m_ordering.after(after);
    return Found{
        .rows = TRY(m_database.all(sql + u" AND "_s + behind.sql + u' ' + m_ordering.clause() + u" LIMIT ?"_s,
                                   values + behind.values + QVariantList{m_limit},
                                   [&](const Row &row) { return m_ordering.position(row); }))};
}

Result<Found> Plan::drivenRows(const std::optional<Position> &after) const
{
    return after ? drivenRowsAfter(*after) : firstDrivenRows();
}

Result<Found> Plan::rows(const std::optional<Position> &after) const
{
    if (m_isDriven)
        return drivenRows(after);
    auto found = TRY(walkedRows(after));
    if (!after && !found.all) {
        found.all = TRY(count(found.isLong ? lateCountedRows : countedRows));
        found.all->rows = std::max<qint64>(found.all->rows, std::min<qsizetype>(found.rows.size(), m_limit));
    }
    return found;
}

// Of all rows a walk meets, or of those that one index knows.
Result<Count> Plan::count(int mostRows) const
{
    if (m_criteria.isEmpty() && !m_listing.all.sql.isEmpty()) {
        const qint64 all = TRY(number(m_database, m_listing.all));
        if (!m_listing.allIsEstimate || all > fewRows)
            return Count{all, m_listing.allIsEstimate};
    }
    if (m_criteria.size() == 1 && m_smallest == 0)
        return Count{std::min<qint64>(m_rows, fewRows), m_rows > fewRows || !m_criteria[0].isExact};
    return walk().count(mostRows);
}

} // namespace store
