// SPDX-License-Identifier: GPL-3.0-only
#include "store/database.h"

#include "api/codes.h"
#include "store/sqlite.h"

#include <QDir>

using namespace Qt::StringLiterals;

// Ours is a static library: without this the linker would leave the resource out. It can't stand
// in a namespace.
static void initialiseResources() { Q_INIT_RESOURCE(migrations); }

namespace store {

namespace {

struct Migration
{
    int number;
    QString name;
    QString file;
};

QList<Migration> migrations()
{
    initialiseResources();
    QList<Migration> found;
    for (const QFileInfo &file :
         QDir(sqlite::migrationsFolder()).entryInfoList({u"*.sql"_s}, QDir::Files, QDir::Name))
        found.append({file.baseName().left(4).toInt(), file.baseName(), file.filePath()});
    return found;
}

Result<QStringList> statementsOf(const Migration &migration)
{
    QFile file(migration.file);
    if (!file.open(QIODevice::ReadOnly))
        return Error{Error::Kind::Internal, code::internalServerError, file.errorString()};
    return QString::fromUtf8(file.readAll()).split(u"\n\n"_s, Qt::SkipEmptyParts);
}

Result<int> newestApplied(const Database &database)
{
    return database.one(u"SELECT coalesce(max(number), 0) FROM migrations"_s, {},
                        [](const Row &row) { return int(row.number(0)); });
}

// Another process may have been faster, so what is still to do is asked again under the lock.
Result<> apply(const Database &database, const Migration &migration)
{
    const auto statements = TRY(statementsOf(migration));
    auto transaction = TRY(Transaction::begin(database));
    if (TRY(newestApplied(database)) >= migration.number)
        return {};
    for (const QString &statement : statements)
        TRY(database.run(statement));
    TRY(database.run(u"INSERT INTO migrations (number, name, applied_at) VALUES (?, ?, ?)"_s,
                     {migration.number, migration.name, toColumn(QDateTime::currentDateTimeUtc())}));
    return transaction.commit();
}

} // namespace

Result<> migrate(const Database &database)
{
    TRY(database.run(u"CREATE TABLE IF NOT EXISTS migrations "
                     "(number INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at BIGINT NOT NULL)"_s));
    const auto known = migrations();
    const int applied = TRY(newestApplied(database));
    if (known.isEmpty() || applied > known.last().number)
        return Error{Error::Kind::Internal, code::internalServerError,
                     u"the database was made by a newer version of this program"_s};
    for (const Migration &migration : known) {
        if (migration.number > applied)
            TRY(apply(database, migration));
    }
    return {};
}

} // namespace store
