// SPDX-License-Identifier: GPL-3.0-only
#pragma once

// Codes for what goes wrong on this side of the wire; errortext has words for them as for the
// server's own.
namespace localcode {

inline constexpr char hostNotFound[] = "HOST_NOT_FOUND";
inline constexpr char refused[] = "REFUSED";
inline constexpr char unreachable[] = "UNREACHABLE";
inline constexpr char timedOut[] = "TIMED_OUT";
inline constexpr char connectionLost[] = "CONNECTION_LOST";
inline constexpr char tlsUntrusted[] =
    "TLS_UNTRUSTED"; // extra: fingerprint, subject, issuer, expires, reason
inline constexpr char tlsFailed[] = "TLS_FAILED";
inline constexpr char notGatehouse[] = "NOT_GATEHOUSE"; // an answer, but not one of our server
inline constexpr char noTokens[] = "NO_TOKENS";         // the server keeps tokens in cookies only
inline constexpr char sessionEnded[] = "SESSION_ENDED";
inline constexpr char cancelled[] = "CANCELLED"; // the user did not want to; nothing needs to be shown
inline constexpr char notAdmin[] = "NOT_ADMIN";

} // namespace localcode
