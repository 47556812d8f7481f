// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QByteArray>
#include <QString>

// Recovery codes (api.md 0.15): 24 base32 characters in four groups, 120 bits of chance.
namespace recovery {

constexpr int count = 8;

QString newCode(); // "ABCDEF-GHIJKL-MNOPQR-STUVWX"

// What is kept of a code: SHA-256 of it without case and dashes. Enough, since it can't be guessed.
QByteArray hashOf(const QString &code);

// Whether it could be one; codes of authenticators are shorter.
bool looksLikeOne(const QString &code);

} // namespace recovery
