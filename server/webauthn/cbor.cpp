// SPDX-License-Identifier: GPL-3.0-only
#include "webauthn/cbor.h"

#include <QCborArray>
#include <QCborMap>
#include <QSet>

namespace webauthn::cbor {

namespace {

constexpr int deepest = 8;

// Measures an item before Qt's parser sees it, which would take every form, and would reserve memory
// for as many members as a list claims to have.
class Scanner
{
public:
    explicit Scanner(QByteArrayView bytes) : m_bytes(bytes) {}

    bool skipItem(int depth = 0);
    qsizetype offset() const { return m_offset; }

private:
    struct Head
    {
        int major = 0;
        quint64 value = 0;
    };
    std::optional<Head> readHead();
    std::optional<quint64> readNumber(int bytes);
    bool skipItems(quint64 count, int depth);
    quint64 left() const { return quint64(m_bytes.size() - m_offset); }

    QByteArrayView m_bytes;
    qsizetype m_offset = 0;
};

std::optional<quint64> Scanner::readNumber(int bytes)
{
    if (left() < quint64(bytes))
        return std::nullopt;
    quint64 value = 0;
    for (int i = 0; i < bytes; ++i)
        value = value << 8 | uchar(m_bytes[m_offset++]);
    return value;
}

// Values from 24 on follow in 1, 2, 4 or 8 bytes, of which the fewest have to be taken.
std::optional<Scanner::Head> Scanner::readHead()
{
    const auto initial = readNumber(1);
    if (!initial)
        return std::nullopt;
    const int major = int(*initial >> 5);
    const int information = int(*initial & 0x1f);
    if (information < 24)
        return Head{major, quint64(information)};
    if (information > 27 || major == 7) // lengths not known, and numbers with a point
        return std::nullopt;
    const auto value = readNumber(1 << (information - 24));
    const quint64 least = information == 24 ? 24 : quint64(1) << (8 << (information - 25));
    return value && *value >= least ? std::optional(Head{major, *value}) : std::nullopt;
}

bool Scanner::skipItems(quint64 count, int depth)
{
    if (count > left() || depth >= deepest)
        return false;
    for (quint64 i = 0; i < count; ++i) {
        if (!skipItem(depth + 1))
            return false;
    }
    return true;
}

bool Scanner::skipItem(int depth)
{
    const auto head = readHead();
    if (!head)
        return false;
    switch (head->major) {
    case 0:
    case 1: return head->value <= quint64(std::numeric_limits<qint64>::max());
    case 2:
    case 3:
        if (head->value > left())
            return false;
        m_offset += qsizetype(head->value);
        return true;
    case 4: return skipItems(head->value, depth);
    case 5: return head->value <= mostMembers && skipItems(2 * head->value, depth);
    case 7: return head->value >= 20 && head->value <= 22; // false, true, null
    default: return false;
    }
}

bool hasDistinctKeys(const QCborValue &value)
{
    if (value.isArray()) {
        const QCborArray array = value.toArray();
        return std::ranges::all_of(array, [](const QCborValue &item) { return hasDistinctKeys(item); });
    }
    const QCborMap map = value.toMap();
    QSet<QCborValue> keys;
    for (const auto &[key, member] : map) {
        const QCborValue own = key;
        if (!(own.isInteger() || own.isString()) || keys.contains(own) || !hasDistinctKeys(member))
            return false;
        keys.insert(own);
    }
    return true;
}

} // namespace

std::optional<Item> first(QByteArrayView bytes)
{
    Scanner scanner(bytes);
    if (!scanner.skipItem())
        return std::nullopt;
    QCborParserError error;
    const auto item = QCborValue::fromCbor(bytes.first(scanner.offset()).toByteArray(), &error);
    if (error.error != QCborError::NoError || !hasDistinctKeys(item))
        return std::nullopt;
    return Item{item, scanner.offset()};
}

std::optional<QCborValue> only(QByteArrayView bytes)
{
    const auto item = first(bytes);
    return item && item->size == bytes.size() ? std::optional(item->value) : std::nullopt;
}

std::optional<QCborMap> onlyMap(QByteArrayView bytes)
{
    const auto item = only(bytes);
    return item && item->isMap() ? std::optional(item->toMap()) : std::nullopt;
}

} // namespace webauthn::cbor
