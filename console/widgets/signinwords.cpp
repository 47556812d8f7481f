// SPDX-License-Identifier: GPL-3.0-only
#include "widgets/signinwords.h"

#include <QCoreApplication>
#include <QHash>

using namespace Qt::StringLiterals;

namespace {

QString translated(const QHash<QString, const char *> &words, const QString &key)
{
    const char *word = words.value(key);
    return word ? QCoreApplication::translate("signinwords", word) : key;
}

} // namespace

QString signinwords::method(const QString &key)
{
    static const QHash<QString, const char *> words{
        {u"password"_s, QT_TRANSLATE_NOOP("signinwords", "Password")},
        {u"totp"_s, QT_TRANSLATE_NOOP("signinwords", "Code")},
        {u"recovery_code"_s, QT_TRANSLATE_NOOP("signinwords", "Recovery code")},
        {u"passkey"_s, QT_TRANSLATE_NOOP("signinwords", "Passkey")}};
    return translated(words, key);
}

QString signinwords::methods(const QStringList &keys)
{
    QStringList all;
    for (const QString &key : keys)
        all.append(method(key));
    return all.join(u" + "_s);
}

QString signinwords::reason(const QString &key)
{
    static const QHash<QString, const char *> words{
        {u"invalid_password"_s, QT_TRANSLATE_NOOP("signinwords", "Wrong password")},
        {u"invalid_totp"_s, QT_TRANSLATE_NOOP("signinwords", "Wrong code")},
        {u"invalid_passkey"_s, QT_TRANSLATE_NOOP("signinwords", "Passkey not accepted")},
        {u"account_deactivated"_s, QT_TRANSLATE_NOOP("signinwords", "Account is disabled")},
        {u"account_locked"_s, QT_TRANSLATE_NOOP("signinwords", "Account is locked")},
        {u"email_not_verified"_s, QT_TRANSLATE_NOOP("signinwords", "Address is not verified")}};
    return translated(words, key);
}
