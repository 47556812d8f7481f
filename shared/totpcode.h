// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QByteArray>

#include <optional>

// Time-based one-time passwords with SHA-1, six digits and a 30 s step (RFC 6238, RFC 4226). Pure:
// the time is an argument, in Unix seconds.
namespace totp {

constexpr int stepSeconds = 30;
constexpr int digits = 6;

// The number of the time step that contains this second (RFC 6238 section 4.2).
qint64 timeStep(qint64 unixSeconds);

// The code of one time step, always six digits.
QByteArray codeAt(const QByteArray &secret, qint64 step);

// The step within `window` steps of the time's own whose code this is, the latest first; spaces in
// the code are ignored. Compares in constant time.
std::optional<qint64> matchingStep(const QByteArray &secret, QByteArrayView code, qint64 unixSeconds, int window = 1);

} // namespace totp
