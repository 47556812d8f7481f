// SPDX-License-Identifier: GPL-3.0-only
#include "pages/qrimage.h"

#include <qrencode.h>

#include <algorithm>
#include <memory>

namespace {

constexpr int quietZone = 4; // modules on each side (ISO/IEC 18004 section 6.3.8)

// The picture of a secret does not stay in memory.
struct Freed
{
    void operator()(QRcode *code) const
    {
        std::fill_n(static_cast<volatile unsigned char *>(code->data), code->width * code->width, 0);
        QRcode_free(code);
    }
};

QByteArray pathOf(const QRcode &code)
{
    QByteArray path;
    for (int y = 0; y < code.width; ++y) {
        for (int x = 0; x < code.width; ++x) {
            if (code.data[y * code.width + x] & 1)
                path += 'M' + QByteArray::number(x + quietZone) + ' ' + QByteArray::number(y + quietZone) + "h1v1h-1z";
        }
    }
    return path;
}

} // namespace

QByteArray qrimage::svg(const QByteArray &text)
{
    const auto *bytes = reinterpret_cast<const unsigned char *>(text.constData());
    const std::unique_ptr<QRcode, Freed> code(QRcode_encodeData(int(text.size()), bytes, 0, QR_ECLEVEL_M));
    if (!code)
        return {};
    const QByteArray side = QByteArray::number(code->width + 2 * quietZone);
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + side + ' ' + side
           + "\" shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h" + side + 'v' + side + "H0z\"/><path d=\""
           + pathOf(*code) + "\"/></svg>";
}
