// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "api/account.h"
#include "palette.h"

// What an account's fields mean for people. Pure; the time is an argument.
namespace accountstate {

struct Trait
{
    QString text;
    colour::Meaning meaning;
};

// The traits that matter, the gravest first: disabled, locked, waiting, not verified, administrator.
QList<Trait> traits(const Account &account, const QDateTime &now);

// One word for a table: "Active", or the gravest trait.
Trait summary(const Account &account, const QDateTime &now);

// Whether and how the person can sign in, or why not.
QString canSignIn(const Account &account, const QDateTime &now);

bool isDisabled(const Account &account);
bool isLocked(const Account &account);
bool isThrottled(const Account &account, const QDateTime &now);

} // namespace accountstate
