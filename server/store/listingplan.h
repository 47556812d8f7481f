// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "store/listingwalk.h"

namespace store {

// How a page is come by: driven from the few rows that an index names, or by a walk along the order.
class Plan
{
public:
    // Counts what each index-backed criterion lets through, and chooses. `isDriven`: the page before
    // was, since a walk had proved too long.
    static Result<Plan> choose(const Database &database, const Listing &listing, const Ordering &ordering,
                               const QList<Criterion> &criteria, int limit, bool isDriven);

    // The next rows behind a position; the first, with their count, if there is none.
    Result<Found> rows(const std::optional<Position> &after) const;

private:
    Plan(const Database &database, const Listing &listing, const Ordering &ordering,
         const QList<Criterion> &criteria, int limit)
        : m_database(database)
        , m_listing(listing)
        , m_ordering(ordering)
        , m_criteria(criteria)
        , m_limit(limit)
    {}

    Result<> countCriteria(int most);
    Result<qint64> counted(const Condition &select, int most) const;
    bool isOrdered() const;
    bool mayBeDriven() const;
    bool isDear() const;
    int mostRows() const;
    int triedRows() const;
    Result<bool> isWorthDriving() const;
    Result<Found> drivenRows(const std::optional<Position> &after) const;
    Result<Found> walkedRows(const std::optional<Position> &after) const;
    Result<Found> farRows(const std::optional<Position> &after, Found found) const;
    Result<Found> numberedRows(const std::optional<Position> &after) const;
    Result<QList<qsizetype>> collectable() const;
    Result<bool> driveByAll(const QList<qsizetype> &collected);
    Result<Found> firstDrivenRows() const;
    Result<Found> drivenRowsAfter(const Position &after) const;
    Condition driven(const QString &what, const Condition &few, const QList<Condition> &tests) const;
    Condition driven(const QString &what) const;
    Walk walk(const QList<qsizetype> &collected = {}) const;
    Result<Count> count(int mostRows) const;
    QList<Condition> tests(qsizetype except = -1) const;

    const Database &m_database;
    const Listing &m_listing;
    Ordering m_ordering;
    QList<Criterion> m_criteria;
    int m_limit;
    bool m_isDriven = false;
    qsizetype m_smallest = -1; // the criterion that lets the fewest rows through, by its index
    qint64 m_rows = 0;         // how many; beyond what was counted: many
};

} // namespace store
