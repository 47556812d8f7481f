// SPDX-License-Identifier: GPL-3.0-only
#include "filter.h"

#include "ipnetwork.h"

#include <QHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace filter {

namespace {

// One blank-separated piece of the text: what it says without its quotes, and where they stood.
struct Piece
{
    qsizetype position = 0;
    qsizetype length = 0;
    QString text = {};
    qsizetype colon = -1;  // the first one outside quotes, in `text`
    bool isQuoted = false; // begins with a quote: never a key
    bool isOpen = false;   // the last quote is missing
    bool isAtEnd = false;  // may still be typed on
};

// Reads a piece from `at` on. Within quotes, '\' takes the next character as it is.
Piece pieceAt(const QString &text, qsizetype at)
{
    Piece piece{.position = at, .isQuoted = text[at] == u'"'};
    bool isInQuotes = false;
    for (; at < text.size() && (isInQuotes || !text[at].isSpace()); ++at) {
        if (text[at] == u'"') {
            isInQuotes = !isInQuotes;
        } else {
            if (isInQuotes && text[at] == u'\\' && at + 1 < text.size())
                ++at;
            else if (!isInQuotes && text[at] == u':' && piece.colon < 0)
                piece.colon = piece.text.size();
            piece.text += text[at];
        }
    }
    piece.length = at - piece.position;
    piece.isOpen = isInQuotes;
    piece.isAtEnd = at == text.size();
    return piece;
}

const Key *find(const QList<Key> &keys, const QString &name)
{
    const auto key = std::ranges::find_if(
        keys, [&](const Key &k) { return k.name.compare(name, Qt::CaseInsensitive) == 0; });
    return key == keys.end() ? nullptr : &*key;
}

QStringList choicesOf(const Key &key)
{
    return key.kind == Kind::Flag ? QStringList{u"yes"_s, u"no"_s} : key.choices;
}

bool isGood(const Key &key, const QString &value)
{
    switch (key.kind) {
    case Kind::Flag:
    case Kind::Choice:
        return choicesOf(key).contains(value);
    case Kind::Address:
        return IpNetwork::fromString(value).has_value();
    case Kind::Age:
        return ageSeconds(value) > 0;
    case Kind::Text:
        return !value.isEmpty();
    }
    return false;
}

// Whether more characters could still make a value of it.
bool mayBecomeGood(const Key &key, const QString &value)
{
    const auto isOneOf = [&](const QString &allowed) {
        return std::ranges::all_of(value, [&](QChar c) { return allowed.contains(c, Qt::CaseInsensitive); });
    };
    switch (key.kind) {
    case Kind::Flag:
    case Kind::Choice:
        return std::ranges::any_of(choicesOf(key),
                                   [&](const QString &choice) { return choice.startsWith(value); });
    case Kind::Address:
        return isOneOf(u"0123456789abcdef.:/"_s);
    case Kind::Age:
        return value.size() <= 6 && isOneOf(u"0123456789"_s);
    case Kind::Text:
        return true;
    }
    return false;
}

// Turns pieces into words, terms and faults.
class Reader
{
public:
    explicit Reader(const QList<Key> &keys)
        : m_keys(keys)
    {}

    void read(const Piece &piece)
    {
        if (piece.isOpen)
            return reject(piece, Fault::Reason::OpenQuote, true);
        if (piece.isQuoted)
            return readWord(piece);
        m_isNegated = piece.text.startsWith(u'-');
        const QString rest = piece.text.mid(m_isNegated ? 1 : 0);
        if (piece.colon < 0)
            return readBare(piece, rest);
        const qsizetype colon = piece.colon - (m_isNegated ? 1 : 0);
        readPair(piece, rest.left(colon), rest.mid(colon + 1));
    }

    Parsed m_parsed;

private:
    void readWord(const Piece &piece)
    {
        if (!piece.text.isEmpty())
            m_parsed.words += piece.text;
    }

    void readBare(const Piece &piece, const QString &name)
    {
        const Key *key = find(m_keys, name);
        if (key && key->kind == Kind::Flag)
            return accept(*key, u"yes"_s);
        if (key || name.isEmpty())
            return reject(piece, Fault::Reason::MissingValue, piece.isAtEnd);
        if (!m_isNegated)
            return readWord(piece);
        reject(piece, Fault::Reason::UnknownKey, piece.isAtEnd && beginsAKey(name));
    }

    void readPair(const Piece &piece, const QString &name, const QString &text)
    {
        const Key *key = find(m_keys, name);
        if (!key)
            return reject(piece, Fault::Reason::UnknownKey, false);
        const QString value = key->kind == Kind::Text ? text : text.toLower();
        if (value.isEmpty())
            return reject(piece, Fault::Reason::MissingValue, piece.isAtEnd);
        if (!isGood(*key, value))
            return reject(piece, Fault::Reason::BadValue, piece.isAtEnd && mayBecomeGood(*key, value));
        accept(*key, value);
    }

    bool beginsAKey(const QString &name) const
    {
        return std::ranges::any_of(
            m_keys, [&](const Key &key) { return key.name.startsWith(name, Qt::CaseInsensitive); });
    }

    void accept(const Key &key, const QString &value)
    {
        m_parsed.terms += Term{key.name, value, m_isNegated};
    }

    void reject(const Piece &piece, Fault::Reason reason, bool isUnfinished)
    {
        m_parsed.faults += Fault{piece.position, piece.length, reason, piece.text, isUnfinished};
    }

    const QList<Key> &m_keys;
    bool m_isNegated = false;
};

} // namespace

Parsed parse(const QString &text, const QList<Key> &keys)
{
    Reader reader(keys);
    for (qsizetype at = 0; at < text.size();) {
        if (text[at].isSpace()) {
            ++at;
            continue;
        }
        const Piece piece = pieceAt(text, at);
        reader.read(piece);
        at += piece.length;
    }
    return reader.m_parsed;
}

QString toText(const Term &term)
{
    QString value = term.value;
    const auto needsQuotes = [](QChar c) { return c.isSpace() || c == u'"' || c == u'\\'; };
    if (std::ranges::any_of(value, needsQuotes))
        value = u'"' + value.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s) + u'"';
    return (term.negated ? u"-"_s : QString()) + term.key + u':' + value;
}

qint64 ageSeconds(const QString &value)
{
    static const QHash<QChar, qint64> units{
        {u's', 1}, {u'm', 60}, {u'h', 3600}, {u'd', 86400}, {u'w', 604800}};
    const QStringView digits = QStringView(value).chopped(value.isEmpty() ? 0 : 1);
    const bool areDigits = std::ranges::all_of(digits, [](QChar c) { return c >= u'0' && c <= u'9'; });
    if (digits.isEmpty() || digits.size() > 6 || !areDigits)
        return 0;
    return digits.toLongLong() * units.value(value.back(), 0);
}

} // namespace filter
