// SPDX-License-Identifier: GPL-3.0-only
#include "widgets/field.h"

#include "palette.h"

#include <QEvent>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

#include <algorithm>

Field::Field(const QString &name, QLineEdit *editor, QWidget *parent)
    : QWidget(parent)
    , m_editor(editor)
    , m_below(new QLabel)
{
    auto *label = new QLabel(name);
    label->setBuddy(editor);
    QString spoken = name;
    editor->setAccessibleName(spoken.remove(u'&'));
    editor->setMinimumHeight(std::max(28, editor->sizeHint().height()));
    m_below->setWordWrap(true);
    m_below->setTextFormat(Qt::PlainText);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(4);
    layout->addWidget(label);
    layout->addWidget(editor);
    layout->addWidget(m_below);
    setFocusProxy(editor);
    showBelow();

    connect(editor, &QLineEdit::textEdited, this, [this] {
        setFault({});
        emit edited();
    });
}

QString Field::text() const { return m_editor->text(); }

void Field::setText(const QString &text)
{
    m_editor->setText(text);
    setFault({});
}

void Field::setHint(const QString &hint)
{
    m_hint = hint;
    showBelow();
}

void Field::setFault(const QString &fault)
{
    m_fault = fault;
    showBelow();
}

void Field::showBelow()
{
    const bool isWrong = !m_fault.isEmpty();
    const auto meaning = isWrong ? colour::Meaning::Danger : colour::Meaning::Muted;
    QPalette colours;
    colours.setColor(QPalette::WindowText, colour::of(meaning, palette()));
    m_below->setPalette(colours);
    m_below->setText(isWrong ? QStringLiteral("⚠ ") + m_fault : m_hint);
    m_below->setVisible(!m_below->text().isEmpty());
    m_editor->setAccessibleDescription(isWrong ? m_fault : m_hint);
}

void Field::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showBelow();
}
