// SPDX-License-Identifier: GPL-3.0-only
#include "external/externalstore.h"

using namespace Qt::StringLiterals;
using store::toColumn;

static const auto selectLink = u"SELECT id, account_id, provider, issuer, subject, email, display_name, avatar_url,"
                               " created_at FROM external_accounts"_s;

static ExternalLink readLink(const store::Row &row)
{
    return {.id = ExternalAccountId::fromString(row.text(0)),
            .account = AccountId::fromString(row.text(1)),
            .provider = row.text(2),
            .issuer = row.text(3),
            .subject = row.text(4),
            .email = row.text(5),
            .displayName = row.text(6),
            .avatarUrl = row.text(7),
            .createdAt = row.time(8)};
}

static ExternalFlow readFlow(const store::Row &row)
{
    ExternalFlow flow{.hash = row.bytes(0), .face = row.text(1), .provider = row.text(2), .expiresAt = row.time(5)};
    if (!row.isNull(3))
        flow.account = AccountId::fromString(row.text(3));
    if (!row.isNull(4))
        flow.session = SessionId::fromString(row.text(4));
    return flow;
}

template<class T>
static QVariant idOrNull(const std::optional<T> &id)
{
    return id ? QVariant(id->toString()) : QVariant();
}

Result<> ExternalStore::insert(const ExternalLink &link) const
{
    TRY(m_database.run(u"INSERT INTO external_accounts (id, account_id, provider, issuer, subject, email, display_name,"
                       " avatar_url, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
                       {link.id.toString(), link.account.toString(), link.provider, link.issuer, link.subject, link.email,
                        link.displayName, link.avatarUrl, toColumn(link.createdAt)}));
    return {};
}

Result<> ExternalStore::update(const ExternalLink &link) const
{
    TRY(m_database.run(u"UPDATE external_accounts SET provider = ?, email = ?, display_name = ?, avatar_url = ? WHERE id = ?"_s,
                       {link.provider, link.email, link.displayName, link.avatarUrl, link.id.toString()}));
    return {};
}

Result<std::optional<ExternalLink>> ExternalStore::byIdentity(const QString &issuer, const QString &subject) const
{
    static const QString sql = selectLink + u" WHERE issuer = ? AND subject = ?"_s;
    return m_database.first(sql, {issuer, subject}, readLink);
}

Result<QList<ExternalLink>> ExternalStore::of(const AccountId &account) const
{
    static const QString sql = selectLink + u" WHERE account_id = ? ORDER BY number"_s;
    return m_database.all(sql, {account.toString()}, readLink);
}

Result<bool> ExternalStore::remove(const AccountId &account, const ExternalAccountId &id) const
{
    const int removed = TRY(m_database.run(u"DELETE FROM external_accounts WHERE account_id = ? AND id = ?"_s,
                                           {account.toString(), id.toString()}));
    return removed == 1;
}

Result<qint64> ExternalStore::countOf(const QString &provider) const
{
    return m_database.one(u"SELECT count(*) FROM external_accounts WHERE provider = ?"_s, {provider},
                          [](const store::Row &row) { return row.number(0); });
}

Result<> ExternalStore::insert(const ExternalFlow &flow) const
{
    TRY(m_database.run(u"INSERT INTO external_flows (hash, face, provider, account_id, session_id, expires_at)"
                       " VALUES (?, ?, ?, ?, ?, ?)"_s,
                       {flow.hash, flow.face, flow.provider, idOrNull(flow.account), idOrNull(flow.session),
                        toColumn(flow.expiresAt)}));
    return {};
}

Result<std::optional<ExternalFlow>> ExternalStore::spend(const QByteArray &hash, const QDateTime &now) const
{
    auto flow = TRY(m_database.first(u"SELECT hash, face, provider, account_id, session_id, expires_at"
                                     " FROM external_flows WHERE hash = ? AND expires_at > ?"_s,
                                     {hash, toColumn(now)}, readFlow));
    const int removed = TRY(m_database.run(u"DELETE FROM external_flows WHERE hash = ?"_s, {hash}));
    return removed == 1 ? flow : std::nullopt;
}

Result<> ExternalStore::insertRegistration(const QByteArray &hash, const QByteArray &identity, const QDateTime &expiresAt) const
{
    TRY(m_database.run(u"INSERT INTO external_registrations (hash, identity, expires_at) VALUES (?, ?, ?)"_s,
                       {hash, identity, toColumn(expiresAt)}));
    return {};
}

Result<std::optional<QByteArray>> ExternalStore::registration(const QByteArray &hash, const QDateTime &now) const
{
    return m_database.first(u"SELECT identity FROM external_registrations WHERE hash = ? AND spent_at IS NULL AND expires_at > ?"_s,
                            {hash, toColumn(now)}, [](const store::Row &row) { return row.bytes(0); });
}

Result<bool> ExternalStore::spendRegistration(const QByteArray &hash, const QDateTime &now) const
{
    const int spent = TRY(m_database.run(u"UPDATE external_registrations SET spent_at = ?"
                                         " WHERE hash = ? AND spent_at IS NULL AND expires_at > ?"_s,
                                         {toColumn(now), hash, toColumn(now)}));
    return spent == 1;
}

Result<int> ExternalStore::forgetFlows(const QDateTime &time, int limit) const
{
    return m_database.run(u"DELETE FROM external_flows WHERE hash IN"
                          " (SELECT hash FROM external_flows WHERE expires_at <= ? LIMIT ?)"_s,
                          {toColumn(time), limit});
}

Result<int> ExternalStore::forgetRegistrations(const QDateTime &time, int limit) const
{
    return m_database.run(u"DELETE FROM external_registrations WHERE hash IN"
                          " (SELECT hash FROM external_registrations WHERE expires_at < ? LIMIT ?)"_s,
                          {toColumn(time), limit});
}
