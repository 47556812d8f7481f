// SPDX-License-Identifier: GPL-3.0-only
#include "base/jsontext.h"

#include <algorithm>

namespace json {

namespace {

bool isDigit(char c) { return c >= '0' && c <= '9'; }

bool isHexDigit(char c) { return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

// Reads forward through a text; beyond its end there are only NULs.
class Cursor
{
public:
    explicit Cursor(QByteArrayView text)
        : m_text(text)
    {}

    bool atEnd() const { return m_at >= m_text.size(); }
    char peek() const { return atEnd() ? '\0' : m_text[m_at]; }
    char next()
    {
        const char c = peek();
        ++m_at;
        return c;
    }
    bool skip(char wanted)
    {
        if (atEnd() || peek() != wanted)
            return false;
        ++m_at;
        return true;
    }
    bool skipDigits()
    {
        const qsizetype from = m_at;
        while (isDigit(peek()))
            ++m_at;
        return m_at > from;
    }

private:
    QByteArrayView m_text;
    qsizetype m_at = 0;
};

bool skipEscape(Cursor &cursor)
{
    const char c = cursor.next();
    if (c != 'u')
        return QByteArrayView("\"\\/bfnrt").contains(c);
    for (int i = 0; i < 4; ++i) {
        if (!isHexDigit(cursor.next()))
            return false;
    }
    return true;
}

// The rest of a string, after its opening quotation mark (RFC 8259 section 7).
bool skipString(Cursor &cursor)
{
    while (!cursor.atEnd()) {
        const char c = cursor.next();
        if (c == '"')
            return true;
        if (static_cast<uchar>(c) < 0x20 || (c == '\\' && !skipEscape(cursor)))
            return false;
    }
    return false;
}

// RFC 8259 section 6, but for leading zeros, which Qt refuses.
bool skipNumber(Cursor &cursor)
{
    cursor.skip('-');
    if (!cursor.skipDigits())
        return false;
    if (cursor.skip('.') && !cursor.skipDigits())
        return false;
    if (!cursor.skip('e') && !cursor.skip('E'))
        return true;
    if (!cursor.skip('+'))
        cursor.skip('-');
    return cursor.skipDigits();
}

bool startsNumber(char c) { return isDigit(c) || c == '-' || c == '.'; }

} // namespace

std::optional<Outline> outline(QByteArrayView text)
{
    Outline outline;
    int depth = 0;
    Cursor cursor(text);
    while (!cursor.atEnd()) {
        if (startsNumber(cursor.peek())) {
            if (!skipNumber(cursor))
                return std::nullopt;
            continue;
        }
        const char c = cursor.next();
        if (c == '"' && !skipString(cursor))
            return std::nullopt;
        if (c == '{' || c == '[')
            outline.depth = std::max(outline.depth, ++depth);
        else if (c == '}' || c == ']')
            --depth;
        else if (c == ':')
            ++outline.members;
    }
    return outline;
}

} // namespace json
