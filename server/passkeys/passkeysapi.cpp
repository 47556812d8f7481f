// SPDX-License-Identifier: GPL-3.0-only
#include "passkeys/passkeysapi.h"

#include "api/paths.h"

using namespace Qt::StringLiterals;
using http::Access;
using http::Face;
using http::Request;
using http::Response;
using http::Run;

namespace {

// Both bodies of login/begin: an address, or nothing.
struct LoginBegin
{
    std::optional<QString> email = {};

    static constexpr auto fields() { return std::tuple{json::field("email"_L1, &LoginBegin::email)}; }
};

Response begun(const QJsonObject &options)
{
    return http::json(QJsonObject{{u"publicKey"_s, options}});
}

QString nameIn(const PasskeyName &body)
{
    return body.device_name.value_or(body.deviceName.value_or(QString()));
}

// The name in the query of register/finish, which is judged like one in a body.
Result<QString> nameInQuery(const Request &request)
{
    QJsonObject object;
    for (const QString &name : {u"device_name"_s, u"deviceName"_s}) {
        if (!request.query.value(name).isEmpty())
            object.insert(name, request.query.value(name));
    }
    return nameIn(TRY(json::read<PasskeyName>(object)));
}

template<class T>
Result<Response> listed(const Result<QList<PasskeyRow>> &rows, T (*shown)(const PasskeyRow &))
{
    PasskeyList<T> list;
    for (const PasskeyRow &row : TRY(rows))
        list.passkeys.append(shown(row));
    return http::json(list);
}

Result<Response> beginRegistration(const PasskeyRegistration &registration, const Request &request)
{
    const auto body = TRY(request.body<PasskeyName>());
    return begun(TRY(registration.begin(*request.caller, nameIn(body), request.client)));
}

Result<Response> finishRegistration(const PasskeyRegistration &registration, const Request &request)
{
    const auto credential = TRY(request.body<NewCredential>());
    const QString name = TRY(nameInQuery(request));
    const auto passkey = TRY(registration.finish(*request.caller, credential, name, request.client));
    return http::json(CreatedPasskey{passkey.id, passkey.deviceName, passkey.createdAt}, 201);
}

Result<Response> rename(const Passkeys &passkeys, const Request &request)
{
    const auto id = TRY(request.argumentId<PasskeyId>());
    const QString name = nameIn(TRY(request.body<PasskeyName>()));
    if (name.isEmpty())
        return Error{.kind = Error::Kind::Invalid,
                     .code = code::validationFailed,
                     .fields = {{u"device_name"_s, code::required}}};
    TRY(passkeys.rename(request.caller->account, id, name));
    return http::json(RenamedPasskey{id, name});
}

Result<Response> finishLogin(const PasskeyLogin &login, const LoginAnswers &answers, const Request &request)
{
    const auto credential = TRY(request.body<UsedCredential>());
    const auto signedIn = TRY(login.finish(request.query.value(u"email"_s), credential, request.client));
    return answers.user(signedIn, request);
}

} // namespace

void mountPasskeys(http::Router &router, const Passkeys &passkeys, const PasskeyRegistration &registration)
{
    const http::RouteTraits traits{.access = Access::Account, .run = Run::Store};
    router.get(path::passkeys, traits, [&](const Request &request) {
        return listed(passkeys.of(request.caller->account), &Passkeys::shown);
    });
    router.post(path::passkeyRegisterBegin, traits,
                [&](const Request &request) { return beginRegistration(registration, request); });
    router.post(path::passkeyRegisterFinish, traits,
                [&](const Request &request) { return finishRegistration(registration, request); });
    router.patch(path::passkey, traits, [&](const Request &request) { return rename(passkeys, request); });
    router.remove(path::passkey, traits, [&](const Request &request) -> Result<Response> {
        const auto id = TRY(request.argumentId<PasskeyId>());
        TRY(passkeys.remove(request.caller->account, id, request.caller->account, request.client));
        return http::noContent();
    });
}

void mountPasskeyLogin(http::Router &router, const PasskeyLogin &login, const LoginAnswers &answers)
{
    router.post(path::passkeyLoginBegin, {.access = Access::Public, .run = Run::Store},
                [&](const Request &request) -> Result<Response> {
                    const auto body = TRY(request.body<LoginBegin>());
                    return begun(TRY(login.begin(body.email.value_or(QString()).trimmed(), request.client)));
                });
    router.post(path::passkeyLoginFinish, {.access = Access::Public, .run = Run::Store, .setsCookies = true},
                [&](const Request &request) { return finishLogin(login, answers, request); });
}

void mountPasskeyAdministration(http::Router &router, const Passkeys &passkeys, const PasskeyDoctor &doctor,
                                const Accounts &accounts)
{
    const http::RouteTraits traits{.access = Access::Admin, .run = Run::Store, .face = Face::Admin};
    router.get(path::adminUserPasskeys, traits, [&](const Request &request) -> Result<Response> {
        const auto account = TRY(request.argumentId<AccountId>());
        TRY(accounts.byId(account));
        return listed(passkeys.of(account), &Passkeys::shownToAdmins);
    });
    router.get(path::adminPasskeyDoctor, traits,
               [&](const Request &) -> Result<Response> { return http::json(doctor.examine()); });
    router.remove(path::adminUserPasskey, {.access = Access::Fresh, .run = Run::Store, .face = Face::Admin},
                  [&](const Request &request) -> Result<Response> {
                      const auto account = TRY(request.argumentId<AccountId>(0));
                      const auto id = TRY(request.argumentId<PasskeyId>(1));
                      TRY(passkeys.remove(account, id, request.caller->account, request.client));
                      return http::noContent();
                  });
}
