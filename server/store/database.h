// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "base/result.h"

#include <QDateTime>
#include <QVariant>

#include <atomic>
#include <functional>
#include <mutex>
#include <optional>
#include <utility>

class QSqlError;
class QSqlQuery;

namespace store {

class Connection;

// The row that a query stands on. Columns count from 0.
class Row
{
public:
    explicit Row(const QSqlQuery &query)
        : m_query(query)
    {}
    bool isNull(int column) const;
    QString text(int column) const;
    std::optional<QString> textOrNone(int column) const;
    QByteArray bytes(int column) const;
    qint64 number(int column) const;
    QVariant value(int column) const; // QString, qint64 or QByteArray
    bool flag(int column) const { return number(column) != 0; }
    QDateTime time(int column) const;                      // UTC milliseconds
    std::optional<QDateTime> timeOrNone(int column) const; // nothing for NULL and for 0, "never"

private:
    const QSqlQuery &m_query;
};

// The database: one connection and its prepared statements a thread, opened on first use and
// closed with the thread. Values are always bound, in the order of their `?`. What differs between
// the engines is behind this class and in store/sqlite.cpp.
//
// A null QString or QByteArray is bound as an empty one; NULL is a QVariant without a value.
//
// Errors: CONFLICT with the code "UNIQUE" and the violated columns in `detail` ("accounts.email");
// SERVER_BUSY when another writer kept its lock for more than 5 seconds, and when the disk takes
// nothing more (`detail` says why); else Internal.
class Database
{
public:
    explicit Database(QString file);
    ~Database();
    Database(const Database &) = delete;

    const QString &file() const { return m_file; }

    // SERVER_BUSY if the file was moved, deleted or replaced while we have it open: what is written
    // would be lost, and other threads would meet other data.
    Result<> checkFile() const;

    // SERVER_BUSY if there is too little room left to write, or if a write failed for want of room,
    // of rights or of a sound disk and another one, made now, fails as well.
    Result<> checkWrites() const;

    // Runs a statement; the number of rows that it changed.
    Result<int> run(const QString &sql, const QVariantList &values = {}) const;
    Result<> each(const QString &sql, const QVariantList &values,
                  const std::function<void(const Row &)> &read) const;

    template<class Read>
    auto all(const QString &sql, const QVariantList &values, Read read) const
        -> Result<QList<std::invoke_result_t<Read, Row>>>
    {
        QList<std::invoke_result_t<Read, Row>> rows;
        TRY(each(sql, values, [&](const Row &row) { rows.append(read(row)); }));
        return rows;
    }

    // The first row, or nothing.
    template<class Read>
    auto first(const QString &sql, const QVariantList &values, Read read) const
        -> Result<std::optional<std::invoke_result_t<Read, Row>>>
    {
        auto rows = TRY(all(sql, values, read));
        if (rows.isEmpty())
            return std::optional<std::invoke_result_t<Read, Row>>();
        return std::optional(rows.takeFirst());
    }

    // The first row, or NOT_FOUND.
    template<class Read>
    auto one(const QString &sql, const QVariantList &values, Read read) const
        -> Result<std::invoke_result_t<Read, Row>>
    {
        auto row = TRY(first(sql, values, read));
        if (!row)
            return notFound();
        return *std::move(row);
    }

private:
    friend class Transaction;
    using Turn = std::unique_lock<std::mutex>;

    // Writers of this process take turns: SQLite itself lets them poll for its one write lock, which
    // is slow and unfair. Holds nothing where the thread's transaction has the turn already.
    Turn takeTurn() const;

    Result<Connection *> connectionOfThread() const;

    Result<> execute(QSqlQuery &query, const QVariantList &values) const;
    Error failed(const QSqlError &error) const;

    static Error notFound();
    QString m_file;
    mutable std::atomic<quint64> m_opened = 0; // the identity of the file, once it is open
    mutable std::atomic_bool m_hasFailedToWrite = false;
    mutable std::mutex m_writing;
    quint64 m_serial;
};

// Takes the write lock at once, so that a later statement can't fail half-way, and rolls back
// unless committed. Belongs to the thread: a service may open one and call several stores inside.
// Transactions don't nest.
class Transaction
{
public:
    static Result<Transaction> begin(const Database &database);
    Transaction(Transaction &&other) noexcept
        : m_database(std::exchange(other.m_database, nullptr))
        , m_turn(std::move(other.m_turn))
    {}
    ~Transaction();
    Result<> commit();

private:
    Transaction(const Database &database, Database::Turn turn);
    void end();

    const Database *m_database;
    Database::Turn m_turn;
};

// How times are bound: UTC milliseconds, NULL for nothing.
QVariant toColumn(const QDateTime &time);
QVariant toColumn(const std::optional<QDateTime> &time);
QVariant toColumn(const std::optional<QString> &text);

// Applies the numbered migrations of the resource folder that the database has not seen yet, each
// in its own transaction (resources/migrations/<engine>/NNNN_what.sql, statements separated by a
// blank line). Refuses a database that is newer than this program.
Result<> migrate(const Database &database);

} // namespace store
