// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QString>

// Where the pages are: the server's own, and those of an application's front end that stands in for
// them (server.app_url).
namespace page {

using namespace Qt::StringLiterals;

inline const auto root = u"/"_s;
inline const auto login = u"/login"_s;
inline const auto signup = u"/signup"_s;
inline const auto forgotPassword = u"/forgot-password"_s;
inline const auto resetPassword = u"/reset-password"_s;
inline const auto verify = u"/verify"_s;
inline const auto stopAccount = u"/stop-account"_s; // only the server's own
inline const auto dashboard = u"/dashboard"_s;
inline const auto account = u"/settings/account"_s;
inline const auto externalRegister = u"/external/register/<arg>"_s; // the token of POST /auth/external/register/{token}
inline const auto notFound = u"/not-found"_s; // what a browser is shown for an address that there is not
inline const auto asset = u"/assets/<arg>"_s; // only the server's own

} // namespace page
