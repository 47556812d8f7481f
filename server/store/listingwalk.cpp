// SPDX-License-Identifier: GPL-3.0-only
#include "store/listingwalk.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace store {

namespace {

// How much longer each next stretch of a walk is.
constexpr int growth = 4;

Condition compare(const QString &column, const QString &comparison, const QVariant &value)
{
    return {u"t."_s + column + u' ' + comparison + u" ?"_s, {value}};
}

} // namespace

Condition allOf(const QList<Condition> &conditions)
{
    if (conditions.isEmpty())
        return {u"TRUE"_s};
    Condition all;
    for (const Condition &condition : conditions) {
        all.sql += (all.sql.isEmpty() ? QString() : u" AND "_s) + condition.sql;
        all.values += condition.values;
    }
    return all;
}

Condition tested(const Condition &condition)
{
    return {u'(' + condition.sql + u") IS TRUE"_s, condition.values};
}

QString Ordering::clause() const
{
    const QString direction = isDescending ? u" DESC"_s : QString();
    const QString byNumber = u"t.number"_s + direction;
    return u"ORDER BY "_s + (isByNumber() ? byNumber : u"t."_s + column + direction + u", "_s + byNumber);
}

QString Ordering::positionColumns() const
{
    return isByNumber() ? u"t.number"_s : u"t.number, t."_s + column;
}

Position Ordering::position(const Row &row) const
{
    return {isByNumber() ? QVariant() : row.value(1), row.number(0)};
}

Condition Ordering::after(const Position &position) const
{
    const QString comparison = isDescending ? u" < "_s : u" > "_s;
    if (isByNumber())
        return {u"t.number"_s + comparison + u'?', {position.number}};
    return {u"(t."_s + column + u", t.number)"_s + comparison + u"(?, ?)"_s, {position.key, position.number}};
}

// SQLite can't seek to (key, number) at once where `number` is the rowid, only to one key or behind
// it, so a stretch is read in up to three pieces: the rest of the first key, what lies between, and
// the beginning of the last key.
QList<Condition> Walk::pieces(const std::optional<Position> &after,
                              const std::optional<Position> &until) const
{
    const Ordering &ordering = m_way.ordering;
    const QString behind = ordering.isDescending ? u"<"_s : u">"_s;
    const QString upTo = ordering.isDescending ? u">="_s : u"<="_s;
    const auto number = [](const QString &comparison, const std::optional<Position> &at) {
        return at ? QList{compare(u"number"_s, comparison, at->number)} : QList<Condition>();
    };
    if (ordering.isByNumber())
        return {allOf(number(behind, after) + number(upTo, until) + QList{range(!after, !until)})};

    const auto key = [&](const std::optional<Position> &at) {
        return QList{compare(ordering.column, u"="_s, at->key)};
    };
    if (after && until && after->key == until->key)
        return {allOf(key(after) + number(behind, after) + number(upTo, until))};
    QList<Condition> all;
    if (after)
        all += allOf(key(after) + number(behind, after));
    all += middle(after, until);
    if (until)
        all += allOf(key(until) + number(upTo, until));
    return all;
}

Condition Walk::middle(const std::optional<Position> &after, const std::optional<Position> &until) const
{
    const Ordering &ordering = m_way.ordering;
    QList<Condition> ends{range(!after, !until)};
    if (after)
        ends += compare(ordering.column, ordering.isDescending ? u"<"_s : u">"_s, after->key);
    if (until)
        ends += compare(ordering.column, ordering.isDescending ? u">"_s : u"<"_s, until->key);
    return allOf(ends);
}

// Every position lies within the range, so an end that is a position narrows more than the range.
Condition Walk::range(bool isOpenAtStart, bool isOpenAtEnd) const
{
    const Ordering &ordering = m_way.ordering;
    QList<Condition> ends;
    if (m_way.least && (ordering.isDescending ? isOpenAtEnd : isOpenAtStart))
        ends += compare(ordering.column, u">="_s, *m_way.least);
    if (m_way.most && (ordering.isDescending ? isOpenAtStart : isOpenAtEnd))
        ends += compare(ordering.column, u"<="_s, *m_way.most);
    return allOf(ends);
}

Condition Walk::select(const QString &what, const Condition &piece, bool isTested) const
{
    const QString index = m_way.ordering.index;
    Condition where = allOf(QList{piece} + m_way.from + (isTested ? m_way.tests : QList<Condition>()));
    where.sql = u"SELECT "_s + what + u" FROM "_s + m_way.table + u" t "_s +
                (index.isEmpty() ? u"NOT INDEXED"_s : u"INDEXED BY "_s + index) + u" WHERE "_s + where.sql;
    return where;
}

// The row that is `rows` further on, or the one that far behind the present key; nothing when there
// are fewer.
Result<std::optional<Position>> Walk::positionAfter(const std::optional<Position> &after, int rows) const
{
    const Ordering &ordering = m_way.ordering;
    for (const Condition &piece : pieces(after, {})) {
        const auto [sql, values] = select(ordering.positionColumns(), piece, false);
        const auto position = TRY(m_database.first(sql + u' ' + ordering.clause() + u" LIMIT 1 OFFSET ?"_s,
                                                   values + QVariantList{rows - 1},
                                                   [&](const Row &row) { return ordering.position(row); }));
        if (position)
            return position;
    }
    return std::optional<Position>();
}

Result<> Walk::read(const Condition &piece, int limit, QList<Position> &rows) const
{
    const Ordering &ordering = m_way.ordering;
    const auto [sql, values] = select(ordering.positionColumns(), piece, true);
    return m_database.each(sql + u' ' + ordering.clause() + u" LIMIT ?"_s, values + QVariantList{limit},
                           [&](const Row &row) { rows.append(ordering.position(row)); });
}

Result<Found> Walk::rows(const std::optional<Position> &after, int limit, int mostRows) const
{
    Found found{.rows = {}, .resumeAt = after};
    for (int stretch = 0, walked = 0; walked < mostRows; walked += stretch) {
        stretch = std::min(walked == 0 ? m_way.firstStretch : stretch * growth, mostRows - walked);
        const auto start = found.resumeAt;
        if (!m_way.tests.isEmpty())
            found.resumeAt = TRY(positionAfter(start, stretch));
        else
            found.resumeAt.reset();
        for (const Condition &piece : pieces(start, found.resumeAt)) {
            if (found.rows.size() < limit)
                TRY(read(piece, limit - int(found.rows.size()), found.rows));
        }
        if (found.rows.size() == limit)
            found.resumeAt.reset();
        if (!found.resumeAt)
            break;
    }
    return found;
}

Result<Count> Walk::count(int mostRows) const
{
    const auto until = TRY(positionAfter({}, mostRows));
    Count count{0, until.has_value()};
    for (const Condition &piece : pieces({}, until)) {
        const auto [sql, values] = select(u"1"_s, piece, true);
        count.rows += TRY(m_database.one(u"SELECT count(*) FROM ("_s + sql + u" LIMIT ?)"_s,
                                         values + QVariantList{fewRows + 1 - count.rows},
                                         [](const Row &row) { return row.number(0); }));
    }
    return count.rows > fewRows ? Count{fewRows, true} : count;
}

} // namespace store
