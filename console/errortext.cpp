// SPDX-License-Identifier: GPL-3.0-only
#include "errortext.h"

#include "api/codes.h"
#include "api/localcodes.h"

#include <QCoreApplication>
#include <QHash>

using namespace Qt::StringLiterals;

namespace {

QString words(const char *text) { return QCoreApplication::translate("ErrorText", text); }

using Words = QHash<QByteArray, const char *>;

const Words &connectionWords()
{
    static const Words words{
        {localcode::hostNotFound,
         QT_TRANSLATE_NOOP("ErrorText", "There is no computer with this name on the network. Check the "
                                        "address for typing errors, or try the IP address.")},
        {localcode::refused,
         QT_TRANSLATE_NOOP("ErrorText", "The computer is there, but no server answers on this port. Check "
                                        "the port, and whether Gatehouse is running there.")},
        {localcode::unreachable,
         QT_TRANSLATE_NOOP("ErrorText",
                           "The server can't be reached. Check the network connection of this computer.")},
        {localcode::timedOut,
         QT_TRANSLATE_NOOP("ErrorText", "The server did not answer within 15 seconds. It may be busy, "
                                        "switched off, or behind a firewall.")},
        {localcode::connectionLost,
         QT_TRANSLATE_NOOP("ErrorText",
                           "The connection broke off before the answer was complete. Try again.")},
        {localcode::tlsUntrusted,
         QT_TRANSLATE_NOOP(
             "ErrorText",
             "The server's certificate can't be checked. Look at its fingerprint before you trust it.")},
        {localcode::tlsFailed,
         QT_TRANSLATE_NOOP("ErrorText", "No encrypted connection could be made. If the server speaks plain "
                                        "HTTP, begin the address with http://.")},
        {localcode::notGatehouse,
         QT_TRANSLATE_NOOP("ErrorText", "Something answers at this address, but it is not a Gatehouse "
                                        "server. Check the address and the port.")},
        {localcode::noTokens,
         QT_TRANSLATE_NOOP("ErrorText", "This server gives its tokens to browsers only. Set "
                                        "auth.json_login_tokens to “full” in its configuration.")},
        {localcode::sessionEnded,
         QT_TRANSLATE_NOOP("ErrorText", "Your session has ended. Sign in again to go on.")},
        {localcode::notAdmin,
         QT_TRANSLATE_NOOP(
             "ErrorText",
             "You signed in, but this console is for administrators. Ask one to give you that right.")}};
    return words;
}

const Words &signInWords()
{
    static const Words words{
        {code::unauthorized,
         QT_TRANSLATE_NOOP("ErrorText", "Your session has ended. Sign in again to go on.")},
        {code::invalidRefreshToken,
         QT_TRANSLATE_NOOP("ErrorText", "Your session has ended. Sign in again to go on.")},
        {code::forbidden,
         QT_TRANSLATE_NOOP("ErrorText",
                           "Only an administrator may do this. Ask one to give you that right.")},
        {code::freshLoginRequired, QT_TRANSLATE_NOOP("ErrorText", "Confirm your password first.")},
        {code::twoFactorRequired,
         QT_TRANSLATE_NOOP("ErrorText", "Enter the code of your authenticator app to go on.")},
        {code::emailNotVerified,
         QT_TRANSLATE_NOOP("ErrorText",
                           "The email address is not verified yet. Verify it first, then try again.")},
        {code::invalidCredentials,
         QT_TRANSLATE_NOOP("ErrorText",
                           "The email address or the password is wrong. Check both and try again.")},
        {code::accountDeactivated,
         QT_TRANSLATE_NOOP("ErrorText", "This account is disabled. Another administrator can enable it.")},
        {code::accountLocked,
         QT_TRANSLATE_NOOP("ErrorText", "This account is locked. Another administrator can unlock it.")},
        {code::invalidTwoFactorCode,
         QT_TRANSLATE_NOOP("ErrorText", "This code is wrong or was used before. Wait for the next one, and "
                                        "check that the clock of the phone is right.")},
        {code::invalidTwoFactorToken,
         QT_TRANSLATE_NOOP("ErrorText", "This sign-in has ended. Start again with your password.")},
        {code::invalidPartialToken,
         QT_TRANSLATE_NOOP("ErrorText", "This sign-in has ended. Start again with your password.")},
        {code::invalidPassword, QT_TRANSLATE_NOOP("ErrorText", "The password is wrong. Try again.")},
        {code::passwordNotSet,
         QT_TRANSLATE_NOOP("ErrorText",
                           "This account has no password yet. Make a set-password link for it.")},
        {code::expiredOrAlreadyUsed,
         QT_TRANSLATE_NOOP("ErrorText", "This link has expired or was used already. Ask for a new one.")}};
    return words;
}

const Words &otherWords()
{
    static const Words words{
        {code::validationFailed, QT_TRANSLATE_NOOP("ErrorText", "Some fields need your attention.")},
        {code::notFound,
         QT_TRANSLATE_NOOP("ErrorText", "This is no longer there. Reload the list to see what is.")},
        {code::methodNotAllowed,
         QT_TRANSLATE_NOOP("ErrorText",
                           "This server does not know that action yet. It may be older than this console.")},
        {code::invalidCursor, QT_TRANSLATE_NOOP("ErrorText", "The list has changed. Reload it.")},
        {code::payloadTooLarge,
         QT_TRANSLATE_NOOP("ErrorText", "That is more than the server accepts at once. Make it shorter.")},
        {code::uriTooLong, QT_TRANSLATE_NOOP("ErrorText", "The search is too long. Make it shorter.")},
        {code::requestTimeout,
         QT_TRANSLATE_NOOP("ErrorText", "The request took too long to reach the server. Try again.")},
        {code::serverBusy, QT_TRANSLATE_NOOP("ErrorText", "The server is busy. Try again in a moment.")},
        {code::internalServerError,
         QT_TRANSLATE_NOOP("ErrorText",
                           "Something went wrong on the server. Its log says more; try again later.")},
        {code::alreadyExists,
         QT_TRANSLATE_NOOP(
             "ErrorText",
             "An account with this email address or user name exists already. Choose another one.")},
        {code::emailAlreadyExists,
         QT_TRANSLATE_NOOP("ErrorText",
                           "An account with this email address exists already. Choose another address.")},
        {code::usernameAlreadyExists,
         QT_TRANSLATE_NOOP("ErrorText",
                           "An account with this user name exists already. Choose another name.")},
        {code::emailConflict, QT_TRANSLATE_NOOP("ErrorText", "This is the address the account has already.")},
        {code::lastAdmin,
         QT_TRANSLATE_NOOP(
             "ErrorText",
             "This is the last active administrator. Make someone else an administrator first.")},
        {code::registrationDisabled,
         QT_TRANSLATE_NOOP("ErrorText", "New accounts are made by an administrator here.")},
        {code::passwordAlreadySet,
         QT_TRANSLATE_NOOP("ErrorText",
                           "This account has a password already. Make a set-password link to change it.")},
        {code::lastAuthMethod,
         QT_TRANSLATE_NOOP("ErrorText", "This is the last way to sign in. Add another one first.")},
        {code::webauthnNotConfigured,
         QT_TRANSLATE_NOOP("ErrorText", "Passkeys can't work at this server's address. The passkey doctor "
                                        "under Sign-in methods tells what to do.")},
        {code::passkeyRejected,
         QT_TRANSLATE_NOOP("ErrorText", "This passkey was not accepted. Try again or use another way to sign in.")},
        {code::credentialExists, QT_TRANSLATE_NOOP("ErrorText", "This passkey is registered already.")},
        {code::providerUnavailable,
         QT_TRANSLATE_NOOP("ErrorText", "The sign-in provider does not answer as it should. Test it under "
                                        "Sign-in methods to see what is wrong.")},
        {code::twoFactorAlreadyEnabled,
         QT_TRANSLATE_NOOP("ErrorText", "Two-factor is on already. Reset it first to set it up anew.")},
        {code::twoFactorNotInitialized,
         QT_TRANSLATE_NOOP("ErrorText", "The set-up has expired. Start it again.")}};
    return words;
}

// What only happens when the two programs do not fit together.
const Words &misfitWords()
{
    static const char *const text =
        QT_TRANSLATE_NOOP("ErrorText", "The server did not understand this console. One of the two is older "
                                       "than the other; bring both to the same version.");
    static const Words words{{code::badRequest, text},
                             {code::invalidJson, text},
                             {code::unsupportedMediaType, text},
                             {code::headersTooLarge, text},
                             {code::expectationFailed, text},
                             {code::notImplemented, text},
                             {code::httpVersionNotSupported, text},
                             {code::csrfRejected, text},
                             {code::invalidConfirmation, text}};
    return words;
}

const Words &fieldWords()
{
    static const Words words{
        {code::required, QT_TRANSLATE_NOOP("ErrorText", "Please fill this in.")},
        {code::invalid,
         QT_TRANSLATE_NOOP("ErrorText", "This is not a valid value. Check it for typing errors.")},
        {code::invalidCharacters,
         QT_TRANSLATE_NOOP("ErrorText", "Some of these characters are not allowed here.")},
        {code::notLongEnough, QT_TRANSLATE_NOOP("ErrorText", "This is too short.")},
        {code::tooLong, QT_TRANSLATE_NOOP("ErrorText", "This is too long.")},
        {code::tooCommon,
         QT_TRANSLATE_NOOP("ErrorText", "This password is too easy to guess. Choose another one.")},
        {code::mismatch, QT_TRANSLATE_NOOP("ErrorText", "The two passwords are not the same.")},
        {code::unknownField,
         QT_TRANSLATE_NOOP("ErrorText",
                           "This server does not know this field. It may be older than this console.")}};
    return words;
}

QString waitText(const Error &error)
{
    if (error.retryAfter <= 0)
        return words(QT_TRANSLATE_NOOP("ErrorText", "Too many tries. Wait a moment and try again."));
    return QCoreApplication::translate("ErrorText", "Too many tries. Try again in %n second(s).", nullptr,
                                       error.retryAfter);
}

} // namespace

QString errorText(const Error &error)
{
    if (error.code == localcode::cancelled)
        return {};
    if (error.code == code::tooManyRequests)
        return waitText(error);
    for (const Words &table : {connectionWords(), signInWords(), otherWords(), misfitWords()}) {
        if (const char *text = table.value(error.code))
            return words(text);
    }
    return words(QT_TRANSLATE_NOOP(
                     "ErrorText",
                     "The server refused this with the code %1. It may be newer than this console."))
        .arg(QString::fromLatin1(error.code));
}

QString fieldErrorText(const QByteArray &code)
{
    const char *text = fieldWords().value(code);
    return text ? words(text) : errorText({.code = code});
}

QString fieldErrorText(const Error &error, const QString &field)
{
    for (const FieldError &fault : error.fields) {
        if (fault.field == field)
            return fieldErrorText(fault.code);
    }
    return {};
}
