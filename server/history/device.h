// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QString>

// What a user agent says of itself, in words for people.
struct Device
{
    QString name; // "Firefox 128 on Windows", "curl 8.5", "" when nothing is known
    QString type; // desktop, mobile, tablet, bot, unknown

    static Device fromUserAgent(const QString &userAgent);

    // The same after each update: "Firefox on Windows, desktop".
    QString kind() const;
};
