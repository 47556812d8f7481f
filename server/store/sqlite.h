// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "base/result.h"

class QSqlDatabase;
class QSqlError;

// What only SQLite needs. Another engine gets a file like this one.
namespace store::sqlite {

QString driver();
QString migrationsFolder();

// Opens a connection to a file, which is made when it does not exist, with WAL, foreign keys,
// synchronous=FULL (an acknowledged write outlives a power cut) and a busy timeout of 5 seconds.
Result<> open(QSqlDatabase &database, const QString &file);

// Which file stands under a name: its inode's number, which none but this one has as long as it is
// open; 0 if there is none.
quint64 identityOf(const QString &file);

// SERVER_BUSY if the disk has less room than the write-ahead log takes between two checkpoints.
Result<> checkRoom(const QString &file);

// Whether it is the disk that refused: it is full, broken, or may only be read.
bool isOfDisk(const QSqlError &error);

// CONFLICT with the code "UNIQUE" and the violated columns in `detail`; SERVER_BUSY when another
// writer kept the lock for longer than the busy timeout and when the disk refused, with words for
// the administrator in `detail`; else INTERNAL_SERVER_ERROR.
Error errorFrom(const QSqlError &error);

} // namespace store::sqlite
