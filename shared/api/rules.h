// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QString>

// The rules that a value must obey by itself, used in fields(): called with a value, a rule answers
// nullptr or the field's error code. Lengths are counted in code points.
namespace rule {

// NOT_LONG_ENOUGH, TOO_LONG.
struct Length
{
    qsizetype min = 0;
    qsizetype max = 0;
    const char *operator()(const QString &text) const;
};

// One line of words for people, not only blanks, at most `max` long: REQUIRED, TOO_LONG, and
// INVALID_CHARACTERS for control characters, line breaks, characters that turn the direction of text,
// and broken UTF-16.
struct Line
{
    qsizetype max = 0;
    const char *operator()(const QString &text) const;
};
// Stands in mails, also to those who never asked for one: no link either.
struct PersonName : Line
{
    constexpr PersonName()
        : Line{100}
    {}
    const char *operator()(const QString &text) const;
};
struct DeviceName : Line
{
    constexpr DeviceName()
        : Line{100}
    {}
};

// REQUIRED for text that is only blanks.
struct NotBlank
{
    const char *operator()(const QString &text) const;
};

// [0-9A-Za-z]{3,28}: NOT_LONG_ENOUGH, TOO_LONG, INVALID_CHARACTERS.
struct Username
{
    const char *operator()(const QString &text) const;
};

// The same, or nothing, which takes it away.
struct UsernameOrNone
{
    const char *operator()(const QString &text) const { return text.isEmpty() ? nullptr : Username{}(text); }
};

// INVALID unless it is an address of the plain kind: dot-atom "@" domain (RFC 5321 section 4.1.2,
// RFC 6531), at most 64 octets before the @ and 254 in all (TOO_LONG). No quoted local parts, no
// address literals; a domain of one label may be a host of the LAN. Blanks around it don't count.
struct EmailAddress
{
    const char *operator()(const QString &text) const;
};

} // namespace rule

// QString::normalized() costs the square of the longest run of marks; text of more than 1024 UTF-16
// units, too long for whatever we compare in this way, comes back as it is.
QString normalised(const QString &text, QString::NormalizationForm form);

// The form by which addresses are compared and found: trimmed, lower case, NFC (api.md A36).
QString normalisedEmail(const QString &address);
