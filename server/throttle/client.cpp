// SPDX-License-Identifier: GPL-3.0-only
#include "throttle/client.h"

#include <algorithm>

// Whoever has one IPv6 address has the other 2^64 of its network too.
QString Client::network() const
{
    if (address.protocol() != QAbstractSocket::IPv6Protocol)
        return address.toString();
    Q_IPV6ADDR bytes = address.toIPv6Address();
    std::fill(bytes.c + 8, bytes.c + 16, quint8(0));
    return QHostAddress(bytes).toString() + QLatin1String("/64");
}
