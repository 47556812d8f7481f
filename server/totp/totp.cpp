// SPDX-License-Identifier: GPL-3.0-only
#include "totp/totp.h"

#include "base/base32.h"
#include "crypto/random.h"
#include "otpauth.h"
#include "totp/recoverycodes.h"
#include "totpcode.h"

using namespace Qt::StringLiterals;

constexpr int secretBytes = 20;             // 160 bits (RFC 4226 section 4, R6)
constexpr qint64 enrolmentSeconds = 15 * 60;
constexpr int offsetSearchSteps = 120; // a clock that is up to an hour off

static QByteArray placeOf(const char *column, const AccountId &account)
{
    return QByteArray("totp:") + column + ':' + account.toString().toLatin1();
}

Totp::Totp(const store::Database &database, const Accounts &accounts, const crypto::Sealer &sealer,
           const Outbox &outbox, const Config::Totp &settings, Clock clock)
    : m_database(database)
    , m_store(database)
    , m_accounts(accounts)
    , m_sealer(sealer)
    , m_outbox(outbox)
    , m_settings(settings)
    , m_clock(std::move(clock))
{
}

Result<TotpEnrolment> Totp::enrol(const AccountRow &account) const
{
    const QByteArray secret = crypto::randomBytes(secretBytes);
    const QDateTime expiresAt = m_clock().addSecs(enrolmentSeconds);
    const QByteArray sealed = m_sealer.seal(Secret(secret), placeOf("pending_secret", account.id));
    TRY(m_store.setPending(account.id, sealed, expiresAt));
    const OtpAuth uri{.issuer = m_settings.issuer, .account = account.email, .secret = secret};
    return TotpEnrolment{.url = uri.toUri(), .secret = Secret(base32::encode(secret)), .expiresAt = expiresAt};
}

Result<RecoveryCodes> Totp::confirm(const AccountRow &account, const QString &code) const
{
    auto transaction = TRY(store::Transaction::begin(m_database));
    auto codes = TRY(confirm(account, code, transaction));
    TRY(transaction.commit());
    return codes;
}

Result<RecoveryCodes> Totp::confirm(const AccountRow &account, const QString &code, const store::Transaction &) const
{
    const TotpRow row = TRY(m_store.of(account.id));
    if (row.pendingSecret.isEmpty() || row.pendingExpiresAt <= m_clock())
        return Error{Error::Kind::Invalid, code::twoFactorNotInitialized};
    const Secret secret = TRY(m_sealer.open(row.pendingSecret, placeOf("pending_secret", account.id)));
    const auto step = totp::matchingStep(secret.bytes(), code.toLatin1(), m_clock().toSecsSinceEpoch());
    if (!step)
        return wrongCode(secret.bytes(), code);
    if (!TRY(confirmStep(account.id, row, secret.bytes(), *step)))
        return Error{Error::Kind::Invalid, code::twoFactorNotInitialized};
    TRY(m_outbox.put({.kind = account.twoFactorAt ? "two_factor_changed" : "two_factor_on",
                      .account = account.id,
                      .recipient = account.email,
                      .content = {{u"name"_s, account.name}}}));
    return renewRecoveryCodes(account.id);
}

Result<bool> Totp::confirmStep(const AccountId &account, const TotpRow &row, const QByteArray &secret,
                               qint64 step) const
{
    const QByteArray sealed = m_sealer.seal(Secret(secret), placeOf("secret", account));
    if (!TRY(m_store.confirmPending(account, row.pendingSecret, sealed, step)))
        return false;
    TRY(m_accounts.setTwoFactor(account, true));
    return true;
}

Result<RecoveryCodes> Totp::renewRecoveryCodes(const AccountId &account) const
{
    RecoveryCodes codes;
    QList<QByteArray> hashes;
    for (int i = 0; i < recovery::count; ++i) {
        codes.recoveryCodes.append(recovery::newCode());
        hashes.append(recovery::hashOf(codes.recoveryCodes.last()));
    }
    TRY(m_store.setRecoveryCodes(account, hashes));
    return codes;
}

Result<std::optional<Totp::Factor>> Totp::spend(const AccountId &account, const QString &code) const
{
    if (recovery::looksLikeOne(code)) {
        const bool isSpent = TRY(m_store.spendRecoveryCode(account, recovery::hashOf(code), m_clock()));
        return isSpent ? std::optional(Factor::RecoveryCode) : std::nullopt;
    }
    return TRY(spendTotp(account, code)) ? std::optional(Factor::Totp) : std::nullopt;
}

Result<bool> Totp::spendTotp(const AccountId &account, const QString &code) const
{
    const TotpRow row = TRY(m_store.of(account));
    if (row.secret.isEmpty())
        return false;
    const Secret secret = TRY(m_sealer.open(row.secret, placeOf("secret", account)));
    const auto step = totp::matchingStep(secret.bytes(), code.toLatin1(), m_clock().toSecsSinceEpoch());
    if (!step)
        return false;
    return m_store.spendStep(account, *step);
}

Result<> Totp::remove(const AccountId &account) const
{
    TRY(m_store.remove(account));
    return m_accounts.setTwoFactor(account, false);
}

// An admin who sets up a telephone wants to know why: most often its clock is wrong.
Error Totp::wrongCode(const QByteArray &secret, const QString &code) const
{
    Error wrong{Error::Kind::Invalid, code::invalidTwoFactorCode};
    const qint64 now = m_clock().toSecsSinceEpoch();
    const auto step = totp::matchingStep(secret, code.toLatin1(), now, offsetSearchSteps);
    if (step)
        wrong.extra.insert("clockOffset"_L1, (*step - totp::timeStep(now)) * totp::stepSeconds);
    return wrong;
}
