// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "base/result.h"
#include "http/descriptor.h"

#include <QHostAddress>

namespace http {

// A free port that is ours until we listen on it: bound, but not listened on, which lets our own
// listener in and nobody else. For port 0, whose number tokens and links need before anybody is served.
struct PortReservation
{
    Descriptor descriptor;
    quint16 port = 0;
};

// SERVER_BUSY if the address has none.
Result<PortReservation> reservePort(const QHostAddress &address);

} // namespace http
