// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "base/clock.h"
#include "external/fetch.h"
#include "external/identity.h"

#include <memory>

// What is asked of a provider's own sign-in page.
struct Authorization
{
    QString state = {};
    QString nonce = {};
    QByteArray codeVerifier = {}; // PKCE; only its hash goes out
    QString redirectUri = {};
};

// What came back, and what it has to match.
struct Redemption
{
    QString code = {};
    QString nonce = {};
    QByteArray codeVerifier = {};
    QString redirectUri = {};
};

// One configured provider. Asking it takes time: never on an event loop, never in a transaction.
// Everything that it should not have said is PROVIDER_UNAVAILABLE, with the reason for the log.
class Provider
{
public:
    virtual ~Provider() = default;

    const Config::Provider &settings() const { return m_settings; }
    const QString &name() const { return m_settings.name; }
    QString displayName() const { return m_settings.displayName.isEmpty() ? name() : m_settings.displayName; }

    virtual QString issuer() const = 0; // one half of what its people are known by

    // Whether an answer that says to be `said`'s (RFC 9207: its `iss`) may be this provider's; one that
    // says nothing is not, where the provider has announced that its answers say it.
    virtual Result<bool> mayAnswerAs(const std::optional<QString> &said) const = 0;

    // Where the browser goes, with PKCE S256 always (api.md 0.17).
    virtual Result<QString> authorizationUrl(const Authorization &authorization) const = 0;

    // Trades the code for who it is.
    virtual Result<ExternalIdentity> redeem(const Redemption &redemption) const = 0;

    static std::shared_ptr<const Provider> create(const Config::Provider &settings, Clock clock);

protected:
    explicit Provider(const Config::Provider &settings) : m_settings(settings), m_fetch(settings) {}

    const Fetch &fetch() const { return m_fetch; }
    QString addressOf(const QString &endpoint, const Authorization &authorization, const QStringList &usualScopes) const;

    // The token endpoint's answer (RFC 6749 section 4.1.3): a Bearer token that may stand in a header,
    // and what else there is.
    // A client with a secret shows it by Basic, or in the form where that is not understood.
    Result<QJsonObject> trade(const QString &endpoint, const Redemption &redemption, bool secretInForm) const;
    Result<QJsonObject> userinfo(const QString &endpoint, const QString &accessToken) const;

    static Error unusable(const QString &why);

private:
    Config::Provider m_settings;
    Fetch m_fetch;
};
