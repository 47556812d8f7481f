// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QByteArrayView>

// Every code that an answer may carry, with the one English sentence that goes beside it in
// `error`, `message` and `errors`. Codes are API: never renamed, never reused.
#define GATEHOUSE_CODES(X)                                                                                             \
    /* fields */                                                                                                       \
    X(required, "REQUIRED", "This field is required.")                                                                 \
    X(invalid, "INVALID", "This value is not valid.")                                                                  \
    X(invalidCharacters, "INVALID_CHARACTERS", "Some characters of this value are not allowed.")                       \
    X(notLongEnough, "NOT_LONG_ENOUGH", "This value is too short.")                                                    \
    X(tooLong, "TOO_LONG", "This value is too long.")                                                                  \
    X(tooCommon, "TOO_COMMON", "This password is too easy to guess. Choose another one.")                              \
    X(mismatch, "MISMATCH", "The two passwords are not the same.")                                                     \
    X(unknownField, "UNKNOWN_FIELD", "This field is not known.")                                                       \
    /* bodies and requests */                                                                                          \
    X(validationFailed, "VALIDATION_FAILED", "Some fields need your attention.")                                       \
    X(invalidJson, "INVALID_JSON", "The request body is not valid JSON, or holds a key twice.")                        \
    X(invalidCursor, "INVALID_CURSOR", "This page no longer exists. Start again from the first page.")                 \
    X(badRequest, "BAD_REQUEST", "The request is malformed.")                                                          \
    X(notFound, "NOT_FOUND", "There is nothing here.")                                                                 \
    X(methodNotAllowed, "METHOD_NOT_ALLOWED", "This address does not answer that method.")                             \
    X(payloadTooLarge, "PAYLOAD_TOO_LARGE", "The request body is too large.")                                          \
    X(unsupportedMediaType, "UNSUPPORTED_MEDIA_TYPE", "Send the body as application/json.")                            \
    X(uriTooLong, "URI_TOO_LONG", "The address of the request is too long.")                                           \
    X(headersTooLarge, "HEADERS_TOO_LARGE", "The headers of the request are too large.")                               \
    X(requestTimeout, "REQUEST_TIMEOUT", "The request took too long to arrive.")                                       \
    X(expectationFailed, "EXPECTATION_FAILED", "The server can't meet the Expect header.")                             \
    X(notImplemented, "NOT_IMPLEMENTED", "The server does not know that method or transfer encoding.")                 \
    X(httpVersionNotSupported, "HTTP_VERSION_NOT_SUPPORTED", "The server speaks HTTP/1.1.")                            \
    X(csrfRejected, "CSRF_REJECTED", "This request came from another site.")                                           \
    X(tooManyRequests, "TOO_MANY_REQUESTS", "Too many tries. Wait a moment and try again.")                            \
    X(serverBusy, "SERVER_BUSY", "The server is busy. Try again in a moment.")                                         \
    X(internalServerError, "INTERNAL_SERVER_ERROR", "Something went wrong on the server.")                             \
    /* who is calling */                                                                                               \
    X(unauthorized, "UNAUTHORIZED", "Sign in first.")                                                                  \
    X(forbidden, "FORBIDDEN", "Only an administrator may do this.")                                                    \
    X(freshLoginRequired, "FRESH_LOGIN_REQUIRED", "Confirm your password first.")                                      \
    X(twoFactorRequired, "TWO_FACTOR_REQUIRED", "Two Factor is required to complete login.")                           \
    X(emailNotVerified, "EMAIL_NOT_VERIFIED", "Confirm the email address first.")                                      \
    /* signing in */                                                                                                   \
    X(invalidCredentials, "INVALID_CREDENTIALS", "The email address or the password is wrong.")                        \
    X(accountDeactivated, "ACCOUNT_DEACTIVATED", "This account is deactivated. Ask an administrator.")                 \
    X(accountLocked, "ACCOUNT_LOCKED", "This account is locked. Ask an administrator.")                                \
    X(invalidTwoFactorCode, "INVALID_TWO_FACTOR_CODE", "The code is wrong or was used before.")                        \
    X(invalidTwoFactorToken, "INVALID_TWO_FACTOR_TOKEN", "This sign-in has ended. Start again.")                       \
    X(invalidPartialToken, "INVALID_PARTIAL_TOKEN", "This sign-in has ended. Start again.")                            \
    X(invalidRefreshToken, "INVALID_REFRESH_TOKEN", "This session has ended. Sign in again.")                          \
    X(loggedOut, "LOGGED_OUT", "You are now logged out.")                                                              \
    /* accounts */                                                                                                     \
    X(pendingConfirmation, "PENDING_CONFIRMATION", "Please confirm your email address to complete the registration.")  \
    X(registered, "REGISTERED", "Your account is ready to use.")                                                       \
    X(registrationDisabled, "REGISTRATION_DISABLED", "New accounts are made by an administrator here.")                \
    X(alreadyExists, "ALREADY_EXISTS", "An account with this email address or user name exists already.")              \
    X(emailAlreadyExists, "EMAIL_ALREADY_EXISTS", "An account with this email address exists already.")                \
    X(usernameAlreadyExists, "USERNAME_ALREADY_EXISTS", "An account with this user name exists already.")              \
    X(emailConflict, "EMAIL_CONFLICT", "This is the present email address.")                                           \
    X(lastAdmin, "LAST_ADMIN", "This is the last active administrator.")                                               \
    X(lastAuthMethod, "LAST_AUTH_METHOD", "This is the last way to sign in.")                                          \
    X(invalidConfirmation, "INVALID_CONFIRMATION", "Type DEACTIVATE to confirm.")                                      \
    X(expiredOrAlreadyUsed, "EXPIRED_OR_ALREADY_USED", "This link has expired or was used already.")                   \
    /* passwords and two-factor */                                                                                     \
    X(invalidPassword, "INVALID_PASSWORD", "The password is wrong.")                                                   \
    X(passwordNotSet, "PASSWORD_NOT_SET", "This account has no password yet.")                                         \
    X(passwordAlreadySet, "PASSWORD_ALREADY_SET", "This account has a password already.")                              \
    X(twoFactorAlreadyEnabled, "TWO_FACTOR_ALREADY_ENABLED", "Two-factor is on already.")                              \
    X(twoFactorNotInitialized, "TWO_FACTOR_NOT_INITIALIZED", "Start the two-factor set-up first.")                     \
    /* passkeys and external providers */                                                                              \
    X(webauthnNotConfigured, "WEBAUTHN_NOT_CONFIGURED", "Passkeys cannot work at this server's address.")              \
    X(passkeyRejected, "PASSKEY_REJECTED", "This passkey was not accepted.")                                           \
    X(credentialExists, "CREDENTIAL_EXISTS", "This passkey is registered already.")                                    \
    X(providerUnavailable, "PROVIDER_UNAVAILABLE", "The sign-in provider does not answer as it should.")               \
    /* what went well: only the sentence is sent */                                                                    \
    X(signedUp, "SIGNED_UP", "Your account was created.")                                                              \
    X(signedUpCheckMail, "SIGNED_UP_CHECK_MAIL", "Your account was created. Confirm your email address to use it.")    \
    X(refreshed, "REFRESHED", "The session was renewed.")                                                              \
    X(passwordReset, "PASSWORD_RESET", "The password was set. Sign in with it.")                                       \
    X(passwordChanged, "PASSWORD_CHANGED", "The password was changed.")                                                \
    X(resetMailed, "RESET_MAILED", "If an account has this address, a link is on its way.")                            \
    X(verificationMailed, "VERIFICATION_MAILED", "If this address still has to be confirmed, a link is on its way.")   \
    X(emailChangeMailed, "EMAIL_CHANGE_MAILED", "A link is on its way to the new address. Until it is used the old one stays.") \
    X(passwordSet, "PASSWORD_SET", "The password was set.")                                                            \
    X(unlinked, "UNLINKED", "The account is no longer connected.")                                                     \
    X(deactivated, "DEACTIVATED", "Your account is deactivated. An administrator can bring it back.") \
    X(stopped, "STOPPED", "The account is stopped and every session has ended. An administrator can bring it back.")

namespace code {

#define GATEHOUSE_CODE(name, text, sentence) inline constexpr char name[] = text;
GATEHOUSE_CODES(GATEHOUSE_CODE)
#undef GATEHOUSE_CODE

// The sentence beside a code; empty for a code that is not ours.
inline const char *sentence(QByteArrayView wanted)
{
#define GATEHOUSE_CODE(name, text, words) \
    if (wanted == text)                   \
        return words;
    GATEHOUSE_CODES(GATEHOUSE_CODE)
#undef GATEHOUSE_CODE
    return "";
}

} // namespace code
