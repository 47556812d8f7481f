// SPDX-License-Identifier: GPL-3.0-only
#include "widgets/chip.h"

#include <QEvent>
#include <QPainter>

Chip::Chip(const QString &text, colour::Meaning meaning, QWidget *parent)
    : QLabel(text, parent)
    , m_meaning(meaning)
{
    setContentsMargins(8, 2, 8, 2);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    dress();
}

void Chip::dress()
{
    QPalette colours;
    colours.setColor(QPalette::WindowText, colour::of(m_meaning, palette()));
    if (colours.color(QPalette::WindowText) != palette().color(QPalette::WindowText))
        setPalette(colours);
}

void Chip::paintEvent(QPaintEvent *event)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour::tint(m_meaning, palette()));
    painter.drawRoundedRect(QRectF(rect()), 4, 4);
    painter.end();
    QLabel::paintEvent(event);
}

void Chip::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        dress();
}
