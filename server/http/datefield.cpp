// SPDX-License-Identifier: GPL-3.0-only
#include "http/datefield.h"

#include <QDateTime>
#include <QLocale>

#include <ctime>

using namespace Qt::StringLiterals;

namespace http {

const QByteArray &DateField::now()
{
    const qint64 second = std::time(nullptr);
    if (second != m_second) {
        m_second = second;
        const auto time = QDateTime::fromSecsSinceEpoch(second).toUTC();
        m_text = QLocale::c().toString(time, u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s).toLatin1();
    }
    return m_text;
}

} // namespace http
