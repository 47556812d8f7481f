// SPDX-License-Identifier: GPL-3.0-only
#include "audit/auditstore.h"

#include "store/address.h"

#include <QJsonDocument>
#include <QUuid>

using namespace Qt::StringLiterals;

static QVariant idColumn(const std::optional<AccountId> &id)
{
    return id ? QVariant(id->toString()) : QVariant();
}

Result<> AuditStore::insert(const AuditEvent &event, const QHostAddress &address, const QDateTime &now) const
{
    TRY(m_database.run(
        u"INSERT INTO audit_events (id, created_at, actor_id, action, target_id, address, details)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)"_s,
        {QUuid::createUuid().toString(QUuid::WithoutBraces), store::toColumn(now), idColumn(event.actor),
         QString::fromLatin1(event.action), idColumn(event.target), store::toColumn(address),
         QString::fromUtf8(QJsonDocument(event.details).toJson(QJsonDocument::Compact))}));
    return {};
}
