// SPDX-License-Identifier: GPL-3.0-only
#include "store/sqlite.h"

#include "api/codes.h"

#include <QFile>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QThread>

#include <chrono>

#include <sys/stat.h>

using namespace Qt::StringLiterals;

namespace store::sqlite {

namespace {

// Result codes of https://www.sqlite.org/rescode.html; the low byte is the primary code.
constexpr int busyCode = 5;
constexpr int lockedCode = 6;
constexpr int primaryKeyViolation = 1555;
constexpr int uniqueViolation = 2067;

Result<QString> ask(const QSqlDatabase &database, const QString &statement)
{
    QSqlQuery query(database);
    if (!query.exec(statement))
        return errorFrom(query.lastError());
    return query.next() ? query.value(0).toString() : QString();
}

// Turning a new file's journal into a WAL needs it alone, and SQLite does not wait for that by
// itself: of several processes that start together one does it and the others find it done.
Result<> useWriteAheadLog(const QSqlDatabase &database)
{
    for (int tries = 0;; ++tries) {
        const auto mode = ask(database, u"PRAGMA journal_mode = WAL"_s);
        if (mode && *mode == "wal"_L1)
            return {};
        if (mode)
            return Error{Error::Kind::Internal, code::internalServerError, u"no WAL, but "_s + *mode};
        if (mode.error().kind != Error::Kind::Unavailable || tries == 100)
            return mode.error();
        QThread::msleep(50);
    }
}

} // namespace

QString driver() { return u"QSQLITE"_s; }

QString migrationsFolder() { return u":/migrations/sqlite"_s; }

Result<> open(QSqlDatabase &database, const QString &file)
{
    database.setDatabaseName(file);
    database.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=5000"_s);
    if (!database.open())
        return errorFrom(database.lastError());
    TRY(useWriteAheadLog(database));
    for (const QString &pragma : {u"PRAGMA synchronous = FULL"_s, u"PRAGMA foreign_keys = ON"_s,
                                  u"PRAGMA cache_size = -2000"_s, u"PRAGMA temp_store = MEMORY"_s})
        TRY(ask(database, pragma));
    return {};
}

quint64 identityOf(const QString &file)
{
    struct stat status = {};
    return ::stat(QFile::encodeName(file).constData(), &status) == 0 ? status.st_ino : 0;
}

Error errorFrom(const QSqlError &error)
{
    const int nativeCode = error.nativeErrorCode().toInt();
    if (nativeCode == uniqueViolation || nativeCode == primaryKeyViolation)
        return {Error::Kind::Conflict, "UNIQUE", error.databaseText().section(u": "_s, 1)};
    const int primaryCode = nativeCode & 0xff;
    if (primaryCode == busyCode || primaryCode == lockedCode)
        return {.kind = Error::Kind::Unavailable,
                .code = code::serverBusy,
                .detail = error.text(),
                .retryAfter = 1};
    return {Error::Kind::Internal, code::internalServerError, error.text()};
}

} // namespace store::sqlite
