// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QHostAddress>

// Which addresses and names belong to nobody on the Internet.
namespace networks {

// Loopback, private, link-local, shared, unspecified, multicast and other special addresses (RFC 6890),
// also where they stand in an IPv6 address.
bool isPrivate(const QHostAddress &address);

// A private address as a name, or a name of a local network: one label, or under localhost, local,
// lan, internal, intranet, corp, home, test or home.arpa.
bool isLocalName(const QString &host);

} // namespace networks
