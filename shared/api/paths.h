// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QString>

// Every path, written once. <arg> stands for one segment; fill() puts the segments in.
namespace path {

using namespace Qt::StringLiterals;

inline const auto health = u"/api/health"_s;
inline const auto ready = u"/api/health/ready"_s;
inline const auto jwks = u"/.well-known/jwks.json"_s;

inline const auto session = u"/api/auth"_s;
inline const auto signup = u"/api/auth/signup"_s;
inline const auto registration = u"/api/auth/register"_s;
inline const auto login = u"/api/auth/login"_s;
inline const auto loginSecondFactor = u"/api/auth/login/2fa"_s;
inline const auto twoFactor = u"/api/auth/two-factor"_s;
inline const auto refresh = u"/api/auth/refresh"_s;
inline const auto logout = u"/api/auth/logout"_s;
inline const auto reauthenticate = u"/api/auth/reauthenticate"_s;
inline const auto forgotPassword = u"/api/auth/forgot-password"_s;
inline const auto resetRequest = u"/api/auth/reset/request"_s;
inline const auto verifyEmail = u"/api/auth/verify-email"_s;
inline const auto resendVerification = u"/api/auth/verify-email/resend"_s;
inline const auto verifyRequest = u"/api/auth/verify/request"_s;
inline const auto verifySubmit = u"/api/auth/verify/submit"_s;
inline const auto verifyEmailChange = u"/api/auth/verify-email-change"_s;
inline const auto stopAccount = u"/api/auth/stop-account"_s;
inline const auto resetPassword = u"/api/auth/reset-password"_s;
inline const auto resetSubmit = u"/api/auth/reset/submit"_s;
inline const auto twoFactorEnableRequest = u"/api/auth/2fa/enable/request"_s;
inline const auto twoFactorEnableSubmit = u"/api/auth/2fa/enable/submit"_s;
inline const auto twoFactorVerify = u"/api/auth/2fa/verify"_s;
inline const auto twoFactorReset = u"/api/auth/2fa/reset"_s;

inline const auto passkeyLoginBegin = u"/api/auth/passkey/login/begin"_s;
inline const auto passkeyLoginFinish = u"/api/auth/passkey/login/finish"_s;
inline const auto oauthBegin = u"/api/auth/oauth/<arg>"_s;
inline const auto oauthCallback = u"/api/auth/oauth/<arg>/callback"_s;
inline const auto externalProviders = u"/api/auth/external/providers"_s;
inline const auto externalAccounts = u"/api/auth/external"_s;
inline const auto externalAccount = u"/api/auth/external/<arg>"_s;
inline const auto externalInit = u"/api/auth/external/<arg>/init"_s;
inline const auto externalRedirect = u"/api/auth/external/<arg>/redirect"_s;
inline const auto externalRegister = u"/api/auth/external/register/<arg>"_s;

inline const auto account = u"/api/account"_s;
inline const auto loginHistory = u"/api/user/login-history"_s;
inline const auto changePassword = u"/api/user/change-password"_s;
inline const auto setPassword = u"/api/user/set-password"_s;
inline const auto changeEmail = u"/api/user/change-email"_s;
inline const auto deactivate = u"/api/user/deactivate"_s;
inline const auto ownSessions = u"/api/user/sessions"_s;
inline const auto ownSession = u"/api/user/sessions/<arg>"_s;
inline const auto totpQrCode = u"/api/user/totp-qr"_s;
inline const auto connectedAccounts = u"/api/user/connected-accounts"_s;
inline const auto connectedAccount = u"/api/user/connected-accounts/<arg>"_s;
inline const auto passkeys = u"/api/user/passkeys"_s;
inline const auto passkey = u"/api/user/passkeys/<arg>"_s;
inline const auto passkeyRegisterBegin = u"/api/user/passkeys/register/begin"_s;
inline const auto passkeyRegisterFinish = u"/api/user/passkeys/register/finish"_s;

inline const auto adminUsers = u"/api/admin/users"_s;
inline const auto adminUser = u"/api/admin/users/<arg>"_s;
inline const auto adminUserDisable = u"/api/admin/users/<arg>/disable"_s;
inline const auto adminUserEnable = u"/api/admin/users/<arg>/enable"_s;
inline const auto adminUserLock = u"/api/admin/users/<arg>/lock"_s;
inline const auto adminUserUnlock = u"/api/admin/users/<arg>/unlock"_s;
inline const auto adminUserVerify = u"/api/admin/users/<arg>/verify"_s;
inline const auto adminUserLinks = u"/api/admin/users/<arg>/links"_s;
inline const auto adminUserTotp = u"/api/admin/users/<arg>/totp"_s;
inline const auto adminUserTotpConfirm = u"/api/admin/users/<arg>/totp/confirm"_s;
inline const auto adminUserSessions = u"/api/admin/users/<arg>/sessions"_s;
inline const auto adminUserPasskeys = u"/api/admin/users/<arg>/passkeys"_s;
inline const auto adminUserPasskey = u"/api/admin/users/<arg>/passkeys/<arg>"_s;
inline const auto adminUserExternalAccounts = u"/api/admin/users/<arg>/external"_s;
inline const auto adminUserExternalAccount = u"/api/admin/users/<arg>/external/<arg>"_s;
inline const auto adminUserLoginHistory = u"/api/admin/users/<arg>/login-history"_s;
inline const auto adminSessions = u"/api/admin/sessions"_s;
inline const auto adminSession = u"/api/admin/sessions/<arg>"_s;
inline const auto adminLoginHistory = u"/api/admin/login-history"_s;

inline const auto adminOutbox = u"/api/admin/outbox"_s;
inline const auto adminOutboxResend = u"/api/admin/outbox/<arg>/resend"_s;
inline const auto adminProviders = u"/api/admin/providers"_s;
inline const auto adminProviderTest = u"/api/admin/providers/<arg>/test"_s;
inline const auto adminPasskeyDoctor = u"/api/admin/passkey-doctor"_s;

inline const auto openapi = u"/api/openapi.json"_s;

// The pattern with its first <arg> replaced.
inline QString fill(QString pattern, const QString &argument)
{
    const auto hole = u"<arg>"_s;
    return pattern.replace(pattern.indexOf(hole), hole.size(), argument);
}

} // namespace path
