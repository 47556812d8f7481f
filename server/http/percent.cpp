// SPDX-License-Identifier: GPL-3.0-only
#include "http/percent.h"

#include "http/syntax.h"

namespace http::percent {

// The byte that begins at `at` with '%', or -1.
static int encodedByte(QByteArrayView text, qsizetype at)
{
    if (at + 2 >= text.size())
        return -1;
    const int high = syntax::hexValue(text[at + 1]);
    const int low = syntax::hexValue(text[at + 2]);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
}

QByteArray decode(QByteArrayView text, Plus plus)
{
    QByteArray out;
    out.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const int byte = text[i] == '%' ? encodedByte(text, i) : -1;
        if (byte >= 0) {
            out.append(char(byte));
            i += 2;
        } else {
            out.append(text[i] == '+' && plus == Plus::Space ? ' ' : text[i]);
        }
    }
    return out;
}

static std::pair<QByteArray, QByteArray> pairOf(QByteArrayView piece)
{
    const qsizetype equals = piece.indexOf('=');
    if (equals < 0)
        return {decode(piece, Plus::Space), QByteArray()};
    return {decode(piece.first(equals), Plus::Space), decode(piece.sliced(equals + 1), Plus::Space)};
}

QList<std::pair<QByteArray, QByteArray>> pairs(QByteArrayView text)
{
    QList<std::pair<QByteArray, QByteArray>> out;
    while (!text.isEmpty()) {
        const qsizetype ampersand = text.indexOf('&');
        const auto piece = ampersand < 0 ? text : text.first(ampersand);
        if (!piece.isEmpty())
            out.append(pairOf(piece));
        text = ampersand < 0 ? QByteArrayView() : text.sliced(ampersand + 1);
    }
    return out;
}

} // namespace http::percent
