// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "methods/methodsmodel.h"
#include "widgets/notice.h"
#include "widgets/sign.h"

// A way to sign in, in words.
namespace methodwords {

QString title(const SignInMethod &method); // "Passkeys", "Google"
QString kind(const SignInMethod &method);  // "OpenID Connect"
QString iconName(const SignInMethod &method);
QString standing(const SignInMethod &method); // "Can't work here"
Sign sign(const SignInMethod &method);        // that goes with it

struct Verdict
{
    Notice::Kind kind = Notice::Kind::Information;
    QString sentence = {};
};
Verdict verdict(const SignInMethod &method);

} // namespace methodwords
