// SPDX-License-Identifier: GPL-3.0-only
#include "mail/outbox.h"

#include "mail/outboxstore.h"

#include <QJsonDocument>
#include <QUuid>

Result<> Outbox::put(const Letter &letter) const
{
    const QString id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    const Secret content(QJsonDocument(letter.content).toJson(QJsonDocument::Compact));
    const QByteArray sealed = m_sealer.seal(content, "outbox:content:" + id.toLatin1());
    return OutboxStore(m_database).insert({.id = id, .letter = letter, .sealedContent = sealed}, m_clock());
}
