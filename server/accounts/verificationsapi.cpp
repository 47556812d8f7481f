// SPDX-License-Identifier: GPL-3.0-only
#include "accounts/verificationsapi.h"

#include "api/mailrequests.h"
#include "api/paths.h"

using namespace Qt::StringLiterals;
using http::Access;
using http::Face;
using http::Request;
using http::Response;
using http::Run;

namespace {

QString mailedSentence()
{
    return QString::fromLatin1(code::sentence(code::verificationMailed));
}

// A browser comes here from a mail: whatever happens it is led on to a page, never shown JSON.
Result<Response> confirmByLink(const Verifications &verifications, const Addresses &addresses, const Request &request)
{
    const auto confirmed = verifications.confirm(Secret(request.query.value(u"token"_s)), request.client);
    if (!confirmed && confirmed.error().kind == Error::Kind::Internal)
        return confirmed.error();
    return http::redirect(addresses.login(confirmed ? u"verified=true"_s : u"error=invalid_or_expired_token"_s));
}

// Browsary's: the mailed token signs in, but never past a second factor (api.md A29).
Result<Response> submit(const Verifications &verifications, const SignIns &signIns, const LoginAnswers &answers,
                        const Request &request)
{
    const auto body = TRY(request.body<MailedToken>());
    const AccountRow account = TRY(verifications.confirm(body.token, request.client));
    const LoginStep step = TRY(signIns.proceed(account, {.method = u"email"_s, .remembered = false}, request.client));
    return answers.verified(step, request);
}

} // namespace

void mountVerifications(http::Router &router, const Verifications &verifications, const SignIns &signIns,
                        const LoginAnswers &answers, const Addresses &addresses)
{
    router.get(path::verifyEmail, {.access = Access::Public, .run = Run::Store},
               [&](const Request &request) { return confirmByLink(verifications, addresses, request); });
    router.post(path::resendVerification, {.access = Access::Public, .run = Run::Store},
                [&](const Request &request) -> Result<Response> {
                    const auto body = TRY(request.body<AskedAddress>());
                    const QString address = TRY(body.address());
                    TRY(verifications.resend(address, request.client));
                    return http::json(QJsonObject{{u"message"_s, mailedSentence()}});
                });
    router.post(path::verifyRequest, {.access = Access::Pending, .run = Run::Store, .face = Face::Browsary},
                [&](const Request &request) -> Result<Response> {
                    const auto body = TRY(request.body<ReturnWish>());
                    TRY(verifications.request(*request.caller, body.returnUrl.value_or(QString()), request.client));
                    return http::json(QJsonObject{{u"status"_s, u"ok"_s}, {u"message"_s, mailedSentence()}});
                });
    router.post(path::verifySubmit,
                {.access = Access::Public, .run = Run::Store, .face = Face::Browsary, .setsCookies = true},
                [&](const Request &request) { return submit(verifications, signIns, answers, request); });
}
