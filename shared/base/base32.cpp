// SPDX-License-Identifier: GPL-3.0-only
#include "base/base32.h"

namespace base32 {

namespace {

constexpr int bitsPerLetter = 5;
constexpr int bitsPerByte = 8;

constexpr char letterOf(quint32 value) { return "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[value & 31]; }

// −1 for a character outside the alphabet.
constexpr int valueOf(char letter)
{
    if (letter >= 'A' && letter <= 'Z')
        return letter - 'A';
    if (letter >= 'a' && letter <= 'z')
        return letter - 'a';
    if (letter >= '2' && letter <= '7')
        return letter - '2' + 26;
    return -1;
}

// What is left of the text without separators and the padding at its end.
QByteArray lettersOf(QByteArrayView text)
{
    QByteArray letters;
    letters.reserve(text.size());
    for (const char c : text) {
        if (c != ' ' && c != '-')
            letters += c;
    }
    while (letters.endsWith('='))
        letters.chop(1);
    return letters;
}

} // namespace

QByteArray encode(const QByteArray &bytes)
{
    QByteArray text;
    text.reserve((bytes.size() * bitsPerByte + bitsPerLetter - 1) / bitsPerLetter);
    quint32 buffer = 0;
    int bits = 0;
    for (const char byte : bytes) {
        buffer = buffer << bitsPerByte | static_cast<uchar>(byte);
        for (bits += bitsPerByte; bits >= bitsPerLetter; bits -= bitsPerLetter)
            text += letterOf(buffer >> (bits - bitsPerLetter));
    }
    if (bits > 0)
        text += letterOf(buffer << (bitsPerLetter - bits));
    return text;
}

std::optional<QByteArray> decode(QByteArrayView text)
{
    const QByteArray letters = lettersOf(text);
    QByteArray bytes;
    bytes.reserve(letters.size() * bitsPerLetter / bitsPerByte);
    quint32 buffer = 0;
    int bits = 0;
    for (const char letter : letters) {
        const int value = valueOf(letter);
        if (value < 0)
            return std::nullopt;
        buffer = buffer << bitsPerLetter | static_cast<quint32>(value);
        bits += bitsPerLetter;
        if (bits >= bitsPerByte) {
            bits -= bitsPerByte;
            bytes += static_cast<char>(buffer >> bits & 0xff);
        }
    }
    // A whole letter to spare means that one is missing or one too many.
    return bits < bitsPerLetter ? std::optional(bytes) : std::nullopt;
}

} // namespace base32
