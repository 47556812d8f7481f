// SPDX-License-Identifier: GPL-3.0-only
#include "icons.h"

#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>

using namespace Qt::StringLiterals;

namespace {

// Paints the shape of a themed icon in the palette's own colours, so that one set of symbols is
// right on light, dark and selected ground.
class SymbolEngine : public QIconEngine
{
public:
    explicit SymbolEngine(const QIcon &shape, const QString &name)
        : m_shape(shape)
        , m_name(name)
    {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override
    {
        const qreal ratio = painter->device()->devicePixelRatioF();
        painter->drawPixmap(rect, scaledPixmap(rect.size() * ratio, mode, state, ratio));
    }

    // In 6.4 the size is in device pixels; callers that pass a ratio pass it multiplied.
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1);
    }

    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State state, qreal ratio) override
    {
        // With its ratio, so that the theme gives the drawing for this size at this scale, and not a
        // larger one, which is often another picture.
        QPixmap pixmap = m_shape.pixmap(size / ratio, ratio, QIcon::Normal, state);
        pixmap.setDevicePixelRatio(1);
        QPainter painter(&pixmap);
        painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
        painter.fillRect(pixmap.rect(), colourOf(mode));
        painter.end();
        pixmap.setDevicePixelRatio(ratio);
        return pixmap;
    }

    QString iconName() override { return m_name; }
    bool isNull() override { return m_shape.isNull(); }
    QIconEngine *clone() const override { return new SymbolEngine(*this); }

private:
    static QColor colourOf(QIcon::Mode mode)
    {
        const QPalette palette = QGuiApplication::palette();
        switch (mode) {
        case QIcon::Disabled:
            return palette.color(QPalette::Disabled, QPalette::WindowText);
        case QIcon::Selected:
            return palette.color(QPalette::HighlightedText);
        default:
            return palette.color(QPalette::WindowText);
        }
    }

    QIcon m_shape;
    QString m_name;
};

} // namespace

QIcon icon(const QString &name)
{
    // Where a theme has a coloured picture and a symbol of one name, only the symbol keeps its shape
    // in one colour. Without a symbol Qt goes back to the name before the dash.
    const QIcon shape = QIcon::fromTheme(name + u"-symbolic"_s);
    return shape.isNull() ? QIcon() : QIcon(new SymbolEngine(shape, name));
}
