// SPDX-License-Identifier: GPL-3.0-only
// How long pages of each list take on a big database: each query by itself, over its first page and
// pages ever further down, with a verdict against what a page may take, beside one read by key in
// the same run.
//
//     bench_lists FILE [USERS EVENTS] [--only TEXT]
//
// FILE is filled with demo data first if it is not there; TEXT: only queries whose name contains it.
#include "accounts/accountlist.h"
#include "demo/demo.h"
#include "history/history.h"
#include "listqueries.h"
#include "sessions/sessionlist.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>

#include <time.h>

#include <algorithm>
#include <cstdio>
#include <numeric>

using namespace Qt::StringLiterals;

namespace {

constexpr double allowedMilliseconds = 50;
constexpr int firstPages = 5;        // the first page is asked for that often
constexpr int timedPages = 30;       // of the usual size on the way down, and big ones in between,
constexpr int mostBetween = 8;       // first one, then more and more,
constexpr double enoughTime = 3'000; // until a query has had so many milliseconds

// Pages of all lists, by the words of the API.
class Lists
{
public:
    explicit Lists(const store::Database &database)
        : m_geo(*Geo::open({}))
        , m_accounts(database, m_key, now)
        , m_sessions(database, m_key, now)
        , m_history(database, m_geo, m_key, now)
    {}

    struct Answer
    {
        qsizetype rows;
        qint64 total;
        std::optional<QString> cursor;
    };
    Answer page(const AskedOfList &asked) const
    {
        if (asked.list == "accounts"_L1)
            return answer(m_accounts.page(asked.query));
        return asked.list == "sessions"_L1 ? answer(m_sessions.page(asked.query))
                                           : answer(m_history.list(asked.query));
    }

private:
    static QDateTime now() { return QDateTime::currentDateTimeUtc(); }

    template<class T>
    static Answer answer(const Result<Page<T>> &page)
    {
        if (!page)
            qFatal("%s %s", page.error().code.constData(), qPrintable(page.error().detail));
        return {page->items.size(), page->total, page->nextCursor};
    }

    Secret m_key{QByteArray("bench")};
    Geo m_geo;
    AccountList m_accounts;
    SessionList m_sessions;
    History m_history;
};

// The processor's time, so that what else runs on the machine does not matter; the files are in
// memory after the first look.
double millisecondsOf(const std::function<void()> &work)
{
    const auto now = [] {
        timespec time{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return double(time.tv_sec) * 1e3 + double(time.tv_nsec) / 1e6;
    };
    const double start = now();
    work();
    return now() - start;
}

double percentile(QList<double> times, double share)
{
    std::ranges::sort(times);
    return times.isEmpty() ? 0 : times[qsizetype(double(times.size() - 1) * share)];
}

// What one query took.
struct Times
{
    QList<double> pages = {};
    qint64 total = 0;
    int rows = 0;
    int shortPages = 0; // that were not full though more followed
};

// Asks for a page, notes what it took, and moves on to the next one; false behind the last.
bool readOn(const Lists &lists, AskedOfList &asked, Times &times)
{
    Lists::Answer answer{};
    times.pages += millisecondsOf([&] { answer = lists.page(asked); });
    if (asked.query.cursor.isEmpty())
        times.total = answer.total;
    times.rows += int(answer.rows);
    if (answer.cursor && answer.rows < asked.query.limit)
        ++times.shortPages;
    asked.query.cursor = answer.cursor.value_or(QString());
    return answer.cursor.has_value();
}

Times timesOf(const Lists &lists, const AskedOfList &query)
{
    Times times;
    for (int i = 1; i < firstPages; ++i) {
        times.rows = times.shortPages = 0;
        AskedOfList asked = query;
        readOn(lists, asked, times);
    }
    times.rows = times.shortPages = 0;
    AskedOfList asked = query;
    bool isMore = readOn(lists, asked, times);
    for (int step = 1; isMore && step < timedPages; ++step) {
        for (int i = 0; isMore && i < std::min(step, mostBetween); ++i) {
            asked.query.limit = 200;
            isMore = readOn(lists, asked, times);
        }
        asked.query.limit = query.query.limit;
        isMore = isMore && readOn(lists, asked, times) &&
                 std::accumulate(times.pages.begin(), times.pages.end(), 0.0) < enoughTime;
    }
    return times;
}

bool say(const AskedOfList &asked, const Times &times)
{
    const double p95 = percentile(times.pages, 0.95);
    std::printf(
        "%-7s median %6.2f  p95 %6.2f  worst %6.2f  first %6.2f ms CPU | %3lld pages %6d rows, %2d short,"
        " total %7lld | %s\n",
        p95 < allowedMilliseconds ? "ok" : "SLOW", percentile(times.pages, 0.5), p95,
        percentile(times.pages, 1), times.pages.first(), static_cast<long long>(times.pages.size()),
        times.rows, times.shortPages, static_cast<long long>(times.total), qPrintable(asked.name()));
    std::fflush(stdout);
    return p95 < allowedMilliseconds;
}

double keyReads(const store::Database &database)
{
    QList<double> times;
    const qint64 last = database
                            .one(u"SELECT max(number) FROM accounts"_s, {},
                                 [](const store::Row &row) { return row.number(0); })
                            .value_or(1);
    for (int i = 0; i < 2000; ++i) {
        const qint64 number = 1 + (i * 7919LL) % last;
        times += millisecondsOf([&] {
            std::ignore = database.first(u"SELECT id, name, email FROM accounts WHERE number = ?"_s, {number},
                                         [](const store::Row &row) { return row.text(0); });
        });
    }
    return percentile(times, 0.5);
}

void fill(const store::Database &database, const DemoWish &wish)
{
    QElapsedTimer timer;
    timer.start();
    const auto say = [&](const QString &line) {
        std::fprintf(stderr, "%6.1f s  %s\n", double(timer.elapsed()) / 1000, qPrintable(line));
    };
    if (const auto filled = fillWithDemoData(database, wish, say); !filled)
        qFatal("%s", qPrintable(filled.error().detail));
    say(u"%1 MB"_s.arg(QFile(database.file()).size() / 1'000'000));
}

// Says what each query took, and at last how many were too slow.
void measure(const store::Database &database, const QString &only)
{
    const Lists lists(database);
    int asked = 0;
    int slow = 0;
    for (const AskedOfList &query : allListQueries()) {
        if (!query.name().contains(only))
            continue;
        ++asked;
        slow += say(query, timesOf(lists, query)) ? 0 : 1;
    }
    std::printf("\nread by key: %.4f ms\n%d of %d queries take %.0f ms or more at p95\n", keyReads(database),
                slow, asked, allowedMilliseconds);
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addOption({u"only"_s, u"Only queries whose name contains this."_s, u"text"_s});
    parser.process(application);
    const QStringList arguments = parser.positionalArguments();
    if (arguments.isEmpty())
        qFatal("usage: bench_lists FILE [USERS EVENTS] [--only TEXT]");
    const bool isNew = !QFile::exists(arguments[0]);
    const store::Database database(arguments[0]);
    if (const auto migrated = store::migrate(database); !migrated)
        qFatal("%s", qPrintable(migrated.error().detail));
    if (isNew)
        fill(database, {.users = arguments.value(1, u"100000"_s).toLongLong(),
                        .events = arguments.value(2, u"1000000"_s).toLongLong()});
    measure(database, parser.value(u"only"_s));
    return 0;
}
