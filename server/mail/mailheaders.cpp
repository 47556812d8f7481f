// SPDX-License-Identifier: GPL-3.0-only
#include "mail/mailheaders.h"

#include <algorithm>

// A name as RFC 5322 (section 3.2.5) wants it: "Gate, Inc." has to stand in quotes.
static QByteArray phrase(const QString &name)
{
    const QByteArray words = mailheaders::encodedWords(name);
    const bool isSpecial = std::ranges::any_of(words, [](char c) { return QByteArrayView("()<>[]:;@\\,.\"").contains(c); });
    if (!isSpecial || words.startsWith("=?"))
        return words;
    return '"' + QByteArray(words).replace('\\', "\\\\").replace('"', "\\\"") + '"';
}

QByteArray mailheaders::encodedWords(const QString &text)
{
    const QString line = text.simplified();
    const bool isPlain = std::ranges::all_of(line, [](QChar c) { return c.unicode() >= 0x20 && c.unicode() < 0x7f; });
    if (isPlain)
        return line.toLatin1();
    QByteArray words;
    QString rest = line;
    while (!rest.isEmpty()) {
        qsizetype take = std::min<qsizetype>(rest.size(), 14); // 3 bytes each at most: 56 characters of base64
        if (take < rest.size() && rest[take - 1].isHighSurrogate())
            --take;
        words += (words.isEmpty() ? "" : "\r\n ") + QByteArray("=?UTF-8?B?") + rest.left(take).toUtf8().toBase64() + "?=";
        rest = rest.mid(take);
    }
    return words;
}

QString mailheaders::addressOf(const QString &configured)
{
    const qsizetype open = configured.lastIndexOf(u'<');
    return open < 0 ? configured.trimmed() : configured.mid(open + 1, configured.lastIndexOf(u'>') - open - 1).trimmed();
}

QByteArray mailheaders::mailbox(const QString &configured)
{
    const qsizetype open = configured.lastIndexOf(u'<');
    const QByteArray address = '<' + addressOf(configured).toUtf8() + '>';
    return open <= 0 ? address : phrase(configured.left(open).trimmed()) + ' ' + address;
}
