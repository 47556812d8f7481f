// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "access/callers.h"
#include "external/externallinks.h"
#include "external/externalregistration.h"

// Which of the two families of routes a way goes over (api.md C24).
enum class ExternalFace { OCore, Browsary };

// What a way over a provider's page came to.
namespace externaloutcome {

struct SignedIn // or waiting for the second factor
{
    LoginStep step;
};
struct Linked
{
    std::optional<LoginStep> step = {}; // a new session, where linking ended all others
};
struct Unknown // somebody new, who registers with this token from this browser
{
    ExternalRegistration::Ticket ticket = {};
};

} // namespace externaloutcome

using ExternalOutcome = std::variant<externaloutcome::SignedIn, externaloutcome::Linked, externaloutcome::Unknown>;

// The way from us over a provider's page and back. Its state is a row, spent once and found by its
// hash, and a cookie of the browser that set out; the PKCE verifier and the nonce are made from the
// state with a key of ours, so that neither is kept anywhere.
class ExternalSignIn
{
public:
    ExternalSignIn(const store::Database &database, const Providers &providers, const ExternalLinks &links,
                   const ExternalRegistration &registration, const Accounts &accounts, const Callers &callers,
                   const SignIns &signIns, const Throttle &throttle, const Config &config, Secret key, Clock clock);

    static constexpr std::chrono::seconds life = std::chrono::minutes(10);

    struct Begun
    {
        QString address = {};         // where the browser goes
        QByteArray state = {};        // for its cookie
        QByteArray codeVerifier = {}; // for Browsary's second one
    };
    // NOT_FOUND for a provider that is not configured, TOO_MANY_REQUESTS, PROVIDER_UNAVAILABLE. With
    // `linkFor` the way links to that caller's account, whoever is signed in when it ends.
    Result<Begun> begin(const QString &provider, ExternalFace face, const std::optional<Caller> &linkFor,
                        const Client &client) const;

    struct Return
    {
        QString provider = {};
        ExternalFace face = ExternalFace::OCore;
        QHash<QString, QString> query = {};
        QByteArray state = {};        // of the cookies
        QByteArray codeVerifier = {};
        std::optional<Caller> caller = {};
    };
    Result<ExternalOutcome> finish(const Return &back, const Client &client) const;

    Result<int> forgetExpiredBefore(const QDateTime &time, int limit) const { return m_store.forgetFlows(time, limit); }

private:
    Result<ExternalFlow> spend(const Return &back) const;
    Result<ExternalIdentity> identify(const Return &back, const Provider &provider) const;
    Result<ExternalOutcome> link(const ExternalFlow &flow, const Return &back, const ExternalIdentity &identity, const Client &client) const;
    Result<ExternalOutcome> signIn(const ExternalIdentity &identity, const Return &back, bool isTrusted, const Client &client) const;
    Result<ExternalOutcome> proceed(const AccountRow &account, const ExternalIdentity &identity, ExternalFace face, const Client &client) const;
    Result<ExternalOutcome> meet(const ExternalIdentity &identity, ExternalFace face, bool isTrusted, const Client &client) const;
    Result<> adopt(const AccountRow &account, const ExternalIdentity &identity, bool isTrusted, const Client &client) const;
    QString redirectOf(const QString &provider, ExternalFace face) const;
    QByteArray derived(const QByteArray &purpose, const QByteArray &state) const;

    const store::Database &m_database;
    ExternalStore m_store;
    const Providers &m_providers;
    const ExternalLinks &m_links;
    const ExternalRegistration &m_registration;
    const Accounts &m_accounts;
    const Callers &m_callers;
    const SignIns &m_signIns;
    const Throttle &m_throttle;
    const Config &m_config;
    Secret m_key;
    Clock m_clock;
};
