// SPDX-License-Identifier: GPL-3.0-only
#include "external/externalsignin.h"

#include "base/base64url.h"
#include "crypto/random.h"

using namespace Qt::StringLiterals;
namespace outcome = externaloutcome;

constexpr int stateBytes = 32;

static Error refused(const char *code, const QString &why = {})
{
    return {Error::Kind::Invalid, code, why};
}

static QString wordOf(ExternalFace face)
{
    return face == ExternalFace::OCore ? u"oauth"_s : u"external"_s;
}

// The provider vouches for the address, and the administrator for the provider (api.md 0.10).
static bool proves(const ExternalIdentity &identity, bool isTrusted, const AccountRow &account)
{
    return isTrusted && identity.emailVerified && normalisedEmail(identity.email) == normalisedEmail(account.email);
}

ExternalSignIn::ExternalSignIn(const store::Database &database, const Providers &providers, const ExternalLinks &links,
                               const ExternalRegistration &registration, const Accounts &accounts,
                               const Callers &callers, const SignIns &signIns, const Throttle &throttle,
                               const Config &config, Secret key, Clock clock)
    : m_database(database)
    , m_store(database)
    , m_providers(providers)
    , m_links(links)
    , m_registration(registration)
    , m_accounts(accounts)
    , m_callers(callers)
    , m_signIns(signIns)
    , m_throttle(throttle)
    , m_config(config)
    , m_key(std::move(key))
    , m_clock(std::move(clock))
{
}

Result<ExternalSignIn::Begun> ExternalSignIn::begin(const QString &name, ExternalFace face,
                                                    const std::optional<Caller> &linkFor, const Client &client) const
{
    const auto provider = m_providers.find(name);
    if (!provider)
        return Error{Error::Kind::NotFound, code::notFound};
    TRY(m_throttle.limitExternalBegins(client));
    const QByteArray state = base64url::encode(crypto::randomBytes(stateBytes));
    const QByteArray verifier = derived("verifier", state);
    const QString address = TRY(provider->authorizationUrl({.state = QString::fromLatin1(state),
                                                            .nonce = QString::fromLatin1(derived("nonce", state)),
                                                            .codeVerifier = verifier,
                                                            .redirectUri = redirectOf(name, face)}));
    ExternalFlow flow{.hash = crypto::sha256(state),
                      .face = wordOf(face),
                      .provider = name,
                      .expiresAt = m_clock().addSecs(life.count())};
    if (linkFor) {
        flow.account = linkFor->account;
        flow.session = linkFor->session;
    }
    TRY(m_store.insert(flow));
    return Begun{.address = address, .state = state, .codeVerifier = verifier};
}

Result<ExternalOutcome> ExternalSignIn::finish(const Return &back, const Client &client) const
{
    const ExternalFlow flow = TRY(spend(back));
    const auto provider = m_providers.find(back.provider);
    if (!provider)
        return refused(flowcode::invalidState, u"the provider is configured no longer"_s);
    const ExternalIdentity identity = TRY(identify(back, *provider));
    if (flow.account)
        return link(flow, back, identity, client);
    return signIn(identity, back, provider->settings().trustEmail, client);
}

// The browser first: nobody else's can spend what a browser set out with.
Result<ExternalFlow> ExternalSignIn::spend(const Return &back) const
{
    const QByteArray state = back.query.value(u"state"_s).toLatin1();
    if (state.isEmpty() || !crypto::equal(state, back.state))
        return refused(flowcode::invalidState, u"the state is not this browser's"_s);
    const bool hasVerifier = back.face == ExternalFace::OCore || crypto::equal(derived("verifier", state), back.codeVerifier);
    if (!hasVerifier)
        return refused(flowcode::invalidState, u"the verifier is not this state's"_s);
    const auto flow = TRY(m_store.spend(crypto::sha256(state), m_clock()));
    if (!flow || flow->face != wordOf(back.face) || flow->provider != back.provider)
        return refused(flowcode::invalidState, u"the state is spent, expired or another provider's"_s);
    return *flow;
}

// Asks the provider; outside of any transaction.
Result<ExternalIdentity> ExternalSignIn::identify(const Return &back, const Provider &provider) const
{
    const QByteArray state = back.state;
    const auto issuer = back.query.find(u"iss"_s); // RFC 9207: whose answer this is
    if (!TRY(provider.mayAnswerAs(issuer != back.query.end() ? std::optional(*issuer) : std::nullopt)))
        return refused(flowcode::invalidState, u"the answer is another provider's, or does not say whose"_s);
    const QString fault = back.query.value(u"error"_s);
    if (fault == "access_denied"_L1)
        return refused(flowcode::accessDenied);
    const QString code = back.query.value(u"code"_s);
    if (!fault.isEmpty() || code.isEmpty())
        return Error{Error::Kind::Unavailable, code::providerUnavailable, u"the provider answered: "_s + fault.left(100)};
    return provider.redeem({.code = code,
                            .nonce = QString::fromLatin1(derived("nonce", state)),
                            .codeVerifier = derived("verifier", state),
                            .redirectUri = redirectOf(back.provider, back.face)});
}

