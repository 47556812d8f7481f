// SPDX-License-Identifier: GPL-3.0-only
#include "mail/outbox.h"

#include "api/codes.h"
#include "mail/outboxstore.h"

#include <QJsonDocument>
#include <QUuid>

using namespace Qt::StringLiterals;

static QByteArray placeOf(const QString &id)
{
    return "outbox:content:" + id.toLatin1();
}

Outbox::Outbox(const store::Database &database, const crypto::Sealer &sealer, const Addresses &addresses,
               const QString &language, Clock clock)
    : m_database(database)
    , m_sealer(sealer)
    , m_addresses(addresses)
    , m_language(language)
    , m_clock(std::move(clock))
{
}

Result<> Outbox::put(const Letter &letter) const
{
    return OutboxStore(m_database).insert(rowOf(letter));
}

// A row that is written and taken back dirties as many pages as a mail and its link do.
Result<> Outbox::putToNobody(const Letter &letter) const
{
    const OutboxStore store(m_database);
    const OutboxRow row = rowOf(letter);
    TRY(store.insert(row));
    return store.remove(row.id);
}

OutboxRow Outbox::rowOf(const Letter &letter) const
{
    const QString id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    QJsonObject content = letter.content;
    if (!content.contains("link"_L1))
        content.insert("link"_L1, m_addresses.forgotPassword());
    const Secret plain(QJsonDocument(content).toJson(QJsonDocument::Compact));
    return {.id = id,
            .letter = letter,
            .sealedContent = m_sealer.seal(plain, placeOf(id)),
            .createdAt = m_clock(),
            .nextTryAt = m_clock()};
}

Result<Letter> Outbox::open(const OutboxRow &row) const
{
    const Secret plain = TRY(m_sealer.open(row.sealedContent, placeOf(row.id)));
    Letter letter = row.letter;
    letter.content = QJsonDocument::fromJson(plain.bytes()).object();
    return letter;
}

Result<MailText> Outbox::write(const Letter &letter) const
{
    return mailtemplates::write(letter.kind, letter.content, m_language);
}

Result<> Outbox::resend(const QString &id) const
{
    if (!TRY(OutboxStore(m_database).requeue(id, m_clock())))
        return Error{Error::Kind::NotFound, code::notFound};
    return {};
}

Result<int> Outbox::forgetBefore(const QDateTime &time, int limit) const
{
    return OutboxStore(m_database).forgetBefore(time, limit);
}
