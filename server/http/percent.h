// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <utility>

// Percent-encoding (RFC 3986 section 2.1) and the key=value lists of queries and forms.
namespace http::percent {

enum class Plus { Literal, Space };

// Every valid %HH becomes its byte; anything else stays as it is.
QByteArray decode(QByteArrayView text, Plus plus = Plus::Literal);

// The pairs of "a=b&c=d" in order, decoded by the rules of the URL standard's
// application/x-www-form-urlencoded parser: '+' is a space, empty pieces are skipped.
QList<std::pair<QByteArray, QByteArray>> pairs(QByteArrayView text);

} // namespace http::percent
