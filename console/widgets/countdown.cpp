// SPDX-License-Identifier: GPL-3.0-only
#include "widgets/countdown.h"

#include <QLocale>
#include <QPainter>

using namespace std::chrono_literals;

Countdown::Countdown(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_tick.setTimerType(Qt::PreciseTimer);
    connect(&m_tick, &QTimer::timeout, this, &Countdown::advance);
}

void Countdown::start(std::chrono::milliseconds span)
{
    m_span = span;
    m_end = QDeadlineTimer(span, Qt::PreciseTimer);
    m_tick.start(qBound(10ms, span / 360, 250ms));
    tell();
}

void Countdown::stop()
{
    m_tick.stop();
    update();
}

int Countdown::secondsLeft() const { return isRunning() ? int((m_end.remainingTime() + 999) / 1000) : 0; }

void Countdown::advance()
{
    if (m_end.hasExpired()) {
        stop();
        emit finished();
        return;
    }
    tell();
    update();
}

void Countdown::tell()
{
    const int seconds = secondsLeft();
    if (seconds == m_told)
        return;
    m_told = seconds;
    const QString words = tr("%n second(s) left", nullptr, seconds);
    setAccessibleName(words);
    setToolTip(words);
}

void Countdown::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    constexpr qreal thickness = 4;
    const qreal side = qMin(width(), height()) - thickness - 1;
    const QRectF ring((width() - side) / 2, (height() - side) / 2, side, side);
    painter.setPen(QPen(palette().color(QPalette::Midlight), thickness));
    painter.drawEllipse(ring);
    if (!isRunning())
        return;
    const qreal left = qreal(m_end.remainingTime()) / qreal(m_span.count());
    painter.setPen(QPen(palette().color(QPalette::Highlight), thickness, Qt::SolidLine, Qt::RoundCap));
    painter.drawArc(ring, 90 * 16, int(left * 360 * 16));
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawText(rect(), Qt::AlignCenter, locale().toString(secondsLeft()));
}
