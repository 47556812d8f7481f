// SPDX-License-Identifier: GPL-3.0-only
#include "http/clientaddress.h"

#include "http/forwarded.h"

#include <arpa/inet.h>

#include <algorithm>

namespace http {

QHostAddress normalised(const QHostAddress &address)
{
    bool isIpv4 = false;
    const quint32 ipv4 = address.toIPv4Address(&isIpv4);
    return isIpv4 ? QHostAddress(ipv4) : address;
}

// inet_pton() is strict where QHostAddress is kind: no "127.1", no zones, no octal.
std::optional<QHostAddress> parseAddress(QByteArrayView text)
{
    const QByteArray copy = text.toByteArray();
    if (copy.contains('\0'))
        return std::nullopt;
    in_addr ipv4{};
    if (inet_pton(AF_INET, copy.constData(), &ipv4) == 1)
        return QHostAddress(ntohl(ipv4.s_addr));
    in6_addr ipv6{};
    if (inet_pton(AF_INET6, copy.constData(), &ipv6) == 1)
        return normalised(QHostAddress(ipv6.s6_addr));
    return std::nullopt;
}

static bool isPort(QByteArrayView text)
{
    return !text.isEmpty() && text.size() <= 5 &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// "1.2.3.4", "1.2.3.4:80", "2001:db8::1", "[2001:db8::1]", "[2001:db8::1]:80"
static std::optional<QHostAddress> addressOfHop(QByteArrayView hop)
{
    if (hop.startsWith('[')) {
        const qsizetype end = hop.indexOf(']');
        const auto port = end < 0 ? QByteArrayView() : hop.sliced(end + 1);
        if (end < 0 || (!port.isEmpty() && (port.front() != ':' || !isPort(port.sliced(1)))))
            return std::nullopt;
        const auto inside = hop.sliced(1, end - 1);
        return inside.contains(':') ? parseAddress(inside) : std::nullopt;
    }
    const qsizetype colon = hop.indexOf(':');
    const bool hasPort = colon > 0 && hop.lastIndexOf(':') == colon && isPort(hop.sliced(colon + 1));
    return parseAddress(hasPort ? hop.first(colon) : hop);
}

static std::optional<TrustedProxies::Subnet> parseSubnet(const QString &text)
{
    const auto parts = text.toLatin1().trimmed().split('/');
    const auto address = parseAddress(parts.first());
    if (!address || parts.size() > 2)
        return std::nullopt;
    const int longest = address->protocol() == QAbstractSocket::IPv4Protocol ? 32 : 128;
    if (parts.size() == 1)
        return TrustedProxies::Subnet(*address, longest);
    bool isNumber = false;
    const int length = parts.last().toInt(&isNumber);
    if (!isNumber || !isPort(parts.last()) || length > longest)
        return std::nullopt;
    return TrustedProxies::Subnet(*address, length);
}

Result<TrustedProxies> TrustedProxies::parse(const QStringList &texts)
{
    QList<Subnet> subnets;
    for (const QString &text : texts) {
        const auto subnet = parseSubnet(text);
        if (!subnet)
            return Error{Error::Kind::Invalid, code::invalid, text};
        subnets.append(*subnet);
    }
    return TrustedProxies(subnets);
}

bool TrustedProxies::contains(const QHostAddress &address) const
{
    return std::any_of(m_subnets.begin(), m_subnets.end(),
                       [&](const Subnet &subnet) { return address.isInSubnet(subnet); });
}

QHostAddress TrustedProxies::walk(const QHostAddress &peer, const QList<QByteArray> &hops) const
{
    QHostAddress last = peer;
    for (auto hop = hops.rbegin(); hop != hops.rend(); ++hop) {
        const auto address = addressOfHop(QByteArrayView(*hop).trimmed());
        if (!address)
            return last;
        last = *address;
        if (!contains(last))
            return last;
    }
    return last;
}

TrustedProxies::Origin TrustedProxies::resolve(const QHostAddress &peer, const QList<Header> &headers) const
{
    const QHostAddress near = normalised(peer);
    if (m_subnets.isEmpty() || !contains(near))
        return {.address = near};
    const auto forwardedFor = forwardedForHops(headers);
    const auto forwarded = forwardedHops(headers);
    if (!forwardedFor && !forwarded)
        return {.address = near, .isExempt = true};
    const QHostAddress first = walk(near, forwardedFor ? *forwardedFor : *forwarded);
    if (forwardedFor && forwarded && walk(near, *forwarded) != first)
        return {.address = near};
    return {.address = first};
}

} // namespace http
