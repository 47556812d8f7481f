// SPDX-License-Identifier: GPL-3.0-only
#include "audit/audit.h"

#include "audit/auditstore.h"

Result<> Audit::record(const AuditEvent &event, const Client &client) const
{
    return AuditStore(m_database).insert(event, client.address, m_clock());
}
