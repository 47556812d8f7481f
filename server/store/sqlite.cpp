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
#include <sys/statvfs.h>

using namespace Qt::StringLiterals;

namespace store::sqlite {

namespace {

// Result codes of https://www.sqlite.org/rescode.html; the low byte is the primary code.
constexpr int busyCode = 5;
constexpr int lockedCode = 6;
constexpr int readOnlyCode = 8;
constexpr int ioCode = 10;
constexpr int fullCode = 13;
constexpr int primaryKeyViolation = 1555;
constexpr int uniqueViolation = 2067;

// A checkpoint comes after 1000 pages of 4096 bytes.
constexpr quint64 leastRoom = 4 << 20;

constexpr int secondsUntilRoom = 30;

int primaryCodeOf(const QSqlError &error) { return error.nativeErrorCode().toInt() & 0xff; }

QString diskWords(int primaryCode)
{
    switch (primaryCode) {
    case fullCode: return u"The disk is full and takes nothing more: make room where the database is"_s;
    case readOnlyCode: return u"The database may only be read: see whose its files are, and how the disk is mounted"_s;
    case ioCode: return u"The disk refuses to read or write the database: see whether it is full or broken"_s;
    }
    return {};
}

Error unavailable(const QString &detail, int retryAfter)
{
    return {.kind = Error::Kind::Unavailable, .code = code::serverBusy, .detail = detail, .retryAfter = retryAfter};
}

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

Result<> checkRoom(const QString &file)
{
    struct statvfs disk = {};
    const bool isKnown = ::statvfs(QFile::encodeName(file).constData(), &disk) == 0;
    if (!isKnown || quint64(disk.f_bavail) * disk.f_frsize >= leastRoom)
        return {};
    return unavailable(diskWords(fullCode) + u" (less than 4 MiB are free)"_s, secondsUntilRoom);
}

bool isOfDisk(const QSqlError &error) { return !diskWords(primaryCodeOf(error)).isEmpty(); }

Error errorFrom(const QSqlError &error)
{
    const int nativeCode = error.nativeErrorCode().toInt();
    if (nativeCode == uniqueViolation || nativeCode == primaryKeyViolation)
        return {Error::Kind::Conflict, "UNIQUE", error.databaseText().section(u": "_s, 1)};
    const int primaryCode = primaryCodeOf(error);
    if (primaryCode == busyCode || primaryCode == lockedCode)
        return unavailable(u"Another program kept the database locked for too long (%1)"_s.arg(error.databaseText()), 1);
    if (isOfDisk(error))
        return unavailable(diskWords(primaryCode) + u" (%1)"_s.arg(error.databaseText()), secondsUntilRoom);
    return {Error::Kind::Internal, code::internalServerError, error.text()};
}

} // namespace store::sqlite
