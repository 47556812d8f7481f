// SPDX-License-Identifier: GPL-3.0-only
#include "store/address.h"

#include "ipnetwork.h"

#include <cstring>

namespace store {

QByteArray toColumn(const QHostAddress &address)
{
    const Q_IPV6ADDR bytes = address.toIPv6Address(); // of an IPv4 address: the mapped one
    return QByteArray(reinterpret_cast<const char *>(bytes.c), sizeof bytes.c);
}

QHostAddress addressFrom(const QByteArray &column)
{
    Q_IPV6ADDR bytes{};
    if (column.size() != qsizetype(sizeof bytes.c) || column.count('\0') == column.size())
        return {};
    std::memcpy(bytes.c, column.constData(), sizeof bytes.c);
    const QHostAddress address(bytes);
    bool isIPv4 = false;
    const quint32 v4 = address.toIPv4Address(&isIPv4);
    return isIPv4 && column.startsWith(QByteArray(10, '\0') + "\xff\xff") ? QHostAddress(v4) : address;
}

QString addressText(const QByteArray &column) { return addressFrom(column).toString(); }

std::optional<AddressRange> rangeOf(const QString &network)
{
    const auto parsed = IpNetwork::fromString(network);
    if (!parsed)
        return std::nullopt;
    return AddressRange{parsed->first(), parsed->last()};
}

} // namespace store
