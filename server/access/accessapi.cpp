// SPDX-License-Identifier: GPL-3.0-only
#include "access/accessapi.h"

#include "http/authorization.h"
#include "http/cookies.h"

using namespace Qt::StringLiterals;
using http::Request;

namespace {

using Found = Result<std::optional<Caller>>;

Error unauthorized()
{
    return {Error::Kind::Unauthenticated, code::unauthorized};
}

// The first cookie that is still good counts.
Found fromCookies(const Callers &callers, const Request &request)
{
    const bool isAuthPath = request.path == "/api/auth"_L1 || request.path.startsWith("/api/auth/"_L1);
    const QByteArrayView names[] = {isAuthPath ? http::cookie::token : http::cookie::accessToken,
                                    isAuthPath ? http::cookie::accessToken : http::cookie::token};
    for (const QByteArrayView name : names) {
        const QByteArray token = request.cookie(name);
        if (token.isEmpty())
            continue;
        auto caller = TRY(callers.holderOf(token));
        if (caller)
            return caller;
    }
    return std::optional<Caller>();
}

// When Authorization counts it alone decides.
Found find(const Callers &callers, const Request &request)
{
    const QByteArray token = http::authorizationToken(request);
    if (token.isEmpty())
        return fromCookies(callers, request);
    auto caller = TRY(callers.holderOf(token));
    if (caller)
        caller->fromAuthorization = true;
    return caller;
}

bool isAdminToken(const Caller &caller)
{
    return caller.fromAuthorization && caller.use == TokenUse::Access;
}

Result<> hold(const Callers &callers, const Caller &caller, http::Access access)
{
    using http::Access;
    if (access == Access::Pending)
        return {};
    const bool isForAdmins = access == Access::Admin || access == Access::Fresh;
    if (isForAdmins && !isAdminToken(caller))
        return unauthorized();
    TRY(callers.requireFull(caller));
    if (access == Access::Verified && !caller.emailVerified)
        return Error{Error::Kind::Forbidden, code::emailNotVerified};
    return isForAdmins ? callers.requireAdmin(caller, access == Access::Fresh) : Result<>();
}

} // namespace

http::Identify identifyBy(const Callers &callers)
{
    return [&callers](const Request &request, http::Access access) -> Found {
        auto caller = TRY(find(callers, request));
        if (access == http::Access::Optional)
            return caller;
        if (!caller)
            return unauthorized();
        TRY(hold(callers, *caller, access));
        return caller;
    };
}
