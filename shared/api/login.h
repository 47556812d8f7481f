// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "api/account.h"
#include "api/truthy.h"

// POST /auth/login. The address may be any text: a wrong one is a wrong login, not a wrong form.
struct Credentials
{
    QString email;
    Secret password;
    std::optional<Truthy> remember; // absent: persistent cookies (api.md C16)

    static constexpr auto fields()
    {
        using namespace Qt::StringLiterals;
        return std::tuple{json::field("email"_L1, &Credentials::email),
                          json::field("password"_L1, &Credentials::password),
                          json::field("remember"_L1, &Credentials::remember)};
    }
};

// The JSON answer to POST /auth/login, all three documented shapes at once (api.md 1.6). While a
// second factor is needed there is a partialToken and no access_token.
struct LoginAnswer
{
    QString status; // ok, email_not_verified, 2fa_required
    std::optional<Secret> token;
    bool requiresTOTP = false;
    std::optional<Secret> partialToken;
    std::optional<Secret> access_token;
    std::optional<Secret> refresh_token;

    static constexpr auto fields()
    {
        using namespace Qt::StringLiterals;
        return std::tuple{json::field("status"_L1, &LoginAnswer::status),
                          json::field("token"_L1, &LoginAnswer::token),
                          json::field("requiresTOTP"_L1, &LoginAnswer::requiresTOTP),
                          json::field("partialToken"_L1, &LoginAnswer::partialToken),
                          json::field("access_token"_L1, &LoginAnswer::access_token),
                          json::field("refresh_token"_L1, &LoginAnswer::refresh_token)};
    }
};

// POST /auth/two-factor: spends a pending sign-in.
struct SecondFactor
{
    Secret token; // the pending token or its 64-character handle
    QString code; // TOTP or recovery code

    static constexpr auto fields()
    {
        using namespace Qt::StringLiterals;
        return std::tuple{json::field("token"_L1, &SecondFactor::token),
                          json::field("code"_L1, &SecondFactor::code)};
    }
};

// access_token and refresh_token in the body: MrDemonWolf's shape.
struct TokenPair
{
    Secret access_token;
    Secret refresh_token;

    static constexpr auto fields()
    {
        using namespace Qt::StringLiterals;
        return std::tuple{json::field("access_token"_L1, &TokenPair::access_token),
                          json::field("refresh_token"_L1, &TokenPair::refresh_token)};
    }
};

struct RefreshToken
{
    Secret refresh_token;

    static constexpr auto fields()
    {
        using namespace Qt::StringLiterals;
        return std::tuple{json::field("refresh_token"_L1, &RefreshToken::refresh_token)};
    }
};

// POST /auth/reauthenticate (api.md 0.12).
struct Reauthentication
{
    Secret password;
    std::optional<QString> code; // when two-factor is on

    static constexpr auto fields()
    {
        using namespace Qt::StringLiterals;
        return std::tuple{json::field("password"_L1, &Reauthentication::password),
                          json::field("code"_L1, &Reauthentication::code)};
    }
};

struct FreshAccess
{
    Secret access_token;

    static constexpr auto fields()
    {
        using namespace Qt::StringLiterals;
        return std::tuple{json::field("access_token"_L1, &FreshAccess::access_token)};
    }
};

// GET /api/account.
struct ProfileAnswer
{
    AccountProfile user;

    static constexpr auto fields()
    {
        using namespace Qt::StringLiterals;
        return std::tuple{json::field("user"_L1, &ProfileAnswer::user)};
    }
};
