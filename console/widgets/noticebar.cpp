// SPDX-License-Identifier: GPL-3.0-only
#include "widgets/noticebar.h"

#include "icons.h"
#include "palette.h"
#include "widgets/sign.h"

#include <QAccessible>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto readingTime = 6s;
constexpr auto decidingTime = 15s; // with something to decide, such as Undo

struct Dress
{
    Sign sign;
    colour::Meaning meaning;
};

Dress dressOf(Notice::Kind kind)
{
    switch (kind) {
    case Notice::Kind::Done:
        return {Sign::Check, colour::Meaning::Ok};
    case Notice::Kind::Information:
        return {Sign::Information, colour::Meaning::Accent};
    case Notice::Kind::Warning:
        return {Sign::Warning, colour::Meaning::Warning};
    case Notice::Kind::Failure:
        return {Sign::Cross, colour::Meaning::Danger};
    }
    Q_UNREACHABLE();
}

} // namespace

NoticeBar::NoticeBar(QWidget *parent)
    : QFrame(parent)
    , m_icon(new QLabel)
    , m_text(new QLabel)
    , m_action(new QPushButton)
    , m_close(new QToolButton)
{
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_action->setFlat(true);
    m_close->setAutoRaise(true);
    m_close->setIcon(icon(u"window-close"_s));
    m_close->setToolTip(tr("Close this notice (Esc)"));
    m_close->setAccessibleName(tr("Close this notice"));

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 6, 8, 6);
    layout->setSpacing(8);
    layout->addWidget(m_icon);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_action);
    layout->addWidget(m_close);
    setAutoFillBackground(true);
    hide();

    m_clock.setSingleShot(true);
    connect(&m_clock, &QTimer::timeout, this, &NoticeBar::dismiss);
    connect(m_action, &QPushButton::clicked, this, &NoticeBar::act);
    connect(m_close, &QToolButton::clicked, this, &NoticeBar::dismiss);
}

void NoticeBar::show(const Notice &notice)
{
    m_notice = notice;
    m_text->setText(notice.text);
    m_action->setText(notice.actionText);
    m_action->setVisible(!notice.actionText.isEmpty());
    dress();
    QFrame::show();
    announce();
    startClock();
}

void NoticeBar::dismiss()
{
    m_clock.stop();
    m_notice = {};
    hide();
}

// The action may show the next notice, so this one goes first.
void NoticeBar::act()
{
    const auto action = m_notice.action;
    dismiss();
    if (action)
        action();
}

void NoticeBar::startClock()
{
    if (m_notice.kind == Notice::Kind::Failure || underMouse())
        m_clock.stop();
    else
        m_clock.start(m_notice.actionText.isEmpty() ? readingTime : decidingTime);
}

void NoticeBar::dress()
{
    const auto [sign, meaning] = dressOf(m_notice.kind);
    const QPalette base = QGuiApplication::palette();
    QPalette dressed = base;
    dressed.setColor(QPalette::Window, colour::tint(meaning, base));
    dressed.setColor(QPalette::Button, colour::tint(meaning, base));
    dressed.setColor(QPalette::ButtonText, colour::of(colour::Meaning::Accent, base));
    m_action->setPalette(dressed);
    dressed.setColor(QPalette::WindowText, base.color(QPalette::WindowText));
    setPalette(dressed);
    m_icon->setPixmap(signIcon(sign).pixmap(QSize(16, 16), devicePixelRatioF()));
}

void NoticeBar::announce()
{
    setAccessibleName(m_notice.text);
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    QAccessibleAnnouncementEvent said(this, m_notice.text);
    QAccessible::updateAccessibility(&said);
#endif
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

bool NoticeBar::event(QEvent *event)
{
    if (event->type() == QEvent::Enter)
        m_clock.stop();
    else if (event->type() == QEvent::Leave && isVisible())
        startClock();
    else if (event->type() == QEvent::ApplicationPaletteChange)
        dress();
    return QFrame::event(event);
}

void NoticeBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        dismiss();
    else
        QFrame::keyPressEvent(event);
}
