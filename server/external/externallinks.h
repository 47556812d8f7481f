// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "accounts/authmethods.h"
#include "external/externalstore.h"
#include "external/providers.h"
#include "login/passwordguard.h"
#include "login/signins.h"
#include "passkeys/passkeys.h"
#include "totp/totp.h"

// Which accounts of other providers sign somebody in: connected, shown, disconnected. The owner gets
// a mail of each change.
class ExternalLinks
{
public:
    struct Parts
    {
        const Accounts &accounts;
        const AuthMethods &methods;
        const Passwords &passwords;
        const PasswordGuard &guard;
        const Passkeys &passkeys;
        const Totp &totp;
        const Sessions &sessions;
        const SignIns &signIns;
        const Links &links;
        const Outbox &outbox;
        const Audit &audit;
    };
    ExternalLinks(const store::Database &database, const Parts &parts, Clock clock);

    Result<QList<ExternalLink>> of(const AccountId &account) const { return m_store.of(account); }
    static ExternalAccount shown(const ExternalLink &link);
    Result<qint64> countOf(const QString &provider) const { return m_store.countOf(provider); }
    Result<bool> hasPassword(const AccountId &account) const { return m_parts.passwords.isSet(account); }

    Result<std::optional<ExternalLink>> find(const ExternalIdentity &identity) const;
    Result<> refresh(ExternalLink link, const ExternalIdentity &identity) const; // what the provider says now

    // Joins the caller's transaction. ALREADY_LINKED if somebody linked the identity meanwhile.
    Result<> add(const AccountRow &account, const ExternalIdentity &identity, const Client &client) const;

    // Whatever may have been planted before the address was proven: password, passkeys, two-factor,
    // sessions, pending sign-ins and mailed links (api.md 0.10). Joins the caller's transaction.
    Result<> dispossess(const AccountRow &account, const Client &client) const;

    // An owner's, who confirms it with his password: NOT_FOUND, LAST_AUTH_METHOD, PASSWORD_NOT_SET,
    // VALIDATION_FAILED without one, INVALID_PASSWORD, in this order (api.md A21).
    Result<> disconnect(const Caller &caller, const ExternalAccountId &id, const std::optional<Secret> &password,
                        const Client &client) const;

    // All of one provider's, by Browsary's route. NOT_FOUND, LAST_AUTH_METHOD.
    Result<> disconnectProvider(const Caller &caller, const QString &provider, const Client &client) const;

    // An admin's, who may take the last one too. NOT_FOUND.
    Result<> removeFor(const AccountId &account, const ExternalAccountId &id, const AccountId &admin, const Client &client) const;

private:
    Result<> removeOwn(const AccountRow &account, const QList<ExternalLink> &links, const Client &client) const;
    Result<> remove(const AccountRow &account, const ExternalLink &link, const AccountId &actor, const Client &client) const;
    Result<> tell(const AccountRow &account) const;

    const store::Database &m_database;
    ExternalStore m_store;
    Parts m_parts;
    Clock m_clock;
};
