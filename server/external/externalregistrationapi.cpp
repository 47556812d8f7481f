// SPDX-License-Identifier: GPL-3.0-only
#include "external/externalapi.h"

#include "api/paths.h"
#include "api/truthy.h"
#include "http/crosssite.h"

using namespace Qt::StringLiterals;
using http::Access;
using http::Face;
using http::Request;
using http::Response;
using http::Run;

namespace {

// The body of a registration with a token; what is missing the provider has said.
struct ExternalBody
{
    std::optional<QString> firstName;
    std::optional<QString> lastName;
    std::optional<QString> email;
    std::optional<Secret> password;
    std::optional<Secret> confirmPassword;
    std::optional<Truthy> remember;
    std::optional<QString> username;

    static constexpr auto fields()
    {
        using Self = ExternalBody;
        return std::tuple{json::field("firstName"_L1, &Self::firstName, rule::PersonName{}),
                          json::field("lastName"_L1, &Self::lastName, rule::PersonName{}),
                          json::field("email"_L1, &Self::email, rule::EmailAddress{}),
                          json::field("password"_L1, &Self::password),
                          json::field("confirmPassword"_L1, &Self::confirmPassword),
                          json::field("remember"_L1, &Self::remember),
                          json::field("username"_L1, &Self::username, rule::Username{})};
    }
};

struct ExternalRegistrationApi
{
    const ExternalRegistration &registration;
    const SignIns &signIns;
    const LoginAnswers &answers;
    const http::Cookies &cookies;
    const QByteArray ownOrigin;

    Result<Response> show(const Request &request) const;
    Result<Response> complete(const Request &request) const;
    Result<Secret> tokenOf(const Request &request) const;
};

// The token in the path, if it may be used from there.
Result<Secret> ExternalRegistrationApi::tokenOf(const Request &request) const
{
    const Secret token(request.arguments.value(0));
    if (!http::isFromPageOf(request, ownOrigin))
        return token;
    if (!TRY(registration.isOfBrowser(token, request.cookie(http::cookie::externalRegister))))
        return Error{Error::Kind::Forbidden, code::csrfRejected};
    return token;
}

Result<Response> ExternalRegistrationApi::show(const Request &request) const
{
    const Secret token = TRY(tokenOf(request));
    const auto identity = TRY(registration.identityOf(token));
    const QJsonObject account{{u"provider"_s, identity.provider},
                              {u"providerId"_s, identity.subject},
                              {u"email"_s, identity.email},
                              {u"displayName"_s, identity.displayName}};
    return http::json(QJsonObject{{u"status"_s, u"ok"_s}, {u"account"_s, account}});
}

Result<Response> ExternalRegistrationApi::complete(const Request &request) const
{
    const Secret token = TRY(tokenOf(request));
    const auto body = TRY(request.body<ExternalBody>());
    const auto made = TRY(registration.complete(token,
                                                {.firstName = body.firstName,
                                                 .lastName = body.lastName,
                                                 .email = body.email,
                                                 .password = body.password,
                                                 .confirmPassword = body.confirmPassword,
                                                 .username = body.username},
                                                request.client));
    const SignIns::Wish wish{.method = made.provider,
                             .remembered = body.remember.value_or(Truthy{}).value,
                             .isLogin = false};
    const LoginStep step = TRY(signIns.proceed(made.account, wish, request.client));
    Response response = TRY(answers.browsary(step, request));
    if (!request.cookie(http::cookie::externalRegister).isEmpty())
        cookies.flow(response, http::cookie::externalRegister, {}, 0);
    return response;
}

} // namespace

void mountExternalRegistration(http::Router &router, const ExternalRegistration &registration, const SignIns &signIns,
                               const LoginAnswers &answers, const http::Cookies &cookies, const Addresses &addresses)
{
    const ExternalRegistrationApi api{registration, signIns, answers, cookies, http::originOf(addresses.publicUrl)};
    router.get(path::externalRegister, {.access = Access::Public, .face = Face::Browsary},
               [api](const Request &request) { return api.show(request); });
    router.post(path::externalRegister,
                {.access = Access::Public, .run = Run::Hash, .face = Face::Browsary, .setsCookies = true},
                [api](const Request &request) { return api.complete(request); });
}
