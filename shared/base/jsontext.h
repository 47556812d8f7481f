// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QByteArrayView>

#include <optional>

namespace json {

// What Qt's parser does not tell about a text.
struct Outline
{
    int depth = 0;         // of the deepest object or list; 1 for a flat one
    qsizetype members = 0; // as written down, those of the same key too
};

// Measures a text, and gives nothing for what RFC 8259 forbids but Qt's parser lets pass: control
// characters and unknown escapes in strings, numbers that begin or end with a dot. For everything
// else that is wrong with a text, ask Qt.
std::optional<Outline> outline(QByteArrayView text);

} // namespace json
