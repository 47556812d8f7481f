// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "mail/outbox.h"

struct OutboxRow
{
    QString id = {};
    Letter letter;
    QByteArray sealedContent = {};
};

class OutboxStore
{
public:
    explicit OutboxStore(const store::Database &database) : m_database(database) {}
    Result<> insert(const OutboxRow &row, const QDateTime &now) const;

private:
    const store::Database &m_database;
};
