// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "http/request.h"

#include <QStringList>

namespace http {

// The sites that belong to us, from the configuration.
struct Origins
{
    QString publicUrl;
    QString appUrl;          // may be empty
    QStringList corsOrigins; // may also call with credentials from scripts
};

// The origin of a URL as a browser writes it (RFC 6454 section 6.2): lower case, no default port;
// empty for what is no http or https URL.
QByteArray originOf(const QString &url);

// Every origin of `origins`.
QList<QByteArray> trustedOrigins(const Origins &origins);

// Whether api.md 0.8 refuses a request: an unsafe one that carries one of our cookies, or whose
// answer would set one, and that a browser says comes from another site. What Authorization signs
// in is no browser's doing and passes; so does what names no site at all.
bool isCrossSite(const Request &request, bool setsCookies, const QList<QByteArray> &trusted);

// Whether a browser was led here by one of these sites' pages, or by nobody's (typed in, a bookmark):
// what api.md 0.8 asks before a GET starts linking. Where it says nothing of sites, its Referer has to.
bool isLedByUs(const Request &request, const QList<QByteArray> &trusted);

// Whether a page of this origin asks, as far as a browser says so; what is no browser says nothing.
bool isFromPageOf(const Request &request, const QByteArray &origin);

} // namespace http
