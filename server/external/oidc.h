// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "external/provider.h"

#include <QJsonArray>
#include <QMutex>

// What a provider says of itself (OpenID Connect Discovery section 3).
struct OidcMetadata
{
    QString issuer = {};
    QString authorizationEndpoint = {};
    QString tokenEndpoint = {};
    QString userinfoEndpoint = {}; // may be empty
    QString keysAddress = {};
    QStringList algorithms = {};   // RS256 if it names none
    bool secretInForm = false;     // it takes the client's secret in no other way
    bool saysPkce = false;         // it names S256
    bool saysIssuer = false;       // its answers carry `iss` (RFC 9207)

    static OidcMetadata from(const QJsonObject &document);
    static QUrl addressFor(const QString &issuer);
};

// A provider of OpenID Connect, found by its issuer. Metadata are remembered for an hour, keys too;
// a token with a key that is not among them has them fetched anew, at most every ten seconds. That it
// gave no metadata is remembered for half a minute, so that nobody waits for it meanwhile.
class OidcProvider : public Provider
{
public:
    OidcProvider(const Config::Provider &settings, Clock clock);

    QString issuer() const override { return settings().issuer; }
    Result<bool> mayAnswerAs(const std::optional<QString> &said) const override;
    Result<QString> authorizationUrl(const Authorization &authorization) const override;
    Result<ExternalIdentity> redeem(const Redemption &redemption) const override;

private:
    Result<OidcMetadata> metadata() const;
    Result<OidcMetadata> discovered() const;
    bool isWithin(const QDateTime &time, qint64 seconds) const;
    Result<QJsonArray> keysFor(const OidcMetadata &metadata, const QString &idToken) const;
    Result<QJsonObject> claimsOf(const OidcMetadata &metadata, const QJsonObject &tokens, const QString &nonce) const;
    Result<QJsonObject> withUserinfo(const OidcMetadata &metadata, const QJsonObject &claims, const QString &accessToken) const;

    Clock m_clock;
    mutable QMutex m_mutex; // held for moments only, never while asking
    mutable std::optional<OidcMetadata> m_metadata;
    mutable QDateTime m_metadataAt;
    mutable std::optional<Error> m_failure;
    mutable QDateTime m_failedAt;
    mutable QJsonArray m_keys;
    mutable QDateTime m_keysAt;
};
