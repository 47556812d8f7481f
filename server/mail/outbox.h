// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "base/clock.h"
#include "base/id.h"
#include "crypto/sealer.h"
#include "links/addresses.h"
#include "mail/templates.h"
#include "store/database.h"

// A mail that is to be written: which one, to whom, and what its template needs to know.
struct Letter
{
    QByteArray kind = {};      // verify_email, address_taken, password_changed, …
    AccountId account = {};
    QString recipient = {};
    QJsonObject content = {};  // names and links; sealed at rest, since a link is a key
};

struct OutboxRow;

// Mails as rows, written in the same transaction as the reason for them, and sent by the Postman.
// Where no mail server is configured they stay, for an admin to hand on.
class Outbox
{
public:
    Outbox(const store::Database &database, const crypto::Sealer &sealer, const Addresses &addresses,
           const QString &language, Clock clock);

    // A letter without a link of its own gets the one to a new password: "this was not me".
    Result<> put(const Letter &letter) const;

    // Takes as long as writing a mail with a link of its own, and leaves nothing: how long an answer
    // takes must not tell whether there was somebody to write to. Stands in a transaction as well.
    Result<> putToNobody(const Letter &letter) const;

    // The letter of a row with its content opened, and in words.
    Result<Letter> open(const OutboxRow &row) const;
    Result<MailText> write(const Letter &letter) const;

    // Tries once more, at once. NOT_FOUND.
    Result<> resend(const QString &id) const;

    // Those that were never sent too: where no mail server is configured they would only pile up.
    Result<int> forgetBefore(const QDateTime &time, int limit) const;

private:
    OutboxRow rowOf(const Letter &letter) const;

    const store::Database &m_database;
    const crypto::Sealer &m_sealer;
    const Addresses &m_addresses;
    const QString &m_language;
    Clock m_clock;
};
