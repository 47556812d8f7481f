// SPDX-License-Identifier: GPL-3.0-only
#include "http/portreservation.h"

#include "api/codes.h"
#include "http/socketaddress.h"

#include <cerrno>
#include <cstring>

using namespace Qt::StringLiterals;

Result<http::PortReservation> http::reservePort(const QHostAddress &address)
{
    SocketAddress wanted(address, 0);
    SocketAddress real;
    Descriptor descriptor(::socket(wanted.family(), SOCK_STREAM | SOCK_CLOEXEC, 0));
    const int on = 1;
    if (!descriptor.isValid() || ::setsockopt(descriptor.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) != 0
        || ::bind(descriptor.get(), wanted.data(), *wanted.size()) != 0
        || ::getsockname(descriptor.get(), real.data(), real.size()) != 0)
        return Error{Error::Kind::Unavailable, code::serverBusy,
                     u"no free port on "_s + address.toString() + u": "_s + QString::fromLocal8Bit(std::strerror(errno))};
    return PortReservation{std::move(descriptor), real.port()};
}
