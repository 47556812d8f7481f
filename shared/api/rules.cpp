// SPDX-License-Identifier: GPL-3.0-only
#include "api/rules.h"

#include "api/codes.h"

#include <QList>
#include <QStringList>

#include <algorithm>

namespace rule {

using namespace Qt::StringLiterals;

namespace {

qsizetype codePoints(const QString &text)
{
    return text.size() -
           std::count_if(text.cbegin(), text.cend(), [](QChar c) { return c.isLowSurrogate(); });
}

bool isAsciiAlphanumeric(QChar c)
{
    return (c >= u'0' && c <= u'9') || (c >= u'A' && c <= u'Z') || (c >= u'a' && c <= u'z');
}

// What breaks the line, or makes what stands there look like something else (Unicode TR 36, 3.3).
bool spoilsALine(QChar c)
{
    const auto category = c.category();
    const bool turnsText = (c >= u'\u202a' && c <= u'\u202e') || (c >= u'\u2066' && c <= u'\u2069');
    return turnsText || category == QChar::Other_Control || category == QChar::Separator_Line ||
           category == QChar::Separator_Paragraph;
}

template<class Predicate>
bool everyCodePoint(const QString &text, Predicate isGood)
{
    const QList<uint> all = text.toUcs4();
    return text.isValidUtf16() && std::all_of(all.cbegin(), all.cend(), isGood);
}

bool isWordCharacter(uint c) { return QChar::isLetterOrNumber(c) || QChar::isMark(c); }

// RFC 5322 section 3.2.3, with the letters of RFC 6531.
bool isAtom(const QString &text)
{
    constexpr QStringView symbols = u"!#$%&'*+-/=?^_`{|}~";
    const auto isGood = [&](uint c) {
        return isWordCharacter(c) || (c < 0x80 && symbols.contains(QChar(c)));
    };
    return !text.isEmpty() && everyCodePoint(text, isGood);
}

// RFC 1035 section 2.3.4.
bool isDomainLabel(const QString &text)
{
    constexpr qsizetype longest = 63;
    const auto isGood = [](uint c) { return isWordCharacter(c) || c == '-'; };
    return !text.isEmpty() && text.toUtf8().size() <= longest && !text.startsWith(u'-') &&
           !text.endsWith(u'-') && everyCodePoint(text, isGood);
}

bool allParts(const QString &dotted, bool (*isGood)(const QString &))
{
    const QStringList parts = dotted.split(u'.');
    return std::all_of(parts.cbegin(), parts.cend(), isGood);
}

} // namespace

const char *Length::operator()(const QString &text) const
{
    const qsizetype length = codePoints(text);
    if (length < min)
        return code::notLongEnough;
    return length > max ? code::tooLong : nullptr;
}

const char *Line::operator()(const QString &text) const
{
    if (text.trimmed().isEmpty())
        return code::required;
    if (codePoints(text) > max)
        return code::tooLong;
    const bool isLine = text.isValidUtf16() && std::none_of(text.cbegin(), text.cend(), spoilsALine);
    return isLine ? nullptr : code::invalidCharacters;
}

const char *PersonName::operator()(const QString &text) const
{
    const char *fault = Line::operator()(text);
    return !fault && text.contains("://"_L1) ? code::invalidCharacters : fault;
}

const char *NotBlank::operator()(const QString &text) const
{
    return text.trimmed().isEmpty() ? code::required : nullptr;
}

const char *Username::operator()(const QString &text) const
{
    if (const char *fault = Length{3, 28}(text))
        return fault;
    return std::all_of(text.cbegin(), text.cend(), isAsciiAlphanumeric) ? nullptr : code::invalidCharacters;
}

const char *EmailAddress::operator()(const QString &text) const
{
    constexpr qsizetype longestLocalPart = 64;
    constexpr qsizetype longest = 254;
    const QString address = normalisedEmail(text);
    if (address.toUtf8().size() > longest)
        return code::tooLong;
    const qsizetype at = address.indexOf(u'@');
    if (at < 0)
        return code::invalid;
    const QString local = address.first(at);
    const bool isGood = local.toUtf8().size() <= longestLocalPart && allParts(local, isAtom) &&
                        allParts(address.sliced(at + 1), isDomainLabel);
    return isGood ? nullptr : code::invalid;
}

} // namespace rule

QString normalised(const QString &text, QString::NormalizationForm form)
{
    constexpr qsizetype longest = 1024;
    return text.size() > longest ? text : text.normalized(form);
}

QString normalisedEmail(const QString &address)
{
    return normalised(address.trimmed().toLower(), QString::NormalizationForm_C);
}
