// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "base/id.h"
#include "store/database.h"

// An account's TOTP secrets, sealed: the one in force and the one that waits for its first code.
struct TotpRow
{
    QByteArray secret = {};         // empty: two-factor is off
    QByteArray pendingSecret = {};  // empty: no set-up under way
    QDateTime pendingExpiresAt = {};
};

class TotpStore
{
public:
    explicit TotpStore(const store::Database &database) : m_database(database) {}

    Result<TotpRow> of(const AccountId &account) const; // an empty one for none
    Result<> setPending(const AccountId &account, const QByteArray &sealed, const QDateTime &expiresAt) const;

    // Puts the pending secret in force, if it still is this one, with its first step spent.
    Result<bool> confirmPending(const AccountId &account, const QByteArray &pending, const QByteArray &sealed, qint64 step) const;

    // Spends a time step of the secret in force; false if it or a later one was spent before.
    Result<bool> spendStep(const AccountId &account, qint64 step) const;
    Result<> remove(const AccountId &account) const;

    // Replaces all recovery codes; of each only its hash is kept.
    Result<> setRecoveryCodes(const AccountId &account, const QList<QByteArray> &hashes) const;
    Result<bool> spendRecoveryCode(const AccountId &account, const QByteArray &hash, const QDateTime &now) const;

private:
    const store::Database &m_database;
};
