// SPDX-License-Identifier: GPL-3.0-only
#include "widgets/statement.h"

#include "palette.h"
#include "widgets/sign.h"

#include <QAccessible>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>

namespace {

colour::Meaning meaningOf(Notice::Kind kind)
{
    switch (kind) {
    case Notice::Kind::Done:
        return colour::Meaning::Ok;
    case Notice::Kind::Information:
        return colour::Meaning::Accent;
    case Notice::Kind::Warning:
        return colour::Meaning::Warning;
    case Notice::Kind::Failure:
        return colour::Meaning::Danger;
    }
    Q_UNREACHABLE();
}

Sign signOf(Notice::Kind kind)
{
    switch (kind) {
    case Notice::Kind::Done:
        return Sign::Check;
    case Notice::Kind::Information:
        return Sign::Information;
    case Notice::Kind::Warning:
        return Sign::Warning;
    case Notice::Kind::Failure:
        return Sign::Cross;
    }
    Q_UNREACHABLE();
}

} // namespace

Statement::Statement(QWidget *parent)
    : QFrame(parent)
    , m_sign(new QLabel)
    , m_text(new QLabel)
{
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 8, 12, 8);
    layout->setSpacing(8);
    layout->addWidget(m_sign, 0, Qt::AlignTop);
    layout->addWidget(m_text, 1);
    hide();
}

void Statement::say(Notice::Kind kind, const QString &text)
{
    m_kind = kind;
    m_text->setText(text);
    setAccessibleName(text);
    dress();
    setVisible(!text.isEmpty());
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void Statement::clear()
{
    m_text->clear();
    hide();
}

QString Statement::text() const { return m_text->text(); }

void Statement::dress()
{
    m_sign->setPixmap(signIcon(signOf(m_kind)).pixmap(QSize(16, 16), devicePixelRatioF()));
    update();
}

void Statement::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        dress();
}

void Statement::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour::tint(meaningOf(m_kind), palette()));
    painter.drawRoundedRect(rect(), 4, 4);
}
