// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QHostAddress>

#include <optional>

// How addresses stand in columns: 16 bytes, IPv4 as ::ffff:a.b.c.d, so that a network is a range.
namespace store {

// 16 zero bytes for an address that is none.
QByteArray toColumn(const QHostAddress &address);

// IPv4 as IPv4. Null for bytes that toColumn() did not give.
QHostAddress addressFrom(const QByteArray &column);

// The address as text for the wire, "" for none.
QString addressText(const QByteArray &column);

// The first and the last address of a network ("10.0.0.0/8") or a single address; nothing for
// anything else.
struct AddressRange
{
    QByteArray first;
    QByteArray last;
};
std::optional<AddressRange> rangeOf(const QString &network);

} // namespace store
