// SPDX-License-Identifier: GPL-3.0-only
#include "ipnetwork.h"

#include <QList>

using namespace Qt::StringLiterals;

namespace {

constexpr int addressLength = 16;

// Decimal digits without a leading zero.
std::optional<int> decimal(QStringView text, int most)
{
    const bool areDigits = std::ranges::all_of(text, [](QChar c) { return c >= u'0' && c <= u'9'; });
    if (text.isEmpty() || text.size() > 3 || !areDigits || (text.size() > 1 && text.front() == u'0'))
        return std::nullopt;
    const int number = text.toInt();
    return number <= most ? std::optional(number) : std::nullopt;
}

std::optional<QByteArray> ipv4(QStringView text)
{
    QByteArray bytes;
    const auto parts = text.split(u'.');
    for (const QStringView part : parts) {
        const auto byte = decimal(part, 255);
        if (!byte)
            return std::nullopt;
        bytes += char(*byte);
    }
    return parts.size() == 4 ? std::optional(bytes) : std::nullopt;
}

std::optional<QByteArray> group(QStringView text)
{
    const auto isHex = [](QChar c) {
        return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f') || (c >= u'A' && c <= u'F');
    };
    if (text.isEmpty() || text.size() > 4 || !std::ranges::all_of(text, isHex))
        return std::nullopt;
    const int number = text.toInt(nullptr, 16);
    return QByteArray{}.append(char(number >> 8)).append(char(number & 0xff));
}

// Groups between colons; the last may be an IPv4 address.
std::optional<QByteArray> groups(QStringView text)
{
    QByteArray bytes;
    if (text.isEmpty())
        return bytes;
    const auto parts = text.split(u':');
    for (const QStringView &part : parts) {
        const bool isLast = &part == &parts.last();
        const auto piece = isLast && part.contains(u'.') ? ipv4(part) : group(part);
        if (!piece)
            return std::nullopt;
        bytes += *piece;
    }
    return bytes;
}

std::optional<QByteArray> ipv6(QStringView text)
{
    const qsizetype gap = text.indexOf("::"_L1);
    const auto head = groups(gap < 0 ? text : text.left(gap));
    const auto tail = gap < 0 ? QByteArray() : groups(text.mid(gap + 2));
    if (!head || !tail || (gap >= 0 && text.left(gap).contains(u'.')))
        return std::nullopt;
    const qsizetype missing = addressLength - head->size() - tail->size();
    if (gap < 0 ? missing != 0 : missing < 2)
        return std::nullopt;
    return *head + QByteArray(missing, '\0') + *tail;
}

} // namespace

std::optional<IpNetwork> IpNetwork::fromString(QStringView text)
{
    const qsizetype slash = text.indexOf(u'/');
    const QStringView addressText = slash < 0 ? text : text.left(slash);
    const bool isIPv6 = addressText.contains(u':');
    const auto address = isIPv6 ? ipv6(addressText) : ipv4(addressText);
    const int bits = isIPv6 ? 128 : 32;
    const auto length = slash < 0 ? std::optional(bits) : decimal(text.mid(slash + 1), bits);
    if (!address || !length)
        return std::nullopt;
    if (isIPv6)
        return IpNetwork(*address, *length);
    return IpNetwork(QByteArray(10, '\0') + "\xff\xff" + *address, 96 + *length);
}

QByteArray IpNetwork::first() const
{
    QByteArray bytes = m_address;
    for (int bit = m_prefixLength; bit < addressLength * 8; ++bit)
        bytes[bit / 8] = char(bytes[bit / 8] & ~(0x80 >> (bit % 8)));
    return bytes;
}

QByteArray IpNetwork::last() const
{
    QByteArray bytes = m_address;
    for (int bit = m_prefixLength; bit < addressLength * 8; ++bit)
        bytes[bit / 8] = char(bytes[bit / 8] | (0x80 >> (bit % 8)));
    return bytes;
}
