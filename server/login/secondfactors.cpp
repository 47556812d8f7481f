// SPDX-License-Identifier: GPL-3.0-only
#include "login/secondfactors.h"

#include "crypto/random.h"
#include "totp/recoverycodes.h"

using namespace Qt::StringLiterals;

static QString methodOf(Totp::Factor factor)
{
    return factor == Totp::Factor::Totp ? u"totp"_s : u"recovery_code"_s;
}

static Error hasEnded()
{
    return {Error::Kind::Unauthenticated, code::invalidPartialToken};
}

static Error isWrong()
{
    return {Error::Kind::Unauthenticated, code::invalidTwoFactorCode};
}

SecondFactors::SecondFactors(const store::Database &database, const Accounts &accounts, const Sessions &sessions,
                             const SignIns &signIns, const Totp &totp, const Throttle &throttle, const Tokens &tokens,
                             const Outbox &outbox, const Config &config, Clock clock)
    : m_database(database)
    , m_accounts(accounts)
    , m_sessions(sessions)
    , m_signIns(signIns)
    , m_totp(totp)
    , m_throttle(throttle)
    , m_tokens(tokens)
    , m_outbox(outbox)
    , m_config(config)
    , m_clock(std::move(clock))
{
}

Result<SignedIn> SecondFactors::complete(const Secret &token, const QString &code, const Client &client) const
{
    const PendingSignIn pending = TRY(find(token));
    return completePending(pending, code, client);
}

Result<SignedIn> SecondFactors::verify(const Caller &caller, const QString &code, const Client &client) const
{
    if (caller.use != TokenUse::Pending)
        return lift(caller, code, client);
    const auto pending = TRY(PendingStore(m_database).byId(caller.session, m_config.throttle.pendingCodes, m_clock()));
    if (!pending)
        return hasEnded();
    return completePending(*pending, code, client);
}

Result<Totp::Factor> SecondFactors::confirm(const AccountRow &account, const QString &code, const Client &client) const
{
    TRY(admitTry(account, client));
    const auto factor = TRY(spend(account, code));
    if (!factor)
        return isWrong();
    TRY(m_throttle.takeBack({.account = account.id, .email = {}}, client));
    return *factor;
}

// A recovery code stands for a lost authenticator: it must not be what makes a new one.
Result<> SecondFactors::confirmTotp(const AccountRow &account, const QString &code, const Client &client) const
{
    if (recovery::looksLikeOne(code))
        return isWrong();
    TRY(confirm(account, code, client));
    return {};
}

Result<PendingSignIn> SecondFactors::find(const Secret &token) const
{
    const PendingStore store(m_database);
    const int tries = m_config.throttle.pendingCodes;
    const auto claims = m_tokens.verify(token.bytes());
    std::optional<PendingSignIn> pending;
    if (!claims)
        pending = TRY(store.byHandle(crypto::sha256(token.bytes()), tries, m_clock()));
    else if (claims->use == TokenUse::Pending)
        pending = TRY(store.byId(claims->session, tries, m_clock()));
    if (!pending)
        return hasEnded();
    return *pending;
}

Result<SignedIn> SecondFactors::completePending(const PendingSignIn &pending, const QString &code,
                                                const Client &client) const
{
    const AccountRow account = TRY(m_accounts.byId(pending.account));
    TRY(m_signIns.admit(account, {.method = pending.method}, client));
    TRY(admitTry(account, client));
    if (!TRY(PendingStore(m_database).countTry(pending.id, m_config.throttle.pendingCodes)))
        return hasEnded();
    const auto factor = TRY(spend(account, code));
    if (!factor) {
        TRY(m_signIns.recordFailure(account.id, account.email, u"invalid_totp"_s, pending.method, client));
        return isWrong();
    }
    return m_signIns.complete(pending, methodOf(*factor), client);
}

Result<SignedIn> SecondFactors::lift(const Caller &caller, const QString &code, const Client &client) const
{
    const AccountRow account = TRY(m_accounts.byId(caller.account));
    const auto session = TRY(m_sessions.live(caller.session));
    if (!session)
        return Error{Error::Kind::Unauthenticated, code::unauthorized};
    const Totp::Factor factor = TRY(confirm(account, code, client));
    TRY(m_sessions.passTwoFactor(*session, methodOf(factor)));
    auto lifted = TRY(m_sessions.live(caller.session));
    if (!lifted)
        return Error{Error::Kind::Unauthenticated, code::unauthorized};
    auto tokens = TRY(m_sessions.issue(*lifted, Accounts::identityOf(account)));
    return SignedIn{account, *std::move(lifted), std::move(tokens)};
}

// The ladder, and the rule of twenty wrong codes a day: who is refused by the one counts in neither.
Result<> SecondFactors::admitTry(const AccountRow &account, const Client &client) const
{
    const Throttle::Subject subject{.account = account.id, .email = {}};
    TRY(m_throttle.admit(subject, client));
    const auto admitted = m_throttle.admitSecondFactor(account.id);
    if (!admitted)
        TRY(m_throttle.takeBack(subject, client));
    return admitted;
}

// Of a used recovery code, and of the last wrong code that is accepted, their owner hears.
Result<std::optional<Totp::Factor>> SecondFactors::spend(const AccountRow &account, const QString &code) const
{
    auto transaction = TRY(store::Transaction::begin(m_database));
    auto factor = TRY(m_totp.spend(account.id, code));
    if (factor)
        TRY(m_throttle.rightSecondFactor(account.id));
    if (factor == Totp::Factor::RecoveryCode)
        TRY(tell("recovery_code_used", account));
    else if (!factor && TRY(m_throttle.wrongSecondFactor(account.id)))
        TRY(tell("second_factor_guessed", account));
    TRY(transaction.commit());
    return factor;
}

Result<> SecondFactors::tell(const QByteArray &kind, const AccountRow &account) const
{
    return m_outbox.put({.kind = kind,
                         .account = account.id,
                         .recipient = account.email,
                         .content = {{u"name"_s, account.name}}});
}
