// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "base/json.h"

// A secret that waits to be confirmed by its first code.
struct TotpEnrolment
{
    QString url;    // otpauth://…, for the QR code
    Secret secret;  // base32, for those who type it
    QDateTime expiresAt;

    static constexpr auto fields()
    {
        using namespace Qt::StringLiterals;
        return std::tuple{json::field("url"_L1, &TotpEnrolment::url),
                          json::field("secret"_L1, &TotpEnrolment::secret),
                          json::field("expiresAt"_L1, &TotpEnrolment::expiresAt)};
    }
};

struct TotpConfirmation
{
    QString code;

    static constexpr auto fields()
    {
        using namespace Qt::StringLiterals;
        return std::tuple{json::field("code"_L1, &TotpConfirmation::code)};
    }
};

// Shown once: four groups of base32 characters each, single use.
struct RecoveryCodes
{
    QList<QString> recoveryCodes;

    static constexpr auto fields()
    {
        using namespace Qt::StringLiterals;
        return std::tuple{json::field("recoveryCodes"_L1, &RecoveryCodes::recoveryCodes)};
    }
};
