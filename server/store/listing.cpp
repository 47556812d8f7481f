// SPDX-License-Identifier: GPL-3.0-only
#include "store/listing.h"

#include "api/codes.h"
#include "store/listingplan.h"
#include "store/searchtext.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace store {

namespace {

constexpr int longestText = 200; // of a search or a filter, in characters
constexpr int mostWords = 8;
constexpr int mostTerms = 12;

Error invalidField(const QString &field, const QByteArray &code)
{
    return {.kind = Error::Kind::Invalid, .code = code::validationFailed, .fields = {{field, code}}};
}

Result<filter::Parsed> understood(const Listing &listing, const ListQuery &query)
{
    if (query.search.size() > longestText)
        return invalidField(u"search"_s, code::tooLong);
    if (query.filter.size() > longestText)
        return invalidField(u"filter"_s, code::tooLong);
    auto parsed = filter::parse(query.filter, listing.filterKeys);
    if (!parsed.faults.isEmpty() || parsed.terms.size() > mostTerms ||
        (!parsed.words.isEmpty() && !listing.wordMeaning))
        return invalidField(u"filter"_s, code::invalid);
    const auto searched = query.search.simplified().split(u' ', Qt::SkipEmptyParts);
    if (!searched.isEmpty() && !listing.wordMeaning)
        return invalidField(u"search"_s, code::invalid);
    parsed.words += searched;
    if (parsed.words.size() > mostWords)
        return invalidField(u"search"_s, code::tooLong);
    return parsed;
}

bool isFlag(const Listing &listing, const filter::Term &term)
{
    return std::ranges::any_of(listing.filterKeys, [&](const filter::Key &key) {
        return key.name == term.key && key.kind == filter::Kind::Flag;
    });
}

// No index helps to find what something does not hold for.
Criterion negated(Criterion criterion)
{
    return {.holds = {u"("_s + criterion.holds.sql + u") IS NOT TRUE"_s, criterion.holds.values}};
}

Criterion meaningOf(const Listing &listing, filter::Term term)
{
    if (isFlag(listing, term) && term.negated)
        term = {term.key, term.value == "yes"_L1 ? u"no"_s : u"yes"_s};
    const Criterion criterion = listing.meaning({term.key, term.value});
    return term.negated ? negated(criterion) : criterion;
}

Result<QList<Criterion>> criteriaOf(const Listing &listing, const Asked &asked)
{
    const auto parsed = TRY(understood(listing, asked.query));
    QList<Criterion> criteria = asked.scope;
    for (const filter::Term &term : parsed.terms)
        criteria += meaningOf(listing, term);
    for (const QString &word : parsed.words) {
        if (!needle(word).isEmpty())
            criteria += listing.wordMeaning(word);
    }
    return criteria;
}

Result<Ordering> orderingOf(const Listing &listing, const QString &sort)
{
    const QString wanted = sort.isEmpty() ? listing.defaultSort : sort;
    const bool isDescending = wanted.startsWith(u'-');
    for (const SortKey &key : listing.sortKeys) {
        if (key.name == QStringView(wanted).mid(isDescending ? 1 : 0))
            return Ordering{key.column, key.index, isDescending, key.isCheap};
    }
    return invalidField(u"sort"_s, code::invalid);
}

// What a cursor is good for. Times and ids of the scope are part of its values only if they name
// rows by equality: "alive now" moves on from page to page.
QByteArray bindingOf(const Listing &listing, const Ordering &ordering, const Asked &asked)
{
    QJsonArray parts{listing.name, ordering.column, ordering.isDescending, asked.query.filter,
                     asked.query.search};
    for (const Criterion &criterion : asked.scope) {
        parts.append(criterion.holds.sql);
        for (const QVariant &value : criterion.column.isEmpty() ? criterion.holds.values : QVariantList())
            parts.append(value.toString());
    }
    return QJsonDocument(parts).toJson(QJsonDocument::Compact);
}

} // namespace

Result<PageOfNumbers> Listing::numbers(const Database &database, const Asked &asked) const
{
    const int limit = asked.query.limit;
    if (limit < 1 || limit > 200)
        return invalidField(u"limit"_s, code::invalid);
    const auto ordering = TRY(orderingOf(*this, asked.query.sort));
    const auto criteria = TRY(criteriaOf(*this, asked));
    const QByteArray binding = bindingOf(*this, ordering, asked);
    std::optional<Cursor> cursor;
    if (!asked.query.cursor.isEmpty())
        cursor = TRY(Cursor::fromText(asked.query.cursor, binding, asked.cursorKey));

    const bool isDriven = cursor && cursor->isDriven;
    const auto plan = TRY(Plan::choose(database, *this, ordering, criteria, limit + 1, isDriven));
    auto found = TRY(plan.rows(cursor ? std::optional(cursor->position) : std::nullopt));
    Cursor next = cursor.value_or(Cursor{});
    if (!cursor && found.all)
        std::tie(next.total, next.totalIsEstimate) = std::pair(found.all->rows, found.all->isEstimate);
    next.isDriven = isDriven || found.isDriven;
    if (found.rows.size() > limit) {
        found.rows.removeLast();
        found.resumeAt = found.rows.last();
    }
    PageOfNumbers page{{}, next.total, next.totalIsEstimate};
    for (const Position &row : std::as_const(found.rows))
        page.numbers.append(row.number);
    if (found.resumeAt) {
        next.position = *found.resumeAt;
        page.nextCursor = next.toText(binding, asked.cursorKey);
    }
    return page;
}

QString Listing::rowSql() const
{
    return u"SELECT "_s + columns + u" FROM "_s + table + u" t "_s + joins + u" WHERE t.number = ?"_s;
}

} // namespace store
