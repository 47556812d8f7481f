// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "http/response.h"

#include <optional>

namespace http {

namespace cookie {
inline constexpr char token[] = "token";
inline constexpr char accessToken[] = "access_token";
inline constexpr char refreshToken[] = "refresh_token";
inline constexpr char oauthState[] = "oauth_state";   // of /auth/oauth/…
inline constexpr char openidState[] = "openid_state"; // of /auth/external/…
inline constexpr char openidCode[] = "openid_code";   // of the same: the PKCE verifier
inline constexpr char externalRegister[] = "external_register"; // whose browser a register token is for
} // namespace cookie

// Whether a request carries one of the three cookies that may sign it in.
bool hasSessionCookie(const Request &request);

// The values of a cookie session. Ages are in seconds; a cookie without one ends with the browser.
struct SessionCookies
{
    QByteArray token;
    QByteArray accessToken;
    QByteArray refreshToken;
    std::optional<qint64> tokenAge;
    std::optional<qint64> accessAge;
    std::optional<qint64> refreshAge;
};

// Names and attributes of our cookies (api.md 2.5, 0.7): HttpOnly, SameSite=Lax, and Secure exactly
// when the public URL is https.
class Cookies
{
public:
    explicit Cookies(bool secure) : m_secure(secure) {}

    void start(Response &response, const SessionCookies &cookies) const;

    // A sign-in that waits for its second factor: `token` names it, the other two go.
    void pending(Response &response, const QByteArray &token, std::optional<qint64> maxAge) const;

    void clear(Response &response) const;

    // One that binds a way over another server's page to the browser that set out; 0 takes it away.
    void flow(Response &response, const char *name, const QByteArray &value, qint64 maxAge) const;

    // Takes away what a request brought and what no longer signs it in; its refresh token may.
    void clearDead(Response &response, const Request &request) const;

private:
    void set(Response &response, const char *name, const QByteArray &value,
             std::optional<qint64> maxAge) const;

    bool m_secure;
};

} // namespace http
