// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "http/request.h"

#include <QHostAddress>

namespace http {

// One complete request as it came in, checked and unframed, but not yet understood.
struct Arrival
{
    Method method = Method::Get;
    QByteArray target;     // as sent: encoded, with its query
    QList<Header> headers; // in order
    QByteArray content;
    QHostAddress peer;     // of the connection, normalised
};

} // namespace http
