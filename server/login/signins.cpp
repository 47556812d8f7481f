// SPDX-License-Identifier: GPL-3.0-only
#include "login/signins.h"

#include "crypto/random.h"

using namespace Qt::StringLiterals;

constexpr int handleCharacters = 64; // as long as the original's sample

SignIns::SignIns(const store::Database &database, const Accounts &accounts, const Sessions &sessions,
                 const Tokens &tokens, const History &history, const Throttle &throttle, const Outbox &outbox,
                 const Config &config, Clock clock)
    : m_database(database)
    , m_accounts(accounts)
    , m_sessions(sessions)
    , m_tokens(tokens)
    , m_history(history)
    , m_throttle(throttle)
    , m_outbox(outbox)
    , m_config(config)
    , m_clock(std::move(clock))
{
}

Result<LoginStep> SignIns::proceed(const AccountRow &account, const Wish &wish, const Client &client) const
{
    TRY(admit(account, wish, client));
    auto transaction = TRY(store::Transaction::begin(m_database));
    TRY(refuseChanged(account));
    const bool isDone = !account.twoFactorAt || wish.countsAsTwo;
    auto step = TRY(isDone ? start(account, {wish.method}, wish, client).map([](SignedIn s) { return LoginStep(std::move(s)); })
                           : defer(account, wish));
    TRY(transaction.commit());
    return step;
}

Result<> SignIns::refuseChanged(const AccountRow &account) const
{
    const auto now = TRY(m_accounts.find(account.id));
    const bool isSame = now && now->passwordStamp == account.passwordStamp && now->twoFactorAt == account.twoFactorAt
                        && !now->deactivatedAt && !now->lockedAt;
    if (!isSame)
        return Error{Error::Kind::Unauthenticated, code::invalidCredentials};
    return {};
}

Result<SignedIn> SignIns::complete(const PendingSignIn &pending, const QString &secondMethod, const Client &client) const
{
    const Wish wish{.method = pending.method, .remembered = pending.remembered, .isForm = pending.isForm};
    auto transaction = TRY(store::Transaction::begin(m_database));
    const AccountRow account = TRY(m_accounts.byId(pending.account));
    const bool isShut = account.deactivatedAt || account.lockedAt;
    if (isShut || !TRY(PendingStore(m_database).spend(pending.id, m_clock())))
        return Error{Error::Kind::Unauthenticated, code::invalidPartialToken};
    auto signedIn = TRY(start(account, {pending.method, secondMethod}, wish, client));
    TRY(transaction.commit());
    return signedIn;
}

Result<> SignIns::admit(const AccountRow &account, const Wish &wish, const Client &client) const
{
    const auto refuse = [&](const char *code, const QString &reason) -> Result<> {
        TRY(recordFailure(account.id, account.email, reason, wish.method, client));
        return Error{Error::Kind::Forbidden, code};
    };
    if (account.deactivatedAt)
        return refuse(code::accountDeactivated, u"account_deactivated"_s);
    if (account.lockedAt)
        return refuse(code::accountLocked, u"account_locked"_s);
    if (m_config.auth.requireVerifiedEmail && !account.emailVerifiedAt && !wish.mayBeUnverified)
        return refuse(code::emailNotVerified, u"email_not_verified"_s);
    return {};
}

Result<> SignIns::recordFailure(const std::optional<AccountId> &account, const QString &email, const QString &reason,
                                const QString &method, const Client &client) const
{
    return m_history.record({.account = account, .email = email, .failureReason = reason, .provider = method}, client);
}

Result<> SignIns::endWaiting(const AccountId &account) const
{
    return PendingStore(m_database).spendAllOf(account, m_clock());
}

Result<int> SignIns::forgetExpiredBefore(const QDateTime &time, int limit) const
{
    return PendingStore(m_database).forgetExpiredBefore(time, limit);
}

Result<LoginStep> SignIns::defer(const AccountRow &account, const Wish &wish) const
{
    const QByteArray handle = wish.isForm ? crypto::randomText(handleCharacters) : QByteArray();
    const PendingSignIn pending{.id = SessionId::create(),
                                .account = account.id,
                                .handleHash = handle.isEmpty() ? QByteArray() : crypto::sha256(handle),
                                .method = wish.method,
                                .remembered = wish.remembered,
                                .isForm = wish.isForm,
                                .createdAt = m_clock(),
                                .expiresAt = m_clock().addSecs(m_config.auth.pendingTtl.count())};
    TRY(PendingStore(m_database).insert(pending));
    const QByteArray token = TRY(m_tokens.issue(TokenUse::Pending, pendingClaims(account, pending.id), pending.expiresAt));
    return LoginStep(SecondFactorNeeded{.token = token,
                                        .handle = handle,
                                        .expiresAt = pending.expiresAt,
                                        .remembered = wish.remembered});
}

Result<SignedIn> SignIns::start(const AccountRow &account, const QStringList &methods, const Wish &wish,
                                const Client &client) const
{
    const SessionWish session{.methods = methods,
                              .twoFactorPassed = methods.size() > 1 || wish.countsAsTwo,
                              .remembered = wish.remembered,
                              .isForm = wish.isForm};
    auto started = TRY(m_sessions.start(Accounts::identityOf(account), session, client));
    if (wish.isLogin)
        TRY(m_history.record({.account = account.id, .email = account.email, .failureReason = {}, .provider = wish.method}, client));
    TRY(tellOfNewDevice(account, wish, client));
    TRY(m_throttle.succeeded(account.id, client));
    TRY(m_accounts.setLastLogin(account.id));
    return SignedIn{TRY(m_accounts.byId(account.id)), std::move(started.session), std::move(started.tokens)};
}

// The session that a registration starts is no news to anybody, but its device is known from then on.
Result<> SignIns::tellOfNewDevice(const AccountRow &account, const Wish &wish, const Client &client) const
{
    const bool isNew = TRY(m_history.meetDevice(account.id, client));
    if (!isNew || !wish.isLogin)
        return {};
    const QString device = Device::fromUserAgent(client.userAgent).name;
    const QJsonObject content{{u"name"_s, account.name},
                              {u"device"_s, device.isEmpty() ? u"?"_s : device},
                              {u"address"_s, m_history.whereabouts(client)},
                              {u"time"_s, m_clock().toUTC().toString(u"yyyy-MM-dd HH:mm 'UTC'"_s)}};
    return m_outbox.put({.kind = "new_device", .account = account.id, .recipient = account.email, .content = content});
}

QJsonObject SignIns::pendingClaims(const AccountRow &account, const SessionId &id) const
{
    QJsonObject info{{u"email"_s, account.email},
                     {u"emailVerified"_s, account.emailVerifiedAt.has_value()},
                     {u"twoFactorConfigured"_s, true},
                     {u"twoFactorPassed"_s, false}};
    QJsonObject claims = info;
    info.insert("id"_L1, account.id.toString());
    claims.insert("info"_L1, info);
    claims.insert("sub"_L1, account.id.toString());
    claims.insert("sid"_L1, id.toString());
    return claims;
}
