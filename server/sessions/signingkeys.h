// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "api/codes.h"
#include "base/clock.h"
#include "crypto/sealer.h"
#include "crypto/signature.h"
#include "store/database.h"

#include <QHash>
#include <QMutex>

// The ES256 keys under which access and auth tokens are signed (api.md 2.6). They live in the
// database, sealed, shared by every node; what is kept in memory is only a copy that is read again
// after a minute, or at once when a token names a key that it lacks.
class SigningKeys
{
public:
    SigningKeys(const store::Database &database, const crypto::Sealer &sealer, Clock clock);

    // The newest key that is not retired; makes the first one.
    Result<crypto::KeyPair> current() const;

    // Whether our master key is the one that the current key was sealed under, if there is one.
    Result<bool> opens() const;

    // The public key of this id, retired ones too; nothing for one that we never had.
    std::optional<crypto::PublicKey> byId(const QByteArray &kid) const;

    // {"keys":[…]} (RFC 7517 section 5): everything that a token alive may be signed with.
    Result<QJsonObject> jwks() const;

    // Makes a new key and retires the others; a retired one verifies on until it is forgotten.
    Result<> rotate() const;

    // Rotates when the current key is older than `maximumAge` seconds, and forgets the keys that
    // were retired longer ago than any token lives.
    Result<> maintain(qint64 maximumAge, qint64 longestTokenLife) const;

private:
    struct Known
    {
        crypto::PublicKey publicKey;
        QJsonObject jwk;
    };
    Result<> reload() const;
    Result<> reloadIfOld() const;
    Result<> insertNew() const;

    const store::Database &m_database;
    const crypto::Sealer &m_sealer;
    Clock m_clock;
    mutable QMutex m_mutex;
    mutable std::optional<crypto::KeyPair> m_current;
    mutable QHash<QByteArray, Known> m_known;
    mutable QDateTime m_readAt;
};
