// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "http/connectioncounter.h"
#include "http/descriptor.h"

#include <QHostAddress>

namespace http {

// A connection that was accepted and counted, on its way to the loop that will serve it.
struct Connection
{
    Descriptor descriptor;
    QHostAddress peer; // normalised
    ConnectionCounter::Place place;
};

} // namespace http
