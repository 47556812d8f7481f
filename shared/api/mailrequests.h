// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "base/json.h"

// An address that a mail is asked for. Any text is good, even none in quotes: whether it is an
// address, and whose, is told to nobody.
struct AskedAddress
{
    std::optional<QString> email;
    std::optional<QString> returnUrl;

    static constexpr auto fields()
    {
        using namespace Qt::StringLiterals;
        return std::tuple{json::field("email"_L1, &AskedAddress::email),
                          json::field("returnUrl"_L1, &AskedAddress::returnUrl)};
    }

    // VALIDATION_FAILED, REQUIRED, only if there was none at all.
    Result<QString> address() const
    {
        if (email)
            return *email;
        return Error{.kind = Error::Kind::Invalid,
                     .code = code::validationFailed,
                     .fields = {{QStringLiteral("email"), code::required}}};
    }
};

struct ReturnWish
{
    std::optional<QString> returnUrl;

    static constexpr auto fields()
    {
        using namespace Qt::StringLiterals;
        return std::tuple{json::field("returnUrl"_L1, &ReturnWish::returnUrl)};
    }
};

struct MailedToken
{
    Secret token;

    static constexpr auto fields()
    {
        using namespace Qt::StringLiterals;
        return std::tuple{json::field("token"_L1, &MailedToken::token)};
    }
};
