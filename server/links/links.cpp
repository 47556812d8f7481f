// SPDX-License-Identifier: GPL-3.0-only
#include "links/links.h"

#include "crypto/random.h"
#include "links/linkstore.h"

using namespace Qt::StringLiterals;

static QString purposeOf(TokenUse use)
{
    switch (use) {
    case TokenUse::Verify: return u"verify"_s;
    case TokenUse::EmailChange: return u"email_change"_s;
    case TokenUse::StopAccount: return u"stop_account"_s;
    case TokenUse::Reset: return u"reset"_s;
    default: Q_UNREACHABLE();
    }
}

static Error expired()
{
    return {Error::Kind::Invalid, code::expiredOrAlreadyUsed};
}

static QByteArray hashOf(const QString &tokenId)
{
    return crypto::sha256(tokenId.toLatin1());
}

Links::Links(const store::Database &database, const Tokens &tokens, Clock clock)
    : m_database(database)
    , m_tokens(tokens)
    , m_clock(std::move(clock))
{
}

Result<Links::Issued> Links::issue(const Wish &wish) const
{
    const QDateTime expiresAt = m_clock().addSecs(wish.life.count());
    const QByteArray token = TRY(m_tokens.issue(wish.use, {{u"sub"_s, wish.account.toString()}}, expiresAt));
    const auto claims = m_tokens.verify(token);
    Q_ASSERT(claims);
    TRY(LinkStore(m_database).insert({.hash = hashOf(claims->id),
                                      .purpose = purposeOf(wish.use),
                                      .mailed = wish.mailed,
                                      .account = wish.account,
                                      .email = wish.email,
                                      .createdAt = m_clock(),
                                      .expiresAt = expiresAt}));
    return Issued{token, expiresAt};
}

Result<Links::Purpose> Links::check(TokenUse use, const Secret &token) const
{
    const auto claims = claimsOf(use, token);
    if (!claims)
        return expired();
    const auto row = TRY(LinkStore(m_database).unspent(hashOf(claims->id), m_clock()));
    if (!row || row->purpose != purposeOf(use))
        return expired();
    return Purpose{row->account, row->email, row->mailed};
}

Result<Links::Purpose> Links::spend(TokenUse use, const Secret &token) const
{
    const Purpose purpose = TRY(check(use, token));
    const auto claims = claimsOf(use, token);
    if (!TRY(LinkStore(m_database).spend(hashOf(claims->id), m_clock())))
        return expired();
    return purpose;
}

Result<bool> Links::isGood(const Secret &token) const
{
    const auto claims = m_tokens.verify(token.bytes());
    return claims && TRY(LinkStore(m_database).unspent(hashOf(claims->id), m_clock())).has_value();
}

Result<> Links::cancel(const AccountId &account, const QList<TokenUse> &uses) const
{
    for (const TokenUse use : uses)
        TRY(LinkStore(m_database).cancel(account, purposeOf(use), m_clock()));
    return {};
}

Result<int> Links::forgetExpiredBefore(const QDateTime &time, int limit) const
{
    return LinkStore(m_database).forgetExpiredBefore(time, limit);
}

std::optional<Claims> Links::claimsOf(TokenUse use, const Secret &token) const
{
    auto claims = m_tokens.verify(token.bytes());
    return claims && claims->use == use ? claims : std::nullopt;
}
