// SPDX-License-Identifier: GPL-3.0-only
#include "external/externalregistration.h"

#include "api/rules.h"
#include "base/base64url.h"
#include "crypto/random.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

constexpr int browserBytes = 32;

static Error expired()
{
    return {Error::Kind::Invalid, code::expiredOrAlreadyUsed};
}

static Error wrong(const QString &field, const char *code)
{
    return {.kind = Error::Kind::Invalid, .code = code::validationFailed, .fields = {{field, code}}};
}

static QByteArray placeOf(const QByteArray &hash)
{
    return "external_registrations:identity:" + hash.toHex();
}

static QString hashOfBrowser(const QByteArray &browser)
{
    return QString::fromLatin1(base64url::encode(crypto::sha256(browser)));
}

// Providers' names obey no rules of ours: what does not fit is left out.
static QString fitting(const QString &name)
{
    const QString text = name.simplified().left(100);
    return rule::PersonName()(text) ? QString() : text;
}

static Registration saidBy(const ExternalIdentity &identity)
{
    const QString name = fitting(identity.displayName);
    const QString first = fitting(identity.firstName);
    const QString last = fitting(identity.lastName);
    const QString both = (first + u' ' + last).trimmed();
    const QString whole = !name.isEmpty() ? name : !both.isEmpty() ? both : identity.email.section(u'@', 0, 0);
    return {.email = identity.email.trimmed(),
            .name = whole,
            .firstName = first.isEmpty() ? whole.section(u' ', 0, 0) : first,
            .lastName = first.isEmpty() ? whole.section(u' ', 1) : last};
}

ExternalRegistration::ExternalRegistration(const store::Database &database, const ExternalLinks &links,
                                           const Providers &providers, const Accounts &accounts,
                                           const Passwords &passwords, const Verifications &verifications,
                                           const Throttle &throttle, const Tokens &tokens,
                                           const crypto::Sealer &sealer, const Config &config, Clock clock)
    : m_database(database)
    , m_store(database)
    , m_links(links)
    , m_providers(providers)
    , m_accounts(accounts)
    , m_passwords(passwords)
    , m_verifications(verifications)
    , m_throttle(throttle)
    , m_tokens(tokens)
    , m_sealer(sealer)
    , m_config(config)
    , m_clock(std::move(clock))
{
}

// The token says for which browser it is by a hash that nobody can find the secret for.
Result<ExternalRegistration::Ticket> ExternalRegistration::issue(const ExternalIdentity &identity) const
{
    const QDateTime expiresAt = m_clock().addSecs(m_config.auth.externalTtl.count());
    const QByteArray browser = base64url::encode(crypto::randomBytes(browserBytes));
    const QJsonObject payload{{u"provider"_s, identity.provider}, {u"browser"_s, hashOfBrowser(browser)}};
    const QByteArray token = TRY(m_tokens.issue(TokenUse::External, payload, expiresAt));
    const QByteArray hash = TRY(hashOf(Secret(token)));
    const Secret content(QJsonDocument(identity.toJson()).toJson(QJsonDocument::Compact));
    TRY(m_store.insertRegistration(hash, m_sealer.seal(content, placeOf(hash)), expiresAt));
    return Ticket{token, browser, m_config.auth.externalTtl};
}

Result<bool> ExternalRegistration::isOfBrowser(const Secret &token, const QByteArray &browser) const
{
    const Claims claims = TRY(claimsOf(token));
    const QString wanted = QJsonDocument::fromJson(claims.payload)["browser"_L1].toString();
    return !wanted.isEmpty() && crypto::equal(wanted.toLatin1(), hashOfBrowser(browser).toLatin1());
}

Result<ExternalIdentity> ExternalRegistration::identityOf(const Secret &token) const
{
    if (!m_config.auth.signup)
        return Error{Error::Kind::Forbidden, code::registrationDisabled};
    const QByteArray hash = TRY(hashOf(token));
    return open(hash);
}

Result<AccountRow> ExternalRegistration::create(const ExternalIdentity &identity, const Client &client) const
{
    const auto registration = registrationOf({}, identity);
    if (!registration)
        return Error{Error::Kind::Invalid, flowcode::emailMissing};
    TRY(m_throttle.limitRegistration(client));
    auto transaction = TRY(store::Transaction::begin(m_database));
    const AccountRow account = TRY(insert(*registration, identity, {}, client));
    TRY(transaction.commit());
    return m_accounts.byId(account.id);
}

