// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "api/passkey.h"
#include "store/database.h"

struct PasskeyRow
{
    PasskeyId id = {};
    AccountId account = {};
    QByteArray credentialId = {};
    QByteArray publicKey = {}; // COSE_Key
    qint64 signCount = 0;
    QString deviceName = {};
    QStringList transports = {};
    QByteArray aaguid = {};
    QString attestation = {}; // its format; nothing in it was trusted
    bool backupEligible = false;
    bool backupState = false;
    QDateTime createdAt = {};
    std::optional<QDateTime> lastUsedAt = {};
    std::optional<QDateTime> cloneSuspectedAt = {};
};

class PasskeyStore
{
public:
    explicit PasskeyStore(const store::Database &database) : m_database(database) {}

    // False when the account has `most` already. CREDENTIAL_EXISTS, whoever has it.
    Result<bool> insert(const PasskeyRow &passkey, int most) const;
    Result<QList<PasskeyRow>> of(const AccountId &account) const; // the oldest first
    Result<std::optional<PasskeyRow>> byCredential(const QByteArray &credentialId) const;
    Result<std::optional<PasskeyRow>> one(const AccountId &account, const PasskeyId &id) const;

    // These give whether there was such a row.
    Result<bool> rename(const AccountId &account, const PasskeyId &id, const QString &name) const;
    Result<bool> remove(const AccountId &account, const PasskeyId &id) const;
    Result<int> removeAllOf(const AccountId &account) const;

    // Takes over the counter and the backup state of an assertion; false when the counter is not
    // greater than the one before. An authenticator without a counter always says 0.
    Result<bool> use(const PasskeyId &id, qint64 signCount, bool backupState, const QDateTime &now) const;
    Result<> suspectClone(const PasskeyId &id, const QDateTime &now) const; // the first time stays

    // The random name under which authenticators know the account, made by `fresh` on first use.
    Result<QByteArray> handleOf(const AccountId &account, const QByteArray &fresh) const;
    Result<std::optional<QByteArray>> existingHandleOf(const AccountId &account) const;

private:
    const store::Database &m_database;
};
