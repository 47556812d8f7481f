// SPDX-License-Identifier: GPL-3.0-only
#include "passwords/passwordpolicy.h"

#include "api/codes.h"
#include "api/rules.h"

#include <QFile>

#include <algorithm>

using namespace Qt::StringLiterals;

constexpr qsizetype maximumLength = 128;

static void initialiseResources()
{
    Q_INIT_RESOURCE(passwords);
}

static bool hasLetterAndDigit(const QString &text)
{
    return std::ranges::any_of(text, [](QChar c) { return c.isLetter(); })
           && std::ranges::any_of(text, [](QChar c) { return c.isDigit(); });
}

PasswordPolicy::PasswordPolicy(const Config::Password &settings)
    : m_settings(settings)
{
    initialiseResources();
    QFile list(u":/password/common-passwords.txt"_s);
    if (!list.open(QIODevice::ReadOnly))
        qFatal("The list of common passwords is missing from this build.");
    for (const QByteArray &word : list.readAll().split('\n')) {
        if (word.size() >= m_settings.minLength)
            m_common.insert(word);
    }
}

Secret PasswordPolicy::normalised(const Secret &password)
{
    return Secret(::normalised(password.text(), QString::NormalizationForm_KC));
}

const char *PasswordPolicy::fault(const Secret &password, const QStringList &own) const
{
    const QString text = normalised(password).text();
    if (const char *code = rule::Length{m_settings.minLength, maximumLength}(text))
        return code;
    if (text.contains(QChar(0)))
        return code::invalidCharacters;
    if (m_settings.requireLetterAndDigit && !hasLetterAndDigit(text))
        return code::invalidCharacters;
    const QString folded = text.toCaseFolded();
    const auto isSame = [&](const QString &word) { return !word.isEmpty() && word.toCaseFolded() == folded; };
    if (m_common.contains(folded.toUtf8()) || std::ranges::any_of(own, isSame))
        return code::tooCommon;
    return nullptr;
}
