// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "base/secret.h"
#include "config.h"

#include <QResource>

// What a new password must be (api.md 2.9): long enough, not on the list of common ones, and not
// the account's own name or address. No composition rule unless the configuration asks for it.
class PasswordPolicy
{
public:
    explicit PasswordPolicy(const Config::Password &settings);

    // The form in which passwords are counted, compared and hashed (RFC 8265 section 4.2's NFKC,
    // case kept).
    static Secret normalised(const Secret &password);

    // nullptr, or the field code of what is wrong: NOT_LONG_ENOUGH, TOO_LONG, INVALID_CHARACTERS,
    // TOO_COMMON. `own` are the name and address that it must not be.
    const char *fault(const Secret &password, const QStringList &own) const;

private:
    const Config::Password &m_settings;
    QResource m_common; // the shipped list: in lower case, a line each, in the order of their bytes
};
