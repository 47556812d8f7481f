// SPDX-License-Identifier: GPL-3.0-only
#include "store/connection.h"

#include "store/sqlite.h"

#include <QSqlError>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace store {

namespace {

// More than the server has statements of its own; lists with unusual filters come on top.
constexpr size_t mostStatements = 250;

// Statements about the schema are run once.
bool isWorthKeeping(const QString &sql)
{
    static constexpr std::array words{"SELECT"_L1, "INSERT"_L1, "UPDATE"_L1, "DELETE"_L1,
                                      "WITH"_L1,   "BEGIN"_L1,  "COMMIT"_L1, "ROLLBACK"_L1};
    return std::ranges::any_of(words, [&](QLatin1StringView word) { return sql.startsWith(word); });
}

} // namespace

Connection::Lease::~Lease()
{
    if (!m_prepared)
        return;
    m_prepared->query.finish();
    m_prepared->isInUse = false;
}

Connection::Connection(const QString &name)
    : m_name(name)
    , m_database(QSqlDatabase::addDatabase(sqlite::driver(), name))
{}

Connection::~Connection()
{
    m_statements.clear();
    m_database.close();
    m_database = QSqlDatabase(); // else it would count as still in use
    QSqlDatabase::removeDatabase(m_name);
}

Result<std::unique_ptr<Connection>> Connection::open(const QString &name, const QString &file)
{
    std::unique_ptr<Connection> connection(new Connection(name));
    TRY(sqlite::open(connection->m_database, file));
    return connection;
}

Result<Connection::Lease> Connection::prepared(const QString &sql)
{
    const auto kept = m_statements.find(sql);
    if (kept != m_statements.end() && !kept->second->isInUse)
        return Lease(*kept->second);
    auto statement = TRY(prepare(sql));
    if (kept != m_statements.end() || !isWorthKeeping(sql))
        return Lease(std::move(statement));
    if (m_statements.size() >= mostStatements)
        forgetIdle();
    return Lease(*m_statements.emplace(sql, std::move(statement)).first->second);
}

Result<std::unique_ptr<Connection::Prepared>> Connection::prepare(const QString &sql) const
{
    auto statement = std::make_unique<Prepared>(Prepared{QSqlQuery(m_database)});
    statement->query.setForwardOnly(true);
    if (!statement->query.prepare(sql))
        return sqlite::errorFrom(statement->query.lastError());
    return statement;
}

void Connection::forgetIdle()
{
    std::erase_if(m_statements, [](const auto &entry) { return !entry.second->isInUse; });
}

} // namespace store
