// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QHostAddress>
#include <QString>

// Where a request comes from, as far as limits and the history care.
struct Client
{
    QHostAddress address;  // resolved through the trusted proxies; IPv4 as IPv4, never ::ffff:
    QString userAgent;     // at most 512 characters
    bool isExempt = false; // a trusted proxy speaking for itself: no per-client limits (api.md 0.9)

    // The client's network: the /32 of an IPv4 address, the /64 of an IPv6 one, as text.
    QString network() const;
};
