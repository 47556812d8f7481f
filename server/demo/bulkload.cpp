// SPDX-License-Identifier: GPL-3.0-only
#include "demo/bulkload.h"

using namespace Qt::StringLiterals;

namespace {

Result<> runAll(const store::Database &database, const QStringList &statements)
{
    for (const QString &statement : statements)
        TRY(database.run(statement));
    return {};
}

struct Part
{
    QString type;
    QString name;
    QString sql;
};

} // namespace

Result<> BulkLoad::begin()
{
    TRY(runAll(m_database,
               {u"PRAGMA foreign_keys = OFF"_s, u"PRAGMA synchronous = OFF"_s, u"PRAGMA journal_mode = OFF"_s,
                u"PRAGMA cache_size = -600000"_s, u"PRAGMA threads = 2"_s}));
    TRY(dropWhatSlows());
    TRY(m_database.run(u"INSERT INTO account_search (account_search) VALUES ('delete-all')"_s));
    for (const QString &table :
         {u"login_events"_s, u"devices"_s, u"sessions"_s, u"passwords"_s, u"totp"_s, u"recovery_codes"_s,
          u"pending_signins"_s, u"one_time_tokens"_s, u"known_networks"_s, u"login_tries"_s, u"rate_limits"_s,
          u"outbox"_s, u"audit_events"_s, u"accounts"_s, u"sqlite_sequence"_s})
        TRY(m_database.run(u"DELETE FROM "_s + table));
    return {};
}

Result<> BulkLoad::dropWhatSlows()
{
    const auto parts = TRY(m_database.all(
        u"SELECT type, name, sql FROM sqlite_schema WHERE type IN ('index', 'trigger') AND sql IS NOT NULL"
        " AND tbl_name IN ('accounts', 'sessions', 'login_events') ORDER BY rowid"_s,
        {}, [](const store::Row &row) {
            return Part{row.text(0), row.text(1), row.text(2)};
        }));
    for (const Part &part : parts) {
        (part.type == "index"_L1 ? m_indexes : m_triggers) += part.sql;
        TRY(m_database.run(u"DROP "_s + part.type + u' ' + part.name));
    }
    return {};
}

// The index of the search is merged into one piece, which is what makes it fast.
Result<> BulkLoad::rebuildIndexes(const std::function<void(const QString &)> &progress)
{
    for (const QString &index : std::as_const(m_indexes)) {
        progress(u"building "_s + index.section(u"INDEX "_s, 1).section(u' ', 0, 0));
        TRY(m_database.run(index));
    }
    progress(u"building the index of the search"_s);
    return runAll(m_database,
                  {u"INSERT INTO account_search (account_search, rank) VALUES ('hashsize', 134217728)"_s,
                   u"INSERT INTO account_search (account_search) VALUES ('rebuild')"_s,
                   u"INSERT INTO account_search (account_search) VALUES ('optimize')"_s,
                   u"INSERT INTO account_search (account_search, rank) VALUES ('hashsize', 1048576)"_s});
}

Result<> BulkLoad::end()
{
    TRY(runAll(m_database, m_triggers));
    return runAll(m_database, {u"PRAGMA journal_mode = WAL"_s, u"PRAGMA synchronous = FULL"_s,
                               u"PRAGMA foreign_keys = ON"_s, u"PRAGMA cache_size = -2000"_s,
                               u"PRAGMA threads = 0"_s, u"PRAGMA wal_checkpoint(TRUNCATE)"_s});
}
