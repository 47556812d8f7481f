// SPDX-License-Identifier: GPL-3.0-only
#include "accounts/entrylist.h"

#include "icons.h"
#include "widgets/sign.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace {

QLabel *plain(const QString &text)
{
    auto *label = new QLabel(text);
    label->setTextFormat(Qt::PlainText); // people and providers choose these words
    label->setWordWrap(true);
    label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // long ones push no button aside
    return label;
}

} // namespace

EntryList::EntryList(const QString &heading, const QString &buttonText, const QString &buttonName,
                     QWidget *parent)
    : QWidget(parent)
    , m_buttonText(buttonText)
    , m_buttonName(buttonName)
    , m_column(new QVBoxLayout(this))
{
    auto *title = new QLabel(heading);
    QFont font = title->font();
    font.setWeight(QFont::DemiBold);
    title->setFont(font);
    m_column->setContentsMargins({});
    m_column->setSpacing(8);
    m_column->addWidget(title);
    setAccessibleName(heading);
    hide();
}

void EntryList::setEntries(const QList<Entry> &entries)
{
    if (entries != m_entries) {
        m_entries = entries;
        build();
    }
    setVisible(!entries.isEmpty());
}

void EntryList::build()
{
    // Its button may be what is pressed at this moment.
    if (m_content) {
        m_content->hide();
        m_content->deleteLater();
    }
    m_content = new QWidget;
    auto *column = new QVBoxLayout(m_content);
    column->setContentsMargins({});
    column->setSpacing(12);
    for (const Entry &entry : std::as_const(m_entries))
        column->addWidget(buildEntry(entry));
    m_column->addWidget(m_content);
}

QWidget *EntryList::buildEntry(const Entry &entry)
{
    auto *picture = new QLabel;
    picture->setPixmap(icon(entry.icon).pixmap(QSize(22, 22), devicePixelRatioF()));
    auto *details = plain(entry.details);
    details->setForegroundRole(QPalette::PlaceholderText);
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(plain(entry.title));
    words->addWidget(details);
    if (!entry.warning.isEmpty())
        words->addWidget(buildWarning(entry.warning, devicePixelRatioF()));
    auto *button = new QPushButton(m_buttonText);
    button->setAutoDefault(false);
    button->setAccessibleName(m_buttonName.arg(entry.title));
    connect(button, &QPushButton::clicked, this, [this, id = entry.id] { emit removeWanted(id); });

    auto *whole = new QWidget;
    whole->setToolTip(entry.tip);
    auto *row = new QHBoxLayout(whole);
    row->setContentsMargins({});
    row->setSpacing(10);
    row->addWidget(picture, 0, Qt::AlignTop);
    row->addLayout(words, 1);
    row->addWidget(button, 0, Qt::AlignTop);
    return whole;
}

QWidget *EntryList::buildWarning(const QString &text, qreal ratio)
{
    auto *sign = new QLabel;
    sign->setPixmap(signIcon(Sign::Warning).pixmap(QSize(16, 16), ratio));
    auto *warning = new QWidget;
    auto *row = new QHBoxLayout(warning);
    row->setContentsMargins(0, 2, 0, 0);
    row->setSpacing(6);
    row->addWidget(sign, 0, Qt::AlignTop);
    row->addWidget(plain(text), 1);
    return warning;
}

void EntryList::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_content)
        build();
}
