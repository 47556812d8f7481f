// SPDX-License-Identifier: GPL-3.0-only
#include "sessions/signingkeys.h"

#include "sessions/signingkeystore.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

constexpr int secondsBetweenReads = 60;

static QByteArray placeOf(const QString &id)
{
    return "signing_keys:private_key:" + id.toUtf8();
}

static QJsonObject publishedJwk(const SigningKeyRow &row)
{
    QJsonObject jwk = QJsonDocument::fromJson(row.publicKey).object();
    jwk.insert("kid"_L1, row.id);
    jwk.insert("use"_L1, "sig"_L1);
    jwk.insert("alg"_L1, "ES256"_L1);
    return jwk;
}

SigningKeys::SigningKeys(const store::Database &database, const crypto::Sealer &sealer, Clock clock)
    : m_database(database)
    , m_sealer(sealer)
    , m_clock(std::move(clock))
{
}

Result<crypto::KeyPair> SigningKeys::current() const
{
    const QMutexLocker lock(&m_mutex);
    TRY(reloadIfOld());
    if (!m_current) {
        TRY(insertNew());
        TRY(reload());
    }
    if (!m_current)
        return Error{Error::Kind::Internal, code::internalServerError, u"no signing key could be made"_s};
    return *m_current;
}

Result<bool> SigningKeys::opens() const
{
    const auto rows = TRY(SigningKeyStore(m_database).all());
    const auto current = std::ranges::find_if(rows, [](const SigningKeyRow &row) { return !row.retiredAt; });
    return current == rows.end() || m_sealer.open(current->privateKey, placeOf(current->id)).has_value();
}

std::optional<crypto::PublicKey> SigningKeys::byId(const QByteArray &kid) const
{
    const QMutexLocker lock(&m_mutex);
    // An unknown key is worth a second look, but not one for every forged token.
    if (!m_known.contains(kid) && (m_readAt.isNull() || m_readAt.secsTo(m_clock()) >= 1))
        std::ignore = reload();
    const auto known = m_known.constFind(kid);
    return known == m_known.constEnd() ? std::nullopt : std::optional(known->publicKey);
}

Result<QJsonObject> SigningKeys::jwks() const
{
    TRY(current());
    const auto rows = TRY(SigningKeyStore(m_database).all());
    QJsonArray keys;
    for (const SigningKeyRow &row : rows)
        keys.append(publishedJwk(row));
    return QJsonObject{{u"keys"_s, keys}};
}

Result<> SigningKeys::rotate() const
{
    const QMutexLocker lock(&m_mutex);
    TRY(insertNew());
    return reload();
}

Result<> SigningKeys::maintain(qint64 maximumAge, qint64 longestTokenLife) const
{
    TRY(current());
    const auto rows = TRY(SigningKeyStore(m_database).all());
    if (rows.first().createdAt.secsTo(m_clock()) > maximumAge)
        TRY(rotate());
    TRY(SigningKeyStore(m_database).forgetRetiredBefore(m_clock().addSecs(-longestTokenLife)));
    return {};
}

Result<> SigningKeys::reloadIfOld() const
{
    const bool isOld = m_readAt.isNull() || m_readAt.secsTo(m_clock()) >= secondsBetweenReads;
    return isOld ? reload() : Result<>();
}

Result<> SigningKeys::reload() const
{
    const auto rows = TRY(SigningKeyStore(m_database).all());
    m_known.clear();
    m_current.reset();
    for (const SigningKeyRow &row : rows) {
        const auto key = crypto::PublicKey::fromJwk(QJsonDocument::fromJson(row.publicKey).object());
        if (key)
            m_known.insert(row.id.toLatin1(), {*key, publishedJwk(row)});
        if (!row.retiredAt && !m_current) {
            const Secret der = TRY(m_sealer.open(row.privateKey, placeOf(row.id)));
            m_current = TRY(crypto::KeyPair::fromDer(der));
        }
    }
    m_readAt = m_clock();
    return {};
}

// Two nodes that make their first key at once make two, of which all sign with the newer one.
Result<> SigningKeys::insertNew() const
{
    const auto key = TRY(crypto::KeyPair::generate());
    const QString id = QString::fromLatin1(key.kid());
    const SigningKeyRow row{.id = id,
                            .privateKey = m_sealer.seal(key.toDer(), placeOf(id)),
                            .publicKey = QJsonDocument(key.publicKey().jwk()).toJson(QJsonDocument::Compact),
                            .createdAt = m_clock(),
                            .retiredAt = {}};
    auto transaction = TRY(store::Transaction::begin(m_database));
    TRY(SigningKeyStore(m_database).insert(row));
    TRY(SigningKeyStore(m_database).retireAllBut(id, m_clock()));
    return transaction.commit();
}
