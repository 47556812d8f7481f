// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "mail/outbox.h"

// One mail in the outbox.
struct OutboxRow
{
    QString id = {};
    Letter letter = {};          // its content is sealed in the row
    QByteArray sealedContent = {};
    QDateTime createdAt = {};
    QDateTime nextTryAt = {};
    int tries = 0;
};

class OutboxStore
{
public:
    explicit OutboxStore(const store::Database &database) : m_database(database) {}

    Result<> insert(const OutboxRow &row) const;
    Result<> remove(const QString &id) const;
    Result<std::optional<OutboxRow>> byId(const QString &id) const;
    Result<QList<OutboxRow>> due(const QDateTime &now, int limit) const; // the longest due first

    // Takes a due mail for one attempt, until `until`; of several nodes one gets it.
    Result<bool> claim(const OutboxRow &row, const QDateTime &until) const;

    Result<> setSent(const QString &id, const QDateTime &now) const;
    Result<> setDeferred(const QString &id, const QString &reason, const QDateTime &nextTryAt) const;
    Result<> setGivenUp(const QString &id, const QString &reason, const QDateTime &now) const;
    Result<bool> requeue(const QString &id, const QDateTime &now) const; // false: there is none
    Result<int> forgetBefore(const QDateTime &time, int limit) const;

private:
    const store::Database &m_database;
};
