// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "store/listingwalk.h"

namespace store {

// How a page is come by: driven from the few rows that an index names, or by a walk along the order.
class Plan
{
public:
    // Counts what each index-backed criterion lets through, and chooses.
    static Result<Plan> choose(const Database &database, const Listing &listing, const Ordering &ordering,
                               const QList<Criterion> &criteria);

    Result<Found> rows(const std::optional<Position> &after, int limit) const;
    Result<Walk::Count> count() const;

private:
    Plan(const Database &database, const Listing &listing, const Ordering &ordering, const QList<Criterion> &criteria)
        : m_database(database), m_listing(listing), m_ordering(ordering), m_criteria(criteria) {}

    Result<> countCriteria();
    bool isDriven() const;
    Walk walk() const;
    QList<Condition> tests(qsizetype except = -1) const;
    QString driven(const QString &what) const;

    const Database &m_database;
    const Listing &m_listing;
    Ordering m_ordering;
    QList<Criterion> m_criteria;
    qsizetype m_smallest = -1; // the criterion that lets the fewest rows through, by its index
    qint64 m_rows = 0;         // how many; beyond fewRows: many
};

} // namespace store
