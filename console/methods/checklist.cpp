// SPDX-License-Identifier: GPL-3.0-only
#include "methods/checklist.h"

#include "widgets/sign.h"

#include <QEvent>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>

namespace {

constexpr int signSide = 18;

QLabel *textLine(const QString &text)
{
    auto *label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return label;
}

Sign signOf(CheckList::Line::State state)
{
    switch (state) {
    case CheckList::Line::State::Passed:
        return Sign::Check;
    case CheckList::Line::State::Doubtful:
        return Sign::Warning;
    case CheckList::Line::State::Failed:
        return Sign::Cross;
    }
    Q_UNREACHABLE();
}

// Long addresses have no blanks to break at.
QString breakable(QString text)
{
    for (const QChar sign : {u'/', u'.', u',', u'?', u'&', u'='})
        text.replace(sign, sign + QString(QChar(0x200b)));
    return text;
}

} // namespace

CheckList::CheckList(QWidget *parent)
    : QWidget(parent)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
}

void CheckList::setLines(const QList<Line> &lines)
{
    if (lines == m_lines)
        return;
    m_lines = lines;
    build();
}

void CheckList::build()
{
    delete m_content;
    m_content = new QWidget;
    auto *column = new QVBoxLayout(m_content);
    column->setContentsMargins({});
    column->setSpacing(12);
    for (const Line &line : std::as_const(m_lines))
        column->addWidget(buildLine(line));
    layout()->addWidget(m_content);
}

QWidget *CheckList::buildLine(const Line &line) const
{
    auto *sign = new QLabel;
    sign->setPixmap(signIcon(signOf(line.state)).pixmap(QSize(signSide, signSide), devicePixelRatioF()));
    auto *column = new QVBoxLayout;
    column->setSpacing(2);
    column->addWidget(textLine(line.title));
    if (!line.value.isEmpty()) {
        auto *value = textLine(breakable(line.value));
        value->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
        value->setForegroundRole(QPalette::PlaceholderText);
        column->addWidget(value);
    }
    if (line.state != Line::State::Passed && !line.advice.isEmpty())
        column->addWidget(textLine(line.advice));
    auto *whole = new QWidget;
    auto *row = new QHBoxLayout(whole);
    row->setContentsMargins({});
    row->setSpacing(8);
    row->addWidget(sign, 0, Qt::AlignTop);
    row->addLayout(column, 1);
    const QStringList states{tr("Good: %1"), tr("Doubtful: %1"), tr("Wrong: %1")};
    whole->setAccessibleName(states.at(int(line.state)).arg(line.title));
    whole->setAccessibleDescription(line.advice);
    return whole;
}

void CheckList::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_content)
        build();
}
