// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "accounts/accounts.h"
#include "accounts/authmethods.h"
#include "mail/outbox.h"
#include "passkeys/challengestore.h"
#include "passkeys/passkeystore.h"

// The passkeys that accounts have. Whoever it is that adds or removes one, the owner gets a mail.
class Passkeys
{
public:
    static constexpr int most = 50; // of one account

    Passkeys(const store::Database &database, const Accounts &accounts, const AuthMethods &methods,
             const Outbox &outbox, const Audit &audit);

    Result<QList<PasskeyRow>> of(const AccountId &account) const { return m_store.of(account); }
    static Passkey shown(const PasskeyRow &passkey);
    static AdminPasskey shownToAdmins(const PasskeyRow &passkey);

    Result<> rename(const AccountId &account, const PasskeyId &id, const QString &name) const; // NOT_FOUND

    // NOT_FOUND; LAST_AUTH_METHOD when its owner could not sign in any more. An admin may take the
    // last one too, and then sends a link to a password.
    Result<> remove(const AccountId &account, const PasskeyId &id, const AccountId &actor, const Client &client) const;

    // All of an account's, and the ceremonies that have begun, for who takes over an address that
    // was not proven (api.md 0.10). Joins the caller's transaction, and leaves mail and audit to it.
    Result<int> removeAllOf(const AccountId &account) const { return m_store.removeAllOf(account); }

    // Ceremonies that were begun and never finished.
    Result<int> forgetChallengesBefore(const QDateTime &time, int limit) const
    {
        return ChallengeStore(m_database).forgetExpiredBefore(time, limit);
    }

    // Writes the mail and the audit event of a change; joins the caller's transaction.
    Result<> tell(const char *action, const PasskeyRow &passkey, const AccountId &actor, const Client &client) const;

private:
    const store::Database &m_database;
    PasskeyStore m_store;
    const Accounts &m_accounts;
    const AuthMethods &m_methods;
    const Outbox &m_outbox;
    const Audit &m_audit;
};
