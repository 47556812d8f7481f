// SPDX-License-Identifier: GPL-3.0-only
#include "base/secret.h"

#include <QDebug>

Secret::~Secret()
{
    if (!m_bytes.isDetached())
        return; // others still hold the bytes, or there are none
    // Writes to volatile memory can't be left out, although nobody reads it again.
    volatile char *at = m_bytes.data();
    for (qsizetype left = m_bytes.size(); left > 0; --left)
        *at++ = 0;
}

QDebug operator<<(QDebug debug, const Secret &)
{
    const QDebugStateSaver saver(debug);
    return debug.nospace() << "***";
}
