// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

// An IP network in CIDR notation (RFC 4632, RFC 4291 section 2.3), or a single address, as a range
// of 16-byte addresses; IPv4 as ::ffff:a.b.c.d. Bits behind the prefix are ignored. Pure text: names
// and zones (%eth0) are not understood, nor are the short forms of IPv4 (10.1).
class IpNetwork
{
public:
    static std::optional<IpNetwork> fromString(QStringView text);

    QByteArray first() const;
    QByteArray last() const;
    int prefixLength() const { return m_prefixLength; } // 0..128

private:
    IpNetwork(const QByteArray &address, int prefixLength)
        : m_address(address)
        , m_prefixLength(prefixLength)
    {}
    QByteArray m_address;
    int m_prefixLength;
};