// Who links was fixed at the start, and has to be here still, by the same session.
Result<ExternalOutcome> ExternalSignIn::link(const ExternalFlow &flow, const Return &back,
                                             const ExternalIdentity &identity, const Client &client) const
{
    const Error over = refused(flowcode::loginRequired, u"the session that set out to link is over"_s);
    if (!back.caller || back.caller->session != flow.session || back.caller->account != flow.account)
        return over;
    auto transaction = TRY(store::Transaction::begin(m_database));
    const auto caller = TRY(m_callers.again(*back.caller)); // the provider had its time to answer
    if (!caller || !m_callers.requireFull(*caller))
        return over;
    const AccountRow account = TRY(m_accounts.byId(*flow.account));
    const auto present = TRY(m_links.find(identity));
    if (present && present->account != account.id)
        return refused(flowcode::alreadyLinked);
    if (present)
        return ExternalOutcome(outcome::Linked{});
    const auto provider = m_providers.find(identity.provider);
    TRY(adopt(account, identity, provider && provider->settings().trustEmail, client));
    TRY(transaction.commit());
    if (account.emailProvenAt)
        return ExternalOutcome(outcome::Linked{});
    const SignIns::Wish wish{.method = identity.provider, .remembered = back.caller->remembered};
    const AccountRow now = TRY(m_accounts.byId(account.id));
    return ExternalOutcome(outcome::Linked{TRY(m_signIns.proceed(now, wish, client))});
}

// Connects, and takes away what may have been planted before the address was proven.
Result<> ExternalSignIn::adopt(const AccountRow &account, const ExternalIdentity &identity, bool isTrusted,
                               const Client &client) const
{
    if (!account.emailProvenAt)
        TRY(m_links.dispossess(account, client));
    TRY(m_links.add(account, identity, client));
    return proves(identity, isTrusted, account) ? m_accounts.setEmailProven(account.id) : Result<>();
}

Result<ExternalOutcome> ExternalSignIn::signIn(const ExternalIdentity &identity, const Return &back, bool isTrusted,
                                               const Client &client) const
{
    const auto link = TRY(m_links.find(identity));
    if (!link)
        return meet(identity, back.face, isTrusted, client);
    const AccountRow account = TRY(m_accounts.byId(link->account));
    TRY(m_links.refresh(*link, identity));
    if (!account.emailProvenAt && proves(identity, isTrusted, account))
        TRY(m_accounts.setEmailProven(account.id));
    return proceed(account, identity, back.face, client);
}

Result<ExternalOutcome> ExternalSignIn::proceed(const AccountRow &account, const ExternalIdentity &identity,
                                                ExternalFace face, const Client &client) const
{
    const SignIns::Wish wish{.method = identity.provider, .mayBeUnverified = face == ExternalFace::Browsary};
    return ExternalOutcome(outcome::SignedIn{TRY(m_signIns.proceed(account, wish, client))});
}

// Somebody whom no link knows. An account with his address is his only if both sides have proven it.
Result<ExternalOutcome> ExternalSignIn::meet(const ExternalIdentity &identity, ExternalFace face, bool isTrusted,
                                             const Client &client) const
{
    const auto account = TRY(m_accounts.byEmail(identity.email));
    if (account && !(account->emailProvenAt && proves(identity, isTrusted, *account)))
        return refused(flowcode::accountExists);
    if (account) {
        TRY(m_signIns.admit(*account, {.method = identity.provider}, client));
        auto transaction = TRY(store::Transaction::begin(m_database));
        TRY(m_links.add(*account, identity, client));
        TRY(transaction.commit());
        return proceed(*account, identity, face, client);
    }
    if (!m_config.auth.signup)
        return Error{Error::Kind::Forbidden, code::registrationDisabled};
    if (face == ExternalFace::Browsary)
        return ExternalOutcome(outcome::Unknown{TRY(m_registration.issue(identity))});
    const auto made = m_registration.create(identity, client);
    if (!made && made.error().code == code::emailAlreadyExists)
        return refused(flowcode::accountExists);
    if (!made)
        return made.error();
    return proceed(*made, identity, face, client);
}

QString ExternalSignIn::redirectOf(const QString &provider, ExternalFace face) const
{
    return face == ExternalFace::OCore ? m_providers.oauthCallback(provider) : m_providers.externalRedirect(provider);
}

QByteArray ExternalSignIn::derived(const QByteArray &purpose, const QByteArray &state) const
{
    return base64url::encode(crypto::hmacSha256(m_key, purpose + ':' + state));
}
