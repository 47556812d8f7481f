// SPDX-License-Identifier: GPL-3.0-only
#include "accounts/registrationsapi.h"

#include "api/paths.h"
#include "api/truthy.h"

using namespace Qt::StringLiterals;
using http::Access;
using http::Face;
using http::Request;
using http::Response;
using http::Run;

namespace {

// oCore's body.
struct SignUp
{
    QString name;
    QString email;
    Secret password;

    static constexpr auto fields()
    {
        return std::tuple{json::field("name"_L1, &SignUp::name, rule::PersonName{}),
                          json::field("email"_L1, &SignUp::email, rule::EmailAddress{}),
                          json::field("password"_L1, &SignUp::password)};
    }

    // oCore knows one name; the first blank parts it (api.md C8).
    Registration registration() const
    {
        const QString whole = name.simplified();
        return {.email = email, .name = whole, .firstName = whole.section(u' ', 0, 0), .lastName = whole.section(u' ', 1)};
    }
};

// Browsary's body.
struct BrowsaryRegistration
{
    QString firstName;
    QString lastName;
    QString email;
    Secret password;
    Secret confirmPassword;
    std::optional<Truthy> remember;
    std::optional<QString> username;

    static constexpr auto fields()
    {
        using Self = BrowsaryRegistration;
        return std::tuple{json::field("firstName"_L1, &Self::firstName, rule::PersonName{}),
                          json::field("lastName"_L1, &Self::lastName, rule::PersonName{}),
                          json::field("email"_L1, &Self::email, rule::EmailAddress{}),
                          json::field("password"_L1, &Self::password),
                          json::field("confirmPassword"_L1, &Self::confirmPassword),
                          json::field("remember"_L1, &Self::remember),
                          json::field("username"_L1, &Self::username, rule::Username{})};
    }

    Registration registration() const
    {
        return {.email = email,
                .name = firstName.trimmed() + u' ' + lastName.trimmed(),
                .firstName = firstName,
                .lastName = lastName,
                .username = username};
    }
};

// MrDemonWolf's body.
struct MrDemonWolfRegistration
{
    QString username;
    QString email;
    Secret password;

    static constexpr auto fields()
    {
        using Self = MrDemonWolfRegistration;
        return std::tuple{json::field("username"_L1, &Self::username, rule::Username{}),
                          json::field("email"_L1, &Self::email, rule::EmailAddress{}),
                          json::field("password"_L1, &Self::password)};
    }

    Registration registration() const { return {.email = email, .name = username, .firstName = {}, .lastName = {}, .username = username}; }
};

struct RegistrationApi
{
    const Registrations &registrations;
    const SignIns &signIns;
    const LoginAnswers &answers;
    const Config &config;

    Result<Response> signUp(const Request &request) const;
    Result<Response> add(const Request &request) const;
    Result<Response> addBrowsary(const QJsonObject &members, const Request &request) const;
    Result<Response> addMrDemonWolf(const QJsonObject &members, const Request &request) const;
};

Result<Response> RegistrationApi::signUp(const Request &request) const
{
    const auto body = TRY(request.body<SignUp>());
    TRY(registrations.signUp(body.registration(), body.password, request.client));
    const char *code = config.mail.url.isEmpty() ? code::signedUp : code::signedUpCheckMail;
    return http::json(QJsonObject{{u"message"_s, QLatin1StringView(code::sentence(code))}}, 201);
}

// Which of the two shapes a body has (api.md 1.6).
Result<Response> RegistrationApi::add(const Request &request) const
{
    const QJsonObject members = TRY(request.fields());
    const bool isMrDemonWolfs = members.contains("username"_L1) && !members.contains("firstName"_L1)
                                && !members.contains("lastName"_L1) && !members.contains("confirmPassword"_L1);
    if (request.isForm() || isMrDemonWolfs)
        return addMrDemonWolf(members, request);
    return addBrowsary(members, request);
}

// The cookie only when remember is truthy; the token always (api.md A8).
Result<Response> RegistrationApi::addBrowsary(const QJsonObject &members, const Request &request) const
{
    const auto body = TRY(json::read<BrowsaryRegistration>(members));
    if (body.password.bytes() != body.confirmPassword.bytes()) {
        return Error{.kind = Error::Kind::Invalid, .code = code::validationFailed,
                     .fields = {{u"confirmPassword"_s, code::mismatch}}};
    }
    const bool remembered = body.remember.value_or(Truthy{}).value;
    const AccountRow account = TRY(registrations.add(body.registration(), body.password, false, request.client));
    const SignIns::Wish wish{.method = u"password"_s, .remembered = remembered, .isLogin = false};
    const LoginStep step = TRY(signIns.proceed(account, wish, request.client));
    return remembered ? answers.browsary(step, request) : http::json(LoginAnswers::browsaryBody(step));
}

// Its answers speak of a taken address or name alike, and of success in `error`.
Result<Response> RegistrationApi::addMrDemonWolf(const QJsonObject &members, const Request &request) const
{
    const auto body = TRY(json::read<MrDemonWolfRegistration>(members));
    const auto account = registrations.add(body.registration(), body.password, true, request.client);
    if (!account && account.error().kind == Error::Kind::Conflict)
        return Error{Error::Kind::Conflict, code::alreadyExists};
    if (!account)
        return account.error();
    const char *code = account->emailVerifiedAt ? code::registered : code::pendingConfirmation;
    return http::json(QJsonObject{{u"code"_s, QLatin1StringView(code)}, {u"error"_s, QLatin1StringView(code::sentence(code))}}, 201);
}

} // namespace

void mountRegistrations(http::Router &router, const Registrations &registrations, const SignIns &signIns,
                        const LoginAnswers &answers, const Config &config)
{
    const RegistrationApi api{registrations, signIns, answers, config};
    router.post(path::signup, {.access = Access::Public, .run = Run::Hash},
                [api](const Request &request) { return api.signUp(request); });
    router.post(path::registration, {.access = Access::Public, .run = Run::Hash, .face = Face::Browsary, .acceptsForm = true, .setsCookies = true},
                [api](const Request &request) { return api.add(request); });
}
