// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QByteArray>
#include <QString>

// What stands in the headers of a mail: never a line break that the caller did not mean.
namespace mailheaders {

// Any text as a header's value (RFC 2047), in words of at most 75 characters.
QByteArray encodedWords(const QString &text);

// Of "Name <address>" the bare address, and the whole as From has it.
QString addressOf(const QString &configured);
QByteArray mailbox(const QString &configured);

} // namespace mailheaders
