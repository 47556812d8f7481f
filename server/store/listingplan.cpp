// SPDX-License-Identifier: GPL-3.0-only
#include "store/listingplan.h"

using namespace Qt::StringLiterals;

namespace store {

namespace {

// So few that looking for a criterion with even fewer would cost more than it saves.
constexpr int fewEnough = 100;

Result<qint64> number(const Database &database, const Condition &select)
{
    return database.one(select.sql, select.values, [](const Row &row) { return row.number(0); });
}

Result<qint64> counted(const Database &database, const Condition &select, int most)
{
    if (select.sql.isEmpty())
        return 0;
    return number(database, {u"SELECT count(*) FROM ("_s + select.sql + u" LIMIT ?)"_s,
                             select.values + QVariantList{most}});
}

} // namespace

Result<Plan> Plan::choose(const Database &database, const Listing &listing, const Ordering &ordering,
                          const QList<Criterion> &criteria)
{
    Plan plan(database, listing, ordering, criteria);
    TRY(plan.countCriteria());
    return plan;
}

Result<> Plan::countCriteria()
{
    for (qsizetype i = 0; i < m_criteria.size(); ++i) {
        if (m_criteria[i].numbers.sql.isEmpty() || (m_smallest >= 0 && m_rows <= fewEnough))
            continue;
        if (TRY(counted(m_database, m_criteria[i].guard, fewGuarded + 1)) > fewGuarded)
            continue;
        const auto rows = TRY(counted(m_database, m_criteria[i].numbers, fewRows + 1));
        if (m_smallest < 0 || rows < m_rows) {
            m_smallest = i;
            m_rows = rows;
        }
    }
    return {};
}

// An index that has the rows in the right order beats sorting even a few.
bool Plan::isDriven() const
{
    if (m_smallest < 0 || m_rows > fewRows)
        return false;
    const Criterion &smallest = m_criteria[m_smallest];
    const bool isOrdered = m_ordering.isByNumber() && !smallest.orderedIndex.isEmpty();
    return !isOrdered && smallest.column != m_ordering.column;
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

Walk Plan::walk() const
{
    Walk::Way way{.table = m_listing.table, .ordering = m_ordering};
    if (!m_listing.always.isEmpty())
        way.from += Condition{m_listing.always};
    const bool isOrdered = m_ordering.isByNumber() && m_smallest >= 0 && !m_criteria[m_smallest].orderedIndex.isEmpty();
    if (isOrdered) {
        way.ordering.index = m_criteria[m_smallest].orderedIndex;
        way.from += m_criteria[m_smallest].holds;
    }
    way.tests = tests(isOrdered ? m_smallest : -1);
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
QString Plan::driven(const QString &what) const
{
    const QString always = m_listing.always.isEmpty() ? QString() : u" AND "_s + m_listing.always;
    return u"SELECT "_s + what + u" FROM ("_s + m_criteria[m_smallest].numbers.sql + u") few CROSS JOIN "_s
         + m_listing.table + u" t ON t.number = few.number WHERE "_s + allOf(tests()).sql + always;
}

Result<Found> Plan::rows(const std::optional<Position> &after, int limit) const
{
    if (!isDriven())
        return walk().rows(after, limit);
    const Condition behind = after ? m_ordering.after(*after) : Condition{u"TRUE"_s};
    const QString sql = driven(m_ordering.positionColumns()) + u" AND "_s + behind.sql + u' '
                      + m_ordering.clause() + u" LIMIT ?"_s;
    const QVariantList values = m_criteria[m_smallest].numbers.values + allOf(tests()).values + behind.values;
    return Found{TRY(m_database.all(sql, values + QVariantList{limit},
                                    [&](const Row &row) { return m_ordering.position(row); }))};
}

Result<Walk::Count> Plan::count() const
{
    if (m_criteria.isEmpty() && !m_listing.all.sql.isEmpty()) {
        const qint64 all = TRY(number(m_database, m_listing.all));
        if (!m_listing.allIsEstimate || all > fewRows)
            return Walk::Count{all, m_listing.allIsEstimate};
    }
    if (m_criteria.size() == 1 && m_smallest == 0 && m_criteria[0].isExact)
        return Walk::Count{std::min<qint64>(m_rows, fewRows), m_rows > fewRows};
    if (!isDriven())
        return walk().count();
    const QVariantList values = m_criteria[m_smallest].numbers.values + allOf(tests()).values;
    return Walk::Count{TRY(number(m_database, {driven(u"count(*)"_s), values})), false};
}

} // namespace store
