// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "base/json.h"

// POST /auth/reset-password; set-up and set-password links use it too.
struct PasswordReset
{
    Secret token;
    Secret password;

    static constexpr auto fields()
    {
        using namespace Qt::StringLiterals;
        return std::tuple{json::field("token"_L1, &PasswordReset::token),
                          json::field("password"_L1, &PasswordReset::password)};
    }
};

// POST /auth/reset/submit.
struct ConfirmedPasswordReset
{
    Secret token;
    Secret password;
    Secret confirmPassword;

    static constexpr auto fields()
    {
        using namespace Qt::StringLiterals;
        return std::tuple{json::field("token"_L1, &ConfirmedPasswordReset::token),
                          json::field("password"_L1, &ConfirmedPasswordReset::password),
                          json::field("confirmPassword"_L1, &ConfirmedPasswordReset::confirmPassword)};
    }
};

// POST /user/change-password.
struct PasswordChange
{
    Secret currentPassword;
    Secret newPassword;
    std::optional<bool> revokeOtherSessions;

    static constexpr auto fields()
    {
        using namespace Qt::StringLiterals;
        return std::tuple{json::field("currentPassword"_L1, &PasswordChange::currentPassword),
                          json::field("newPassword"_L1, &PasswordChange::newPassword),
                          json::field("revokeOtherSessions"_L1, &PasswordChange::revokeOtherSessions)};
    }
};

// POST /user/set-password.
struct FirstPassword
{
    Secret newPassword;

    static constexpr auto fields()
    {
        using namespace Qt::StringLiterals;
        return std::tuple{json::field("newPassword"_L1, &FirstPassword::newPassword)};
    }
};

struct Message
{
    QString message;

    static constexpr auto fields()
    {
        using namespace Qt::StringLiterals;
        return std::tuple{json::field("message"_L1, &Message::message)};
    }
};
