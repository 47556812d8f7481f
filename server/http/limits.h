// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "http/requestreader.h"

#include <QtGlobal>

#include <chrono>

namespace http {

// What one client, and all clients together, may take from us. Idle connections are cheap, but a
// loop's poll() looks at each of them at every turn: stay below about a thousand per loop.
struct Limits
{
    using Milliseconds = std::chrono::milliseconds;

    ReaderLimits request = {};      // sizes of head, target and body
    int connections = 1024;         // in all; beyond it 503
    int connectionsPerClient = 256; // per network of a client, trusted proxies aside; beyond it 503

    Milliseconds handshake{5'000};  // until TLS stands; then the connection closes
    Milliseconds head{10'000};      // from a head's first byte to its last; then 408
    Milliseconds body{15'000};      // from a head to the end of its body; then 408
    Milliseconds idle{30'000};      // between two requests; then the connection closes
    Milliseconds write{10'000};     // without a byte of an answer being taken; then the connection closes
    Milliseconds drain{1'000};      // for the peer to read a last answer and close

    qint64 drainBytes = 1024 * 1024;  // read and thrown away meanwhile
    qint64 unsentBytes = 256 * 1024;  // answers not taken; beyond it no further request is read
};

} // namespace http
