// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "crypto/hashingpool.h"
#include "crypto/passwordhash.h"
#include "passwords/passwordpolicy.h"
#include "passwords/passwordstore.h"
#include "base/clock.h"

// Passwords: checked against the policy, hashed on threads of their own, compared at the same cost
// whether there is one or not. Hashing takes tens of milliseconds: never inside a transaction.
class Passwords
{
public:
    Passwords(const store::Database &database, crypto::HashingPool &pool, const Config::Password &settings, Clock clock);

    // VALIDATION_FAILED on `field` for a password that the policy refuses.
    Result<> check(const Secret &password, const QStringList &own, const QString &field) const;

    // SERVER_BUSY when too many wait for their hash.
    Result<QByteArray> hash(const Secret &password) const;

    // Whether this is the account's password; false for an account without one and for nobody,
    // after the same time. Hashes anew when the configured cost has changed. SERVER_BUSY.
    Result<bool> verify(const std::optional<AccountId> &account, const Secret &password) const;

    Result<bool> isSet(const AccountId &account) const;
    Result<> set(const AccountId &account, const QByteArray &hash) const;
    Result<> remove(const AccountId &account) const { return m_store.remove(account); }

private:
    crypto::PasswordCost cost() const { return {m_settings.argon2MemoryKib, m_settings.argon2Passes}; }

    PasswordStore m_store;
    crypto::HashingPool &m_pool;
    const Config::Password &m_settings;
    Clock m_clock;
    PasswordPolicy m_policy;
    QByteArray m_nobodysHash; // of a password that nobody knows
};
