// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "base/result.h"
#include "http/request.h"

#include <QHostAddress>
#include <QPair>
#include <QStringList>

#include <optional>

namespace http {

// An IPv4 or IPv6 address in its one usual spelling: no names, no zones, no octal; ::ffff:a.b.c.d
// becomes a.b.c.d.
std::optional<QHostAddress> parseAddress(QByteArrayView text);

// ::ffff:a.b.c.d as a.b.c.d, any other address as it is.
QHostAddress normalised(const QHostAddress &address);

// The proxies whose X-Forwarded-For and Forwarded (RFC 7239) are believed. Everybody else may
// write there what he likes.
class TrustedProxies
{
public:
    using Subnet = QPair<QHostAddress, int>;

    TrustedProxies() = default;
    explicit TrustedProxies(QList<Subnet> subnets) : m_subnets(std::move(subnets)) {}

    // From "10.0.0.0/8" or single addresses; INVALID with the text at fault as its detail.
    static Result<TrustedProxies> parse(const QStringList &texts);

    bool contains(const QHostAddress &address) const;

    struct Origin
    {
        QHostAddress address;
        bool isExempt = false; // a listed peer that speaks for itself: it sent no such header
    };
    // Who really calls: from the peer on, as far back as listed proxies vouch for it. A hop that is
    // no address ends the walk at the last one that was. Where both headers stand and disagree, one
    // of them is not the proxy's: then only the peer is certain.
    Origin resolve(const QHostAddress &peer, const QList<Header> &headers) const;

private:
    QHostAddress walk(const QHostAddress &peer, const QList<QByteArray> &hops) const;

    QList<Subnet> m_subnets;
};

} // namespace http
