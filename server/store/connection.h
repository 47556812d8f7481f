// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "base/result.h"

#include <QSqlDatabase>
#include <QSqlQuery>

#include <memory>
#include <unordered_map>

namespace store {

// One thread's connection and the statements prepared on it.
class Connection
{
public:
    struct Prepared
    {
        QSqlQuery query;
        bool isInUse = false;
    };

    // A prepared statement, given back when this goes: its read lock ends there.
    class Lease
    {
    public:
        explicit Lease(Prepared &kept)
            : m_prepared(&kept)
        {
            kept.isInUse = true;
        }
        explicit Lease(std::unique_ptr<Prepared> own)
            : m_own(std::move(own))
            , m_prepared(m_own.get())
        {}
        Lease(Lease &&other) noexcept
            : m_own(std::move(other.m_own))
            , m_prepared(std::exchange(other.m_prepared, nullptr))
        {}
        ~Lease();
        QSqlQuery &query() const { return m_prepared->query; }

    private:
        std::unique_ptr<Prepared> m_own;
        Prepared *m_prepared;
    };

    static Result<std::unique_ptr<Connection>> open(const QString &name, const QString &file);
    ~Connection();
    Connection(const Connection &) = delete;

    // The statement for this text, kept for the next time. One that is being read from just now
    // is prepared once more.
    Result<Lease> prepared(const QString &sql);

private:
    explicit Connection(const QString &name);
    Result<std::unique_ptr<Prepared>> prepare(const QString &sql) const;
    void forgetIdle();

    QString m_name;
    QSqlDatabase m_database;
    std::unordered_map<QString, std::unique_ptr<Prepared>> m_statements;
};

} // namespace store
