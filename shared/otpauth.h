// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "base/result.h"

// The otpauth:// URI that authenticator apps scan
// (https://github.com/google/google-authenticator/wiki/Key-Uri-Format).
struct OtpAuth
{
    QString issuer;
    QString account;
    QByteArray secret; // raw bytes

    // otpauth://totp/<issuer>:<account>?issuer=&secret=&algorithm=SHA1&digits=6&period=30
    QString toUri() const;

    // INVALID for another scheme or type, a missing or unreadable secret, or parameters that we
    // don't make (another algorithm, digits, period).
    static Result<OtpAuth> fromUri(const QString &uri);
};
