// SPDX-License-Identifier: GPL-3.0-only
#include "passwords/passwordpolicy.h"

#include "api/codes.h"
#include "api/rules.h"

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

// Searched where it lies in the program's file: as a set of its own it took more memory than all else.
static bool hasLine(QByteArrayView lines, QByteArrayView wanted)
{
    while (!lines.isEmpty()) {
        const qsizetype middle = lines.size() / 2;
        const qsizetype begin = lines.first(middle).lastIndexOf('\n') + 1;
        const qsizetype end = lines.indexOf('\n', middle);
        const QByteArrayView line = lines.sliced(begin, end - begin);
        if (line == wanted)
            return true;
        lines = line < wanted ? lines.sliced(end + 1) : lines.first(begin);
    }
    return false;
}

PasswordPolicy::PasswordPolicy(const Config::Password &settings)
    : m_settings(settings)
{
    initialiseResources();
    m_common.setFileName(u":/password/common-passwords.txt"_s);
    if (!m_common.isValid() || m_common.compressionAlgorithm() != QResource::NoCompression)
        qFatal("The list of common passwords is missing from this build.");
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
    const QByteArrayView common(m_common.data(), m_common.size());
    if (hasLine(common, folded.toUtf8()) || std::ranges::any_of(own, isSame))
        return code::tooCommon;
    return nullptr;
}
