// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "accounts/registrations.h"
#include "external/externallinks.h"
#include "external/flowcodes.h"

// What somebody new says himself, beside what his provider said (api.md A14).
struct ExternalWish
{
    std::optional<QString> firstName = {};
    std::optional<QString> lastName = {};
    std::optional<QString> email = {};
    std::optional<Secret> password = {};
    std::optional<Secret> confirmPassword = {};
    std::optional<QString> username = {};
};

// Accounts that begin with a provider.
class ExternalRegistration
{
public:
    ExternalRegistration(const store::Database &database, const ExternalLinks &links, const Providers &providers,
                         const Accounts &accounts, const Passwords &passwords, const Verifications &verifications,
                         const Throttle &throttle, const Tokens &tokens, const crypto::Sealer &sealer,
                         const Config &config, Clock clock);

    // A token by which the identity registers, once, for auth.external_ttl; and a secret for the browser
    // that it is given to. Whoever has the token alone may have got it from somebody who wants his
    // identity on another's account.
    struct Ticket
    {
        QByteArray token = {};
        QByteArray browser = {};
        std::chrono::seconds life{};
    };
    Result<Ticket> issue(const ExternalIdentity &identity) const;

    // Whether the token was given to the browser with this secret. EXPIRED_OR_ALREADY_USED.
    Result<bool> isOfBrowser(const Secret &token, const QByteArray &browser) const;

    // Who registers with a token, as the provider said. REGISTRATION_DISABLED, EXPIRED_OR_ALREADY_USED.
    Result<ExternalIdentity> identityOf(const Secret &token) const;

    // Without a question: name and address are the provider's. EMAIL_ALREADY_EXISTS, EMAIL_MISSING,
    // TOO_MANY_REQUESTS.
    Result<AccountRow> create(const ExternalIdentity &identity, const Client &client) const;

    // With a token. REGISTRATION_DISABLED, EXPIRED_OR_ALREADY_USED, VALIDATION_FAILED, the conflicts of
    // Accounts::create(); nothing of these spends it.
    struct Made
    {
        AccountRow account;
        QString provider;
    };
    Result<Made> complete(const Secret &token, const ExternalWish &wish, const Client &client) const;

    Result<int> forgetExpiredBefore(const QDateTime &time, int limit) const { return m_store.forgetRegistrations(time, limit); }

private:
    Result<Claims> claimsOf(const Secret &token) const;
    Result<QByteArray> hashOf(const Secret &token) const;
    Result<ExternalIdentity> open(const QByteArray &hash) const;
    Result<Registration> registrationOf(const ExternalWish &wish, const ExternalIdentity &identity) const;
    Result<QByteArray> passwordHash(const ExternalWish &wish, const Registration &registration) const;
    Result<AccountRow> insert(const Registration &registration, const ExternalIdentity &identity,
                              const QByteArray &passwordHash, const Client &client) const;
    bool isTrusted(const QString &provider) const;

    const store::Database &m_database;
    ExternalStore m_store;
    const ExternalLinks &m_links;
    const Providers &m_providers;
    const Accounts &m_accounts;
    const Passwords &m_passwords;
    const Verifications &m_verifications;
    const Throttle &m_throttle;
    const Tokens &m_tokens;
    const crypto::Sealer &m_sealer;
    const Config &m_config;
    Clock m_clock;
};
