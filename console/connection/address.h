// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QUrl>

// Server addresses as people type them.
namespace address {

constexpr int usualPort = 8420;

// "hq-auth", "10.0.0.7:9000", "https://auth.example.com" … A bare name is asked on the usual port:
// loopback by plain HTTP, everything else by HTTPS. Invalid for what is no address.
QUrl fromText(const QString &text);

bool isLoopback(const QUrl &url);

// Whether passwords would cross a network unencrypted.
bool isExposed(const QUrl &url);

// As short as it can be typed again: "hq-auth:8420".
QString toText(const QUrl &url);

} // namespace address
