// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "audit/audit.h"

class AuditStore
{
public:
    explicit AuditStore(const store::Database &database) : m_database(database) {}
    Result<> insert(const AuditEvent &event, const QHostAddress &address, const QDateTime &now) const;

private:
    const store::Database &m_database;
};
