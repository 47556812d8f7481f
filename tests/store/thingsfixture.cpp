// SPDX-License-Identifier: GPL-3.0-only
#include "thingsfixture.h"

#include "support/verify.h"

#include <QRandomGenerator>

#include <algorithm>

using namespace Qt::StringLiterals;
using store::Criterion;

static Criterion meaning(const filter::Term &term)
{
    if (term.key == "rare"_L1)
        return {.holds = {term.value == "yes"_L1 ? u"t.rare = 1"_s : u"t.rare = 0"_s},
                .numbers = {term.value == "yes"_L1
                                ? u"SELECT number FROM things INDEXED BY things_rare WHERE rare = 1"_s
                                : QString()}};
    if (term.key == "common"_L1)
        return {.holds = {u"t.common = ?"_s, {term.value == "yes"_L1}}};
    if (term.key == "colour"_L1)
        return {.holds = {u"t.colour = ?"_s, {term.value}},
                .numbers = {u"SELECT number FROM things INDEXED BY things_by_colour WHERE colour = ?"_s,
                            {term.value}},
                .orderedIndex = u"things_by_colour"_s};
    const qint64 since = filter::ageSeconds(term.value); // here: the time itself
    return {.holds = {u"t.at >= ?"_s, {since}}, .column = u"at"_s, .least = since};
}

const store::Listing &ThingsFixture::listing()
{
    static const store::Listing things{
        .name = u"things"_s,
        .table = u"things"_s,
        .columns = u"t.number"_s,
        .sortKeys = {{u"number"_s, u"number"_s},
                     {u"name"_s, u"name"_s, u"things_by_name"_s},
                     {u"at"_s, u"at"_s, u"things_by_at"_s}},
        .defaultSort = u"-number"_s,
        .filterKeys = {{u"rare"_s, filter::Kind::Flag},
                       {u"common"_s, filter::Kind::Flag},
                       {u"colour"_s, filter::Kind::Text},
                       {u"since"_s, filter::Kind::Age}},
        .meaning = meaning,
        .wordMeaning =
            [](const QString &word) {
                return Criterion{.holds = {u"instr(t.name, ?) > 0"_s, {word}}};
            },
        .all = {u"SELECT count(*) FROM things"_s},
    };
    return things;
}

// 24,000 things: one in a hundred is rare, half are common; names and times have many ties.
void ThingsFixture::fill()
{
    m_database.run(
        u"CREATE TABLE things (number INTEGER PRIMARY KEY, name TEXT NOT NULL, at INTEGER NOT NULL, "
        "rare INTEGER NOT NULL, common INTEGER NOT NULL, colour TEXT NOT NULL) STRICT"_s);
    m_database.run(u"CREATE INDEX things_by_name ON things (name, number)"_s);
    m_database.run(u"CREATE INDEX things_by_at ON things (at, number)"_s);
    m_database.run(u"CREATE INDEX things_rare ON things (number) WHERE rare = 1"_s);
    m_database.run(u"CREATE INDEX things_by_colour ON things (colour, number)"_s);
    QRandomGenerator random(7);
    auto transaction = store::Transaction::begin(*m_database);
    for (int i = 1; i <= 24'000; ++i) {
        const Thing thing{i,
                          u"n%1"_s.arg(random.bounded(300)),
                          random.bounded(5) == 0 ? 0 : random.bounded(1000),
                          random.bounded(100) == 0,
                          random.bounded(2) == 0,
                          random.bounded(50) == 0 ? u"red"_s : u"blue"_s};
        m_database.run(
            u"INSERT INTO things (number, name, at, rare, common, colour) VALUES (?, ?, ?, ?, ?, ?)"_s,
            {thing.number, thing.name, thing.at, thing.isRare, thing.isCommon, thing.colour});
        m_things.append(thing);
    }
    QVERIFY_RESULT(transaction->commit());
}

QList<qint64> ThingsFixture::expected(const std::function<bool(const Thing &)> &wanted,
                                    const QString &sort) const
{
    QList<Thing> things;
    std::ranges::copy_if(m_things, std::back_inserter(things), wanted);
    std::ranges::sort(things, [&](const Thing &a, const Thing &b) {
        if (sort.endsWith(u"name"_s))
            return std::tie(a.name, a.number) < std::tie(b.name, b.number);
        return sort.endsWith(u"at"_s) ? std::tie(a.at, a.number) < std::tie(b.at, b.number)
                                      : a.number < b.number;
    });
    if (sort.isEmpty() || sort.startsWith(u'-'))
        std::ranges::reverse(things);
    QList<qint64> numbers;
    for (const Thing &thing : things)
        numbers += thing.number;
    return numbers;
}

// All pages, one after the other.
QList<qint64> ThingsFixture::pages(const ListQuery &query, const QList<Criterion> &scope) const
{
    QList<qint64> numbers;
    ListQuery next = query;
    for (int guard = 0; guard < 1000; ++guard) {
        const auto page = listing().numbers(*m_database, {next, key, scope});
        if (!page)
            qFatal("%s %s", page.error().code.constData(), qPrintable(page.error().detail));
        numbers += page->numbers;
        if (!page->nextCursor)
            break;
        next.cursor = *page->nextCursor;
    }
    return numbers;
}
