// SPDX-License-Identifier: GPL-3.0-only
#include "widgets/sign.h"

#include "palette.h"

#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPainterPath>

namespace {

colour::Meaning meaningOf(Sign sign)
{
    switch (sign) {
    case Sign::Check:
        return colour::Meaning::Ok;
    case Sign::Information:
        return colour::Meaning::Accent;
    case Sign::Warning:
        return colour::Meaning::Warning;
    case Sign::Cross:
        return colour::Meaning::Danger;
    }
    return colour::Meaning::Muted;
}

// On a field of 16 by 16.
QPainterPath groundOf(Sign sign)
{
    QPainterPath path;
    if (sign == Sign::Warning)
        path.addPolygon(QPolygonF({{8, 1.2}, {15.4, 14.6}, {0.6, 14.6}, {8, 1.2}}));
    else if (sign == Sign::Cross)
        path.addPolygon(
            QPolygonF({{5, 1}, {11, 1}, {15, 5}, {15, 11}, {11, 15}, {5, 15}, {1, 11}, {1, 5}, {5, 1}}));
    else
        path.addEllipse(QRectF(1, 1, 14, 14));
    return path;
}

QPainterPath markOf(Sign sign)
{
    QPainterPath path;
    const auto line = [&path](std::initializer_list<QPointF> points) { path.addPolygon(QPolygonF(points)); };
    switch (sign) {
    case Sign::Check:
        line({{4.8, 8.3}, {7.1, 10.6}, {11.3, 5.6}});
        break;
    case Sign::Information:
        line({{8, 7.6}, {8, 11.4}});
        line({{8, 4.6}, {8, 4.7}});
        break;
    case Sign::Warning:
        line({{8, 6}, {8, 9.6}});
        line({{8, 12.2}, {8, 12.3}});
        break;
    case Sign::Cross:
        line({{5.6, 5.6}, {10.4, 10.4}});
        line({{10.4, 5.6}, {5.6, 10.4}});
        break;
    }
    return path;
}

class SignEngine : public QIconEngine
{
public:
    explicit SignEngine(Sign sign)
        : m_sign(sign)
    {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode, QIcon::State) override
    {
        const QPalette palette = QGuiApplication::palette();
        const qreal side = qMin(rect.width(), rect.height());
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->translate(QRectF(rect).center() - QPointF(side, side) / 2);
        painter->scale(side / 16, side / 16);
        painter->fillPath(groundOf(m_sign), colour::of(meaningOf(m_sign), palette));
        painter->strokePath(markOf(m_sign), QPen(palette.color(QPalette::Base), 1.7, Qt::SolidLine,
                                                 Qt::RoundCap, Qt::RoundJoin));
        painter->restore();
    }
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return pixmap;
    }
    QIconEngine *clone() const override { return new SignEngine(*this); }

private:
    Sign m_sign;
};

} // namespace

QIcon signIcon(Sign sign) { return QIcon(new SignEngine(sign)); }