Result<ExternalRegistration::Made> ExternalRegistration::complete(const Secret &token, const ExternalWish &wish,
                                                                  const Client &client) const
{
    const ExternalIdentity identity = TRY(identityOf(token));
    const QByteArray tokenHash = TRY(hashOf(token));
    const Registration registration = TRY(registrationOf(wish, identity));
    const QByteArray password = TRY(passwordHash(wish, registration));
    TRY(m_throttle.limitRegistration(client));

    auto transaction = TRY(store::Transaction::begin(m_database));
    if (!TRY(m_store.spendRegistration(tokenHash, m_clock())))
        return expired();
    if (TRY(m_links.find(identity)))
        return expired(); // registered meanwhile, with another token
    const AccountRow account = TRY(insert(registration, identity, password, client));
    TRY(transaction.commit());
    return Made{TRY(m_accounts.byId(account.id)), identity.provider};
}

Result<Claims> ExternalRegistration::claimsOf(const Secret &token) const
{
    const auto claims = m_tokens.verify(token.bytes());
    if (!claims || claims->use != TokenUse::External)
        return expired();
    return *claims;
}

Result<QByteArray> ExternalRegistration::hashOf(const Secret &token) const
{
    const Claims claims = TRY(claimsOf(token));
    return crypto::sha256(claims.id.toLatin1());
}

Result<ExternalIdentity> ExternalRegistration::open(const QByteArray &hash) const
{
    const auto sealed = TRY(m_store.registration(hash, m_clock()));
    if (!sealed)
        return expired();
    const Secret content = TRY(m_sealer.open(*sealed, placeOf(hash)));
    return ExternalIdentity::fromJson(QJsonDocument::fromJson(content.bytes()).object());
}

// An address counts as verified where the provider says so of this very one.
Result<Registration> ExternalRegistration::registrationOf(const ExternalWish &wish, const ExternalIdentity &identity) const
{
    Registration registration = saidBy(identity);
    registration.firstName = wish.firstName.value_or(registration.firstName).trimmed();
    registration.lastName = wish.lastName.value_or(registration.lastName).trimmed();
    if (wish.firstName || wish.lastName)
        registration.name = (registration.firstName + u' ' + registration.lastName).trimmed();
    registration.email = wish.email.value_or(registration.email).trimmed();
    registration.username = wish.username;
    if (registration.email.isEmpty())
        return wrong(u"email"_s, code::required);
    if (const char *fault = rule::EmailAddress()(registration.email))
        return wrong(u"email"_s, fault);
    const bool isOwn = normalisedEmail(identity.email) == normalisedEmail(registration.email);
    registration.emailVerified = m_config.auth.verification == Config::Verification::None || (isOwn && identity.emailVerified);
    return registration;
}

Result<QByteArray> ExternalRegistration::passwordHash(const ExternalWish &wish, const Registration &registration) const
{
    if (!wish.password && !wish.confirmPassword)
        return QByteArray();
    const Secret password = wish.password.value_or(Secret());
    if (password.bytes() != wish.confirmPassword.value_or(password).bytes())
        return wrong(u"confirmPassword"_s, code::mismatch);
    TRY(m_passwords.check(password, {registration.name, registration.email}, u"password"_s));
    return m_passwords.hash(password);
}

// Joins the caller's transaction.
Result<AccountRow> ExternalRegistration::insert(const Registration &registration, const ExternalIdentity &identity,
                                                const QByteArray &passwordHash, const Client &client) const
{
    const AccountRow account = TRY(m_accounts.create(registration));
    if (!passwordHash.isEmpty())
        TRY(m_passwords.set(account.id, passwordHash));
    TRY(m_links.add(account, identity, client));
    const bool isOwn = normalisedEmail(identity.email) == normalisedEmail(account.email);
    if (isOwn && identity.emailVerified && isTrusted(identity.provider))
        TRY(m_accounts.setEmailProven(account.id));
    if (!account.emailVerifiedAt)
        TRY(m_verifications.mail(account));
    return account;
}

bool ExternalRegistration::isTrusted(const QString &name) const
{
    const auto provider = m_providers.find(name);
    return provider && provider->settings().trustEmail;
}
