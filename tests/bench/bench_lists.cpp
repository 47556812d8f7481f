// SPDX-License-Identifier: GPL-3.0-only
// How long a page of each list takes on a big database, over searches, filters, sorts and depths,
// beside one read by key in the same run.
//
//     bench_lists FILE [USERS EVENTS]    FILE is filled with demo data first if it is not there
#include "accounts/accountlist.h"
#include "demo/demo.h"
#include "history/history.h"
#include "sessions/sessionlist.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>

#include <time.h>

#include <algorithm>
#include <cstdio>

using namespace Qt::StringLiterals;

namespace {

struct Asked
{
    QString list;
    ListQuery query;
};

const QStringList accountFilters{u""_s,
                                 u"disabled"_s,
                                 u"locked"_s,
                                 u"2fa:off"_s,
                                 u"verified:no"_s,
                                 u"admin"_s,
                                 u"never"_s,
                                 u"-never since:30d"_s,
                                 u"seen:7d"_s,
                                 u"disabled since:90d"_s,
                                 u"-verified 2fa:on"_s};
const QStringList accountSearches{
    u""_s, u"anna"_s, u"an"_s, u"x"_s, u"müller jonas"_s, u"example.org"_s, u"wei"_s, u"nobody-at-all"_s};
const QStringList accountSorts{u"name"_s,       u"-name"_s,       u"email"_s,       u"createdAt"_s,
                               u"-createdAt"_s, u"lastLoginAt"_s, u"-lastLoginAt"_s};
const QStringList sessionFilters{u""_s,         u"device:tablet"_s, u"ip:10.25.0.0/16"_s, u"remembered:no"_s,
                                 u"since:1d"_s, u"method:totp"_s};
const QStringList eventFilters{u""_s,
                               u"failed"_s,
                               u"reason:invalid_totp"_s,
                               u"reason:account_locked"_s,
                               u"ip:198.19.200.3"_s,
                               u"ip:10.25.3.0/24"_s,
                               u"provider:github"_s,
                               u"device:bot"_s,
                               u"since:1d"_s,
                               u"failed since:7d"_s,
                               u"email:admin@demo.example"_s};

QList<Asked> everything()
{
    QList<Asked> all;
    for (const QString &filter : accountFilters) {
        for (const QString &sort : accountSorts)
            all.append({u"accounts"_s, {.filter = filter, .sort = sort}});
    }
    for (const QString &search : accountSearches) {
        for (const QString &sort : {u"name"_s, u"-createdAt"_s, u"-lastLoginAt"_s})
            all.append({u"accounts"_s, {.search = search, .sort = sort}});
    }
    for (const QString &filter : sessionFilters) {
        for (const QString &search : {u""_s, u"anna"_s, u"example"_s})
            all.append({u"sessions"_s, {.search = search, .filter = filter}});
    }
    for (const QString &filter : eventFilters) {
        for (const QString &sort : {u"-createdAt"_s, u"createdAt"_s})
            all.append({u"events"_s, {.filter = filter, .sort = sort}});
    }
    return all;
}

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
    Answer page(const Asked &asked) const
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

// Goes down a list, doubling the steps that are not timed, and times pages on the way.
QList<double> timesOf(const Lists &lists, Asked asked, int deepest)
{
    QList<double> times;
    int next = 0;
    qint64 total = 0;
    for (int depth = 0; depth <= deepest; ++depth) {
        Lists::Answer answer{};
        const double time = millisecondsOf([&] { answer = lists.page(asked); });
        if (depth == 0)
            total = answer.total;
        if (depth == next) {
            times += time;
            next = next == 0 ? 1 : next * 4;
        }
        if (!answer.cursor)
            break;
        asked.query.cursor = *answer.cursor;
    }
    std::printf("%-9s %-24s %-18s %-13s total %9lld  first %7.2f  deep %7.2f  worst %7.2f ms\n",
                qPrintable(asked.list), qPrintable(asked.query.filter), qPrintable(asked.query.search),
                qPrintable(asked.query.sort), static_cast<long long>(total), times.first(), times.last(),
                percentile(times, 1));
    return times;
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

int fill(const store::Database &database, const DemoWish &wish)
{
    QElapsedTimer timer;
    timer.start();
    const auto say = [&](const QString &line) {
        std::fprintf(stderr, "%6.1f s  %s\n", double(timer.elapsed()) / 1000, qPrintable(line));
    };
    if (const auto filled = fillWithDemoData(database, wish, say); !filled)
        qFatal("%s", qPrintable(filled.error().detail));
    say(u"%1 MB"_s.arg(QFile(database.file()).size() / 1'000'000));
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = application.arguments();
    if (arguments.size() < 2)
        qFatal("usage: bench_lists FILE [USERS EVENTS]");
    const bool isNew = !QFile::exists(arguments[1]);
    const store::Database database(arguments[1]);
    if (const auto migrated = store::migrate(database); !migrated)
        qFatal("%s", qPrintable(migrated.error().detail));
    if (isNew)
        fill(database, {.users = arguments.value(2, u"100000"_s).toLongLong(),
                        .events = arguments.value(3, u"1000000"_s).toLongLong()});

    const Lists lists(database);
    QHash<QString, QList<double>> times;
    for (const Asked &asked : everything())
        times[asked.list] += timesOf(lists, asked, 300);
    const double key = keyReads(database);
    std::printf("\nread by key: %.4f ms\n", key);
    for (const QString &list : {u"accounts"_s, u"sessions"_s, u"events"_s})
        std::printf("%-9s p50 %.2f ms  p95 %.2f ms  max %.2f ms  p95 as key reads: %.0f\n", qPrintable(list),
                    percentile(times[list], 0.5), percentile(times[list], 0.95), percentile(times[list], 1),
                    percentile(times[list], 0.95) / key);
    return 0;
}
