// SPDX-License-Identifier: GPL-3.0-only
#include "store/database.h"

#include "api/codes.h"
#include "store/connection.h"
#include "store/sqlite.h"

#include <QSqlError>
#include <QSqlQuery>
#include <QThread>

#include <atomic>

using namespace Qt::StringLiterals;

namespace store {

namespace {

// By the serial number of their Database, so that one made anew never meets an old connection.
thread_local std::unordered_map<quint64, std::unique_ptr<Connection>> connections;

// The database in whose transaction this thread is.
thread_local const Database *writingTo = nullptr;

quint64 nextSerial()
{
    static std::atomic<quint64> last = 0;
    return ++last;
}

// An empty text may be null to Qt, but it is not NULL to us: that is only a QVariant without a value.
QVariant bindable(const QVariant &value)
{
    if (value.typeId() == QMetaType::QString && value.toString().isNull())
        return QString(u""_s);
    if (value.typeId() == QMetaType::QByteArray && value.toByteArray().isNull())
        return QByteArray("");
    return value;
}

} // namespace

bool Row::isNull(int column) const { return m_query.isNull(column); }
QString Row::text(int column) const { return m_query.value(column).toString(); }
QByteArray Row::bytes(int column) const { return m_query.value(column).toByteArray(); }
qint64 Row::number(int column) const { return m_query.value(column).toLongLong(); }
QVariant Row::value(int column) const { return m_query.value(column); }

std::optional<QString> Row::textOrNone(int column) const
{
    return isNull(column) ? std::nullopt : std::optional(text(column));
}

QDateTime Row::time(int column) const { return QDateTime::fromMSecsSinceEpoch(number(column), Qt::UTC); }

std::optional<QDateTime> Row::timeOrNone(int column) const
{
    return number(column) == 0 ? std::nullopt : std::optional(time(column));
}

Database::Database(QString file)
    : m_file(std::move(file))
    , m_serial(nextSerial())
{}

Database::~Database() { connections.erase(m_serial); }

Result<Connection *> Database::connectionOfThread() const
{
    auto &slot = connections[m_serial];
    if (!slot) {
        const auto thread = quintptr(QThread::currentThreadId());
        auto opened = TRY(Connection::open(u"database %1 in thread %2"_s.arg(m_serial).arg(thread), m_file));
        quint64 none = 0;
        m_opened.compare_exchange_strong(none, sqlite::identityOf(m_file));
        TRY(checkFile());
        slot = std::move(opened);
    }
    return slot.get();
}

Result<> Database::checkFile() const
{
    if (sqlite::identityOf(m_file) == m_opened)
        return {};
    return Error{.kind = Error::Kind::Unavailable,
                 .code = code::serverBusy,
                 .detail = m_file + u" was moved, deleted or replaced. Stop the server, put the file back, start it."_s,
                 .retryAfter = 60};
}

// What was true of an earlier write need not be true any more.
Result<> Database::checkWrites() const
{
    TRY(sqlite::checkRoom(m_file));
    if (!m_hasFailedToWrite)
        return {};
    auto transaction = TRY(Transaction::begin(*this));
    TRY(run(u"UPDATE migrations SET number = number"_s));
    TRY(transaction.commit());
    m_hasFailedToWrite = false;
    return {};
}

Error Database::failed(const QSqlError &error) const
{
    if (sqlite::isOfDisk(error))
        m_hasFailedToWrite = true;
    return sqlite::errorFrom(error);
}

Result<> Database::execute(QSqlQuery &query, const QVariantList &values) const
{
    for (int i = 0; i < values.size(); ++i)
        query.bindValue(i, bindable(values[i]));
    if (!query.exec())
        return failed(query.lastError());
    return {};
}

Database::Turn Database::takeTurn() const { return writingTo == this ? Turn() : Turn(m_writing); }

Result<int> Database::run(const QString &sql, const QVariantList &values) const
{
    const Turn turn = takeTurn();
    Connection *connection = TRY(connectionOfThread());
    const auto statement = TRY(connection->prepared(sql));
    TRY(execute(statement.query(), values));
    return statement.query().numRowsAffected();
}

Result<> Database::each(const QString &sql, const QVariantList &values,
                        const std::function<void(const Row &)> &read) const
{
    Connection *connection = TRY(connectionOfThread());
    const auto statement = TRY(connection->prepared(sql));
    TRY(execute(statement.query(), values));
    while (statement.query().next())
        read(Row(statement.query()));
    if (statement.query().lastError().isValid())
        return failed(statement.query().lastError());
    return {};
}

Error Database::notFound() { return {Error::Kind::NotFound, code::notFound}; }

Result<Transaction> Transaction::begin(const Database &database)
{
    Q_ASSERT(writingTo != &database);
    Transaction transaction(database, database.takeTurn());
    if (auto begun = database.run(u"BEGIN IMMEDIATE"_s); !begun) {
        transaction.end();
        return begun.error();
    }
    return transaction;
}

Transaction::Transaction(const Database &database, Database::Turn turn)
    : m_database(&database)
    , m_turn(std::move(turn))
{
    writingTo = m_database;
}

Transaction::~Transaction()
{
    if (!m_database)
        return;
    std::ignore = m_database->run(u"ROLLBACK"_s);
    end();
}

Result<> Transaction::commit()
{
    TRY(m_database->run(u"COMMIT"_s));
    end();
    return {};
}

void Transaction::end()
{
    m_database = nullptr;
    writingTo = nullptr;
    if (m_turn.owns_lock())
        m_turn.unlock();
}

QVariant toColumn(const QDateTime &time)
{
    return time.isValid() ? QVariant(time.toMSecsSinceEpoch()) : QVariant();
}

QVariant toColumn(const std::optional<QDateTime> &time) { return time ? toColumn(*time) : QVariant(); }

QVariant toColumn(const std::optional<QString> &text) { return text ? QVariant(*text) : QVariant(); }

} // namespace store
