// SPDX-License-Identifier: GPL-3.0-only
#include "external/externallinks.h"

#include "external/flowcodes.h"

#include <algorithm>

using namespace Qt::StringLiterals;

static Error notFound()
{
    return {Error::Kind::NotFound, code::notFound};
}

static QJsonObject detailsOf(const QString &provider, const QString &subject)
{
    return {{u"provider"_s, provider}, {u"providerUserId"_s, subject}};
}

ExternalLinks::ExternalLinks(const store::Database &database, const Parts &parts, Clock clock)
    : m_database(database)
    , m_store(database)
    , m_parts(parts)
    , m_clock(std::move(clock))
{
}

ExternalAccount ExternalLinks::shown(const ExternalLink &link)
{
    return {.id = link.id,
            .provider = link.provider,
            .providerUserId = link.subject,
            .email = link.email,
            .displayName = link.displayName,
            .avatarUrl = link.avatarUrl,
            .createdAt = link.createdAt};
}

Result<std::optional<ExternalLink>> ExternalLinks::find(const ExternalIdentity &identity) const
{
    return m_store.byIdentity(identity.issuer, identity.subject);
}

Result<> ExternalLinks::refresh(ExternalLink link, const ExternalIdentity &identity) const
{
    link.provider = identity.provider;
    link.email = identity.email;
    link.displayName = identity.displayName;
    link.avatarUrl = identity.avatarUrl;
    return m_store.update(link);
}

Result<> ExternalLinks::add(const AccountRow &account, const ExternalIdentity &identity, const Client &client) const
{
    const auto inserted = m_store.insert({.id = ExternalAccountId::create(),
                                          .account = account.id,
                                          .provider = identity.provider,
                                          .issuer = identity.issuer,
                                          .subject = identity.subject,
                                          .email = identity.email,
                                          .displayName = identity.displayName,
                                          .avatarUrl = identity.avatarUrl,
                                          .createdAt = m_clock()});
    if (!inserted && inserted.error().kind == Error::Kind::Conflict)
        return Error{Error::Kind::Conflict, flowcode::alreadyLinked};
    TRY(inserted);
    TRY(m_parts.audit.record({.action = "external.connected",
                              .actor = account.id,
                              .target = account.id,
                              .details = detailsOf(identity.provider, identity.subject)},
                             client));
    return tell(account);
}

Result<> ExternalLinks::dispossess(const AccountRow &account, const Client &client) const
{
    TRY(m_parts.passwords.remove(account.id));
    TRY(m_parts.passkeys.removeAllOf(account.id));
    TRY(m_parts.totp.remove(account.id));
    TRY(m_parts.sessions.revokeAllOf(account.id));
    TRY(m_parts.signIns.endWaiting(account.id));
    TRY(m_parts.links.cancel(account.id, {TokenUse::Reset, TokenUse::EmailChange}));
    return m_parts.audit.record({.action = "account.dispossessed", .actor = account.id, .target = account.id}, client);
}

Result<> ExternalLinks::disconnect(const Caller &caller, const ExternalAccountId &id, const std::optional<Secret> &password,
                                   const Client &client) const
{
    const AccountRow account = TRY(m_parts.accounts.byId(caller.account));
    const auto links = TRY(m_store.of(account.id));
    const auto link = std::ranges::find(links, id, &ExternalLink::id);
    if (link == links.end())
        return notFound();
    if (TRY(m_parts.methods.countOf(account.id)) <= 1)
        return Error{Error::Kind::Invalid, code::lastAuthMethod};
    if (!account.hasPassword)
        return Error{Error::Kind::Invalid, code::passwordNotSet};
    if (!password)
        return Error{.kind = Error::Kind::Invalid, .code = code::validationFailed, .fields = {{u"password"_s, code::required}}};
    TRY(m_parts.guard.confirm(account, *password, client));
    return removeOwn(account, {*link}, client);
}

Result<> ExternalLinks::disconnectProvider(const Caller &caller, const QString &provider, const Client &client) const
{
    const AccountRow account = TRY(m_parts.accounts.byId(caller.account));
    QList<ExternalLink> links = TRY(m_store.of(account.id));
    links.removeIf([&](const ExternalLink &link) { return link.provider != provider; });
    if (links.isEmpty())
        return notFound();
    return removeOwn(account, links, client);
}

// Counted where they are taken away: of two requests that take the last two, one has to lose.
Result<> ExternalLinks::removeOwn(const AccountRow &account, const QList<ExternalLink> &links, const Client &client) const
{
    auto transaction = TRY(store::Transaction::begin(m_database));
    if (TRY(m_parts.methods.countOf(account.id)) <= links.size())
        return Error{Error::Kind::Invalid, code::lastAuthMethod};
    for (const ExternalLink &link : links)
        TRY(remove(account, link, account.id, client));
    return transaction.commit();
}

Result<> ExternalLinks::removeFor(const AccountId &id, const ExternalAccountId &linkId, const AccountId &admin,
                                  const Client &client) const
{
    auto transaction = TRY(store::Transaction::begin(m_database));
    const AccountRow account = TRY(m_parts.accounts.byId(id));
    const auto links = TRY(m_store.of(id));
    const auto link = std::ranges::find(links, linkId, &ExternalLink::id);
    if (link == links.end())
        return notFound();
    TRY(remove(account, *link, admin, client));
    return transaction.commit();
}

Result<> ExternalLinks::remove(const AccountRow &account, const ExternalLink &link, const AccountId &actor,
                               const Client &client) const
{
    if (!TRY(m_store.remove(account.id, link.id)))
        return notFound();
    TRY(m_parts.audit.record({.action = "external.disconnected",
                              .actor = actor,
                              .target = account.id,
                              .details = detailsOf(link.provider, link.subject)},
                             client));
    return tell(account);
}

Result<> ExternalLinks::tell(const AccountRow &account) const
{
    return m_parts.outbox.put({.kind = "external_changed",
                               .account = account.id,
                               .recipient = account.email,
                               .content = {{u"name"_s, account.name}}});
}
