// SPDX-License-Identifier: GPL-3.0-only
#include "widgets/emptystate.h"

#include "icons.h"

#include <QEvent>
#include <QIcon>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace {

constexpr int iconSide = 48;
constexpr int lineWidth = 380; // a comfortable line of reading

} // namespace

EmptyState::EmptyState(QWidget *parent)
    : QWidget(parent)
    , m_icon(new QLabel)
    , m_title(new QLabel)
    , m_sentence(new QLabel)
    , m_action(new QPushButton)
{
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.3);
    large.setWeight(QFont::DemiBold);
    m_title->setFont(large);
    m_title->setWordWrap(true);
    m_title->setAlignment(Qt::AlignCenter);
    m_sentence->setWordWrap(true);
    m_sentence->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    m_sentence->setMinimumWidth(qMin(lineWidth, 240));
    m_sentence->setMaximumWidth(lineWidth);
    m_sentence->setForegroundRole(QPalette::PlaceholderText);
    m_action->hide();

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 24, 24, 24);
    layout->setSpacing(8);
    layout->addStretch(2);
    layout->addWidget(m_icon, 0, Qt::AlignHCenter);
    layout->addSpacing(8);
    layout->addWidget(m_title);
    auto *row = new QHBoxLayout;
    row->addStretch();
    row->addWidget(m_sentence, 1000);
    row->addStretch();
    layout->addLayout(row);
    layout->addSpacing(8);
    layout->addWidget(m_action, 0, Qt::AlignHCenter);
    layout->addStretch(3);
    connect(m_action, &QPushButton::clicked, this, &EmptyState::acted);
}

void EmptyState::setContent(const Content &content)
{
    m_content = content;
    m_title->setText(content.title);
    m_sentence->setText(content.sentence);
    m_action->setText(content.action);
    m_action->setVisible(!content.action.isEmpty());
    setAccessibleName(content.title);
    setAccessibleDescription(content.sentence);
    showIcon();
}

void EmptyState::showIcon()
{
    const QIcon symbol = icon(m_content.icon);
    m_icon->setPixmap(symbol.pixmap(QSize(iconSide, iconSide), devicePixelRatioF(), QIcon::Disabled));
    m_icon->setVisible(!symbol.isNull());
}

void EmptyState::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        showIcon();
    QWidget::changeEvent(event);
}
