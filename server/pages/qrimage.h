// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QByteArray>

namespace qrimage {

// A QR code as an SVG picture, dark on light with its quiet zone (ISO/IEC 18004); empty for text
// that is too long for one.
QByteArray svg(const QByteArray &text);

} // namespace qrimage
