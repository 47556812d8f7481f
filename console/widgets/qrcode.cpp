// SPDX-License-Identifier: GPL-3.0-only
#include "widgets/qrcode.h"

#include <QHideEvent>
#include <QPainter>

#include <qrencode.h>

#include <memory>

namespace {

constexpr int quietZone = 4;   // modules on each side (ISO/IEC 18004 section 6.3.8)
constexpr int moduleSide = 6;  // logical pixels at normal size
constexpr int emptyWidth = 45; // modules of a usual otpauth URI, so that nothing jumps

struct Freed
{
    void operator()(QRcode *code) const
    {
        std::fill_n(static_cast<volatile unsigned char *>(code->data), code->width * code->width, 0);
        QRcode_free(code);
    }
};

} // namespace

QrCode::QrCode(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setAccessibleName(tr("QR code"));
}

QrCode::~QrCode() { clear(); }

void QrCode::setText(const QByteArray &text)
{
    clear();
    const auto *bytes = reinterpret_cast<const unsigned char *>(text.constData());
    const std::unique_ptr<QRcode, Freed> code(
        text.isEmpty() ? nullptr : QRcode_encodeData(int(text.size()), bytes, 0, QR_ECLEVEL_M));
    if (code) {
        m_width = code->width;
        m_modules = QByteArray(reinterpret_cast<const char *>(code->data), m_width * m_width);
    }
    updateGeometry();
    update();
}

void QrCode::clear()
{
    m_modules.fill('\0');
    m_modules.clear();
    m_width = 0;
    update();
}

QSize QrCode::sizeHint() const
{
    const int modules = (m_width ? m_width : emptyWidth) + 2 * quietZone;
    return QSize(modules, modules) * moduleSide;
}

// Paints in pixels of the screen, without smoothing: a module is never half a pixel.
void QrCode::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), Qt::white);
    if (isEmpty())
        return;
    const qreal ratio = devicePixelRatioF();
    const QSize pixels = (QSizeF(size()) * ratio).toSize();
    const int side = qMax(1, qMin(pixels.width(), pixels.height()) / (m_width + 2 * quietZone));
    const QPoint corner((pixels.width() - side * m_width) / 2, (pixels.height() - side * m_width) / 2);
    painter.scale(1 / ratio, 1 / ratio);
    for (int row = 0; row < m_width; ++row)
        paintRow(painter, row, corner, side);
}

void QrCode::paintRow(QPainter &painter, int row, QPoint corner, int side) const
{
    for (int column = 0, start = 0; column < m_width; start = ++column) {
        while (column < m_width && isDark(row, column))
            ++column;
        if (column > start)
            painter.fillRect(corner.x() + start * side, corner.y() + row * side, (column - start) * side,
                             side, Qt::black);
    }
}

// A window that is only minimised or on another desktop keeps its content.
void QrCode::hideEvent(QHideEvent *event)
{
    if (!event->spontaneous())
        clear();
    QWidget::hideEvent(event);
}
