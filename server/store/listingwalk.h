// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "store/listing.h"
#include "store/listingcursor.h"

namespace store {

// The order of a list: by a column, ties broken by `number`, or by `number` alone.
struct Ordering
{
    QString column;
    QString index;
    bool isDescending = false;
    bool isCheap = false; // see SortKey

    bool isByNumber() const { return column == QLatin1StringView("number"); }
    // "ORDER BY …", and the columns of a Position.
    QString clause() const;
    QString positionColumns() const;
    Position position(const Row &row) const;
    // Rows behind a position.
    Condition after(const Position &position) const;
};

struct Count
{
    qint64 rows = 0;
    bool isEstimate = false; // only what was counted before giving up
};

struct Found
{
    QList<Position> rows;
    std::optional<Position> resumeAt = {}; // where a walk gave up; none: it was full, or all was seen
    std::optional<Count> all = {};         // if it was counted on the way
    bool isDriven = false;                 // since a walk proved too long
    bool isLong = false;                   // came of a walk that was long
};

// Reads rows in the order of an index, from a position on, and tests them one by one.
class Walk
{
public:
    // `from`: what the index itself narrows down, by equality or by what it is partial on.
    // `tests`: what is tested row by row. `range` narrows the sort column, if it is INTEGER.
    struct Way
    {
        QString table;
        Ordering ordering;
        QList<Condition> from = {};
        QList<Condition> tests = {};
        std::optional<qint64> least = {};
        std::optional<qint64> most = {};
        int firstStretch = 2'000; // how many rows are looked at first: most walks end there
    };

    Walk(const Database &database, Way way)
        : m_database(database)
        , m_way(std::move(way))
    {}

    // The next `limit` rows behind `after`; fewer when about `mostRows` had to be looked at.
    Result<Found> rows(const std::optional<Position> &after, int limit, int mostRows) const;

    // How many rows match, as far as the first `mostRows` tell.
    Result<Count> count(int mostRows) const;

private:
    QList<Condition> pieces(const std::optional<Position> &after, const std::optional<Position> &until) const;
    Condition middle(const std::optional<Position> &after, const std::optional<Position> &until) const;
    Condition range(bool isOpenAtStart, bool isOpenAtEnd) const;
    Condition select(const QString &what, const Condition &piece, bool isTested) const;
    Result<std::optional<Position>> positionAfter(const std::optional<Position> &after, int rows) const;
    Result<> read(const Condition &piece, int limit, QList<Position> &rows) const;

    const Database &m_database;
    Way m_way;
};

// "a AND b", "TRUE" for nothing.
Condition allOf(const QList<Condition> &conditions);

// The same condition, kept away from the planner: it must neither choose an index by it nor stumble
// over NULL.
Condition tested(const Condition &condition);

} // namespace store
