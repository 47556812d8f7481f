// SPDX-License-Identifier: GPL-3.0-only
#include "external/networks.h"

#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace networks {

namespace {

using Subnets = QList<QPair<QHostAddress, int>>;

Subnets parsed(const QStringList &texts)
{
    Subnets subnets;
    for (const QString &text : texts)
        subnets.append(QHostAddress::parseSubnet(text));
    return subnets;
}

const Subnets &special()
{
    static const Subnets subnets = parsed({u"0.0.0.0/8"_s, u"10.0.0.0/8"_s, u"100.64.0.0/10"_s, u"127.0.0.0/8"_s,
                                           u"169.254.0.0/16"_s, u"172.16.0.0/12"_s, u"192.0.0.0/24"_s,
                                           u"192.168.0.0/16"_s, u"198.18.0.0/15"_s, u"224.0.0.0/3"_s,
                                           u"::/8"_s, u"fc00::/7"_s, u"fe80::/10"_s, u"fec0::/10"_s, u"ff00::/8"_s});
    return subnets;
}

// The IPv4 address inside an IPv6 one: 64:ff9b::/96 (RFC 6052), 2002::/16 (RFC 3056).
std::optional<QHostAddress> embedded(const QHostAddress &address)
{
    const Q_IPV6ADDR bytes = address.toIPv6Address();
    const auto at = [&](int first) {
        return QHostAddress(quint32(bytes[first]) << 24 | quint32(bytes[first + 1]) << 16
                            | quint32(bytes[first + 2]) << 8 | bytes[first + 3]);
    };
    if (address.isInSubnet(QHostAddress(u"64:ff9b::"_s), 96))
        return at(12);
    if (address.isInSubnet(QHostAddress(u"2002::"_s), 16))
        return at(2);
    return std::nullopt;
}

} // namespace

bool isPrivate(const QHostAddress &address)
{
    if (address.isNull())
        return true;
    bool isMapped = false;
    const quint32 ipv4 = address.toIPv4Address(&isMapped); // also of ::ffff:0:0/96
    const QHostAddress plain = isMapped ? QHostAddress(ipv4) : address;
    if (plain.protocol() == QAbstractSocket::IPv6Protocol) {
        if (const auto inner = embedded(plain))
            return isPrivate(*inner);
    }
    return std::ranges::any_of(special(), [&](const auto &subnet) { return plain.isInSubnet(subnet); });
}

bool isLocalName(const QString &host)
{
    const QHostAddress address(host);
    if (!address.isNull())
        return isPrivate(address);
    static const QStringList endings{u".localhost"_s, u".local"_s, u".lan"_s,  u".internal"_s, u".intranet"_s,
                                     u".corp"_s,      u".home"_s,  u".test"_s, u".home.arpa"_s};
    const QString name = host.toLower();
    return !name.contains(u'.') || std::ranges::any_of(endings, [&](const QString &ending) { return name.endsWith(ending); });
}

} // namespace networks
