// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "base/clock.h"
#include "base/id.h"
#include "crypto/sealer.h"
#include "store/database.h"

// A mail that is to be written: which one, to whom, and what its template needs to know.
struct Letter
{
    QByteArray kind = {};     // verify_email, address_taken, password_changed, …
    AccountId account = {};
    QString recipient = {};
    QJsonObject content; // names and links; sealed at rest, since a link is a key
};

// Mails as rows, written in the same transaction as the reason for them; sending is somebody
// else's, later.
class Outbox
{
public:
    Outbox(const store::Database &database, const crypto::Sealer &sealer, Clock clock)
        : m_database(database), m_sealer(sealer), m_clock(std::move(clock))
    {
    }

    Result<> put(const Letter &letter) const;

private:
    const store::Database &m_database;
    const crypto::Sealer &m_sealer;
    Clock m_clock;
};
