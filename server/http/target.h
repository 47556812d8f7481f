// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "http/method.h"

#include <string_view>

// What may stand in a request line and a Host field. Stricter than RFC 3986 where a looser reading
// lets one spelling of a path past a proxy's rules and another one into ours.
namespace http::syntax {

// Origin-form, or "*" for OPTIONS. No "//" at the start, no character that a URL may not hold
// plain, every % followed by two digits, and in the path no encoded slash, backslash or control
// character.
bool isTarget(std::string_view target, Method method);

// A host name or address and perhaps a port (RFC 9110 section 7.2): not empty, no user, no path, no list.
bool isHost(std::string_view value);

} // namespace http::syntax
