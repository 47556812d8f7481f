// SPDX-License-Identifier: GPL-3.0-only
#include "passkeys/passkeys.h"

using namespace Qt::StringLiterals;

static Error notFound()
{
    return {.kind = Error::Kind::NotFound, .code = code::notFound};
}

static json::Nullable<QDateTime> nullable(const std::optional<QDateTime> &time)
{
    return time ? json::Nullable<QDateTime>(*time) : json::Nullable<QDateTime>();
}

Passkeys::Passkeys(const store::Database &database, const Accounts &accounts, const AuthMethods &methods,
                   const Outbox &outbox, const Audit &audit)
    : m_database(database)
    , m_store(database)
    , m_accounts(accounts)
    , m_methods(methods)
    , m_outbox(outbox)
    , m_audit(audit)
{
}

Passkey Passkeys::shown(const PasskeyRow &passkey)
{
    return {.id = passkey.id,
            .deviceName = passkey.deviceName,
            .createdAt = passkey.createdAt,
            .lastUsedAt = nullable(passkey.lastUsedAt),
            .transport = passkey.transports,
            .backupEligible = passkey.backupEligible,
            .backupState = passkey.backupState};
}

AdminPasskey Passkeys::shownToAdmins(const PasskeyRow &passkey)
{
    return {shown(passkey), nullable(passkey.cloneSuspectedAt)};
}

Result<> Passkeys::rename(const AccountId &account, const PasskeyId &id, const QString &name) const
{
    const bool isThere = TRY(m_store.rename(account, id, name));
    if (!isThere)
        return notFound();
    return {};
}

Result<> Passkeys::remove(const AccountId &account, const PasskeyId &id, const AccountId &actor, const Client &client) const
{
    auto transaction = TRY(store::Transaction::begin(m_database));
    const auto passkey = TRY(m_store.one(account, id));
    if (!passkey)
        return notFound();
    const qint64 methods = TRY(m_methods.countOf(account));
    if (actor == account && methods < 2)
        return Error{.kind = Error::Kind::Invalid, .code = code::lastAuthMethod};
    TRY(m_store.remove(account, id));
    TRY(tell("passkey.removed", *passkey, actor, client));
    return transaction.commit();
}

Result<> Passkeys::tell(const char *action, const PasskeyRow &passkey, const AccountId &actor, const Client &client) const
{
    const AccountRow owner = TRY(m_accounts.byId(passkey.account));
    TRY(m_outbox.put({.kind = "passkey_changed",
                      .account = owner.id,
                      .recipient = owner.email,
                      .content = {{u"name"_s, owner.name}, {u"device"_s, passkey.deviceName}}}));
    return m_audit.record({.action = action,
                           .actor = actor,
                           .target = owner.id,
                           .details = {{u"passkey"_s, passkey.id.toString()}, {u"device"_s, passkey.deviceName}}},
                          client);
}
