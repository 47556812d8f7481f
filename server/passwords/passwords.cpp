// SPDX-License-Identifier: GPL-3.0-only
#include "passwords/passwords.h"

#include "api/codes.h"
#include "crypto/random.h"

static Error busy()
{
    return {.kind = Error::Kind::Unavailable, .code = code::serverBusy, .retryAfter = 1};
}

Passwords::Passwords(const store::Database &database, crypto::HashingPool &pool, const Config::Password &settings,
                     Clock clock)
    : m_store(database)
    , m_pool(pool)
    , m_settings(settings)
    , m_clock(std::move(clock))
    , m_policy(settings)
    , m_nobodysHash(crypto::hashPassword(Secret(crypto::randomText(32)), cost()).value_or(QByteArray()))
{
}

Result<> Passwords::check(const Secret &password, const QStringList &own, const QString &field) const
{
    if (const char *fault = m_policy.fault(password, own))
        return Error{.kind = Error::Kind::Invalid, .code = code::validationFailed, .fields = {{field, fault}}};
    return {};
}

Result<QByteArray> Passwords::hash(const Secret &password) const
{
    const Secret normalised = PasswordPolicy::normalised(password);
    Result<QByteArray> hashed = busy();
    if (!m_pool.run([&] { hashed = crypto::hashPassword(normalised, cost()); }))
        return busy();
    return hashed;
}

Result<bool> Passwords::verify(const std::optional<AccountId> &account, const Secret &password) const
{
    std::optional<QByteArray> known;
    if (account)
        known = TRY(m_store.hashOf(*account));
    const Secret normalised = PasswordPolicy::normalised(password);
    const QByteArray against = known.value_or(m_nobodysHash);
    bool isRight = false;
    if (!m_pool.run([&] { isRight = crypto::verifyPassword(normalised, against); }))
        return busy();
    isRight = isRight && known;
    if (isRight && crypto::needsRehash(against, cost())) {
        if (const auto renewed = hash(password)) // busy: the next login will do
            TRY(m_store.replace(*account, against, *renewed));
    }
    return isRight;
}

Result<bool> Passwords::isSet(const AccountId &account) const
{
    return TRY(m_store.hashOf(account)).has_value();
}

Result<> Passwords::set(const AccountId &account, const QByteArray &hash) const
{
    return m_store.set(account, hash, m_clock());
}
