// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "accounts/accounts.h"
#include "api/totp.h"
#include "crypto/sealer.h"
#include "mail/outbox.h"
#include "totp/totpstore.h"

// Two-factor by TOTP (RFC 6238) and recovery codes. A time step and a recovery code are spent once,
// whichever path they came by.
class Totp
{
public:
    Totp(const store::Database &database, const Accounts &accounts, const crypto::Sealer &sealer, const Outbox &outbox,
         const Config::Totp &settings, Clock clock);

    // Makes a secret that waits for its first code; one in force stays so until then.
    Result<TotpEnrolment> enrol(const AccountRow &account) const;

    // Puts the waiting secret in force; new recovery codes replace the old; a mail says so. TWO_FACTOR_NOT_INITIALIZED;
    // INVALID_TWO_FACTOR_CODE, with `clockOffset` in seconds when the code fits another time.
    Result<RecoveryCodes> confirm(const AccountRow &account, const QString &code) const;
    Result<RecoveryCodes> confirm(const AccountRow &account, const QString &code,
                                  const store::Transaction &) const; // in the caller's

    // How a code was right; spends it. Nothing for a wrong or spent one.
    enum class Factor { Totp, RecoveryCode };
    Result<std::optional<Factor>> spend(const AccountId &account, const QString &code) const;
    Result<bool> spendTotp(const AccountId &account, const QString &code) const; // no recovery codes

    // Turns two-factor off and forgets its secrets and recovery codes.
    Result<> remove(const AccountId &account) const;

private:
    Result<bool> confirmStep(const AccountId &account, const TotpRow &row, const QByteArray &secret, qint64 step) const;
    Result<RecoveryCodes> renewRecoveryCodes(const AccountId &account) const;
    Error wrongCode(const QByteArray &secret, const QString &code) const;

    const store::Database &m_database;
    TotpStore m_store;
    const Accounts &m_accounts;
    const crypto::Sealer &m_sealer;
    const Outbox &m_outbox;
    const Config::Totp &m_settings;
    Clock m_clock;
};
