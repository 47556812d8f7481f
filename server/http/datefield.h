// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QByteArray>

namespace http {

// The value of the Date field (RFC 9110 section 5.6.7), made anew once a second.
class DateField
{
public:
    const QByteArray &now();

private:
    qint64 m_second = -1;
    QByteArray m_text;
};

} // namespace http
