// SPDX-License-Identifier: GPL-3.0-only
#include "accounts/accountsapi.h"

#include "api/login.h"
#include "api/paths.h"
#include "http/listanswer.h"
#include "http/nobody.h"

using namespace Qt::StringLiterals;
using http::Access;
using http::Face;
using http::Request;
using http::Response;
using http::Run;

namespace {

constexpr http::RouteTraits traits(Access access)
{
    return {.access = access, .run = Run::Store, .face = Face::Admin};
}

AuditEvent deed(const char *action, const Request &request, const AccountId &target = {})
{
    return {.action = action, .actor = request.caller->account, .target = target};
}

Result<Response> shown(const Accounts &accounts, const AccountId &id)
{
    return http::json(AccountAnswer{.user = TRY(accounts.shown(id))});
}

Registration registrationOf(const NewAccount &wanted)
{
    return {.email = wanted.email,
            .name = wanted.name,
            .firstName = wanted.firstName.value_or(QString()),
            .lastName = wanted.lastName.value_or(QString()),
            .username = wanted.username,
            .emailVerified = wanted.emailVerified.value_or(false),
            .isAdmin = wanted.isServerAdmin.value_or(false)};
}

Result<Response> create(const Accounts &accounts, const Registrations &registrations, const Audit &audit,
                        const Request &request)
{
    const auto wanted = TRY(request.body<NewAccount>(json::Unknown::Refuse));
    const auto invited = TRY(registrations.invite(registrationOf(wanted), deed("account.created", request), audit, request.client));
    return http::json(CreatedAccount{.user = TRY(accounts.shown(invited.account.id)),
                                     .link = invited.link.link,
                                     .expiresAt = invited.link.expiresAt},
                      201);
}

// Names are everyday work; the admin right and the address, which is the key to the account, need a
// fresh sign-in. Whether it is fresh the route of `Fresh` asks, which this one borrows.
Result<Response> change(const Accounts &accounts, const http::Identify &identify, const Request &request)
{
    const auto id = TRY(request.argumentId<AccountId>());
    const auto changes = TRY(request.body<AccountChanges>(json::Unknown::Refuse));
    if (changes.isServerAdmin || changes.email)
        TRY(identify(request, Access::Fresh));
    TRY(accounts.change(id, changes, deed("account.changed", request, id), request.client));
    return shown(accounts, id);
}

Result<Response> makeLink(const Accounts &accounts, const Registrations &registrations, const Audit &audit,
                          const Request &request)
{
    const auto id = TRY(request.argumentId<AccountId>());
    const auto wish = TRY(request.body<LinkWish>(json::Unknown::Refuse));
    if (wish.purpose != "set_password"_L1)
        return Error{.kind = Error::Kind::Invalid, .code = code::validationFailed, .fields = {{u"purpose"_s, code::invalid}}};
    const AccountRow account = TRY(accounts.byId(id));
    const OneTimeLink link = TRY(registrations.setPasswordLink(account));
    TRY(audit.record(deed("account.link_made", request, id), request.client));
    return http::json(link, 201);
}

// The five switches: each does its deed and shows the account.
using Switch = std::function<Result<>(const AccountId &, const Request &)>;

void addSwitch(http::Router &router, const QString &path, const Accounts &accounts, const Switch &turn)
{
    router.post(path, traits(Access::Admin), [&accounts, turn](const Request &request) -> Result<Response> {
        const auto id = TRY(request.argumentId<AccountId>());
        TRY(request.body<http::NoBody>(json::Unknown::Refuse));
        TRY(turn(id, request));
        return shown(accounts, id);
    });
}

void addSwitches(http::Router &router, const Accounts &accounts, const Throttle &throttle)
{
    addSwitch(router, path::adminUserDisable, accounts, [&](const AccountId &id, const Request &request) {
        return accounts.setDeactivated(id, true, deed("account.disabled", request, id), request.client);
    });
    addSwitch(router, path::adminUserEnable, accounts, [&](const AccountId &id, const Request &request) {
        return accounts.setDeactivated(id, false, deed("account.enabled", request, id), request.client);
    });
    addSwitch(router, path::adminUserLock, accounts, [&](const AccountId &id, const Request &request) {
        return accounts.setLocked(id, true, deed("account.locked", request, id), request.client);
    });
    addSwitch(router, path::adminUserUnlock, accounts, [&](const AccountId &id, const Request &request) -> Result<> {
        TRY(accounts.setLocked(id, false, deed("account.unlocked", request, id), request.client));
        return throttle.forgive(id);
    });
    addSwitch(router, path::adminUserVerify, accounts, [&](const AccountId &id, const Request &request) {
        return accounts.setVerified(id, deed("account.verified", request, id), request.client);
    });
}

} // namespace

void mountAccounts(http::Router &router, const Accounts &accounts, const Registrations &registrations,
                   const Throttle &throttle, const Audit &audit, const http::Identify &identify)
{
    router.get(path::account, {.access = Access::Account}, [&](const Request &request) -> Result<Response> {
        const AccountRow account = TRY(accounts.byId(request.caller->account));
        return http::json(ProfileAnswer{.user = Accounts::profileOf(account)});
    });
    router.get(path::adminUsers, traits(Access::Admin), [&](const Request &request) -> Result<Response> {
        const auto query = TRY(http::listQuery(request));
        return http::listAnswer(u"users"_s, TRY(accounts.list(query)));
    });
    router.post(path::adminUsers, traits(Access::Fresh),
                [&](const Request &request) { return create(accounts, registrations, audit, request); });
    router.get(path::adminUser, traits(Access::Admin), [&](const Request &request) -> Result<Response> {
        return shown(accounts, TRY(request.argumentId<AccountId>()));
    });
    router.patch(path::adminUser, traits(Access::Admin),
                 [&accounts, identify](const Request &request) { return change(accounts, identify, request); });
    router.remove(path::adminUser, traits(Access::Fresh), [&](const Request &request) -> Result<Response> {
        const auto id = TRY(request.argumentId<AccountId>());
        TRY(accounts.remove(id, deed("account.deleted", request, id), request.client));
        return http::noContent();
    });
    router.post(path::adminUserLinks, traits(Access::Fresh),
                [&](const Request &request) { return makeLink(accounts, registrations, audit, request); });
    addSwitches(router, accounts, throttle);
}
