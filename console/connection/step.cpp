// SPDX-License-Identifier: GPL-3.0-only
#include "connection/step.h"

#include "errortext.h"
#include "widgets/field.h"
#include "widgets/statement.h"

#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

Step::Step(const QString &heading, const QString &buttonText, QWidget *parent)
    : QWidget(parent)
    , m_heading(new QLabel)
    , m_lead(new QLabel)
    , m_statement(new Statement)
    , m_button(new QPushButton(buttonText))
    , m_body(new QVBoxLayout)
    , m_links(new QVBoxLayout)
{
    QFont font = m_heading->font();
    font.setPointSizeF(font.pointSizeF() * 1.5);
    font.setWeight(QFont::DemiBold);
    m_heading->setFont(font);
    m_heading->setWordWrap(true);
    m_lead->setWordWrap(true);
    m_lead->setForegroundRole(QPalette::PlaceholderText);
    m_button->setDefault(true);
    m_button->setMinimumHeight(32);
    m_body->setSpacing(12);
    m_links->setSpacing(0);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(12);
    layout->addWidget(m_heading);
    layout->addWidget(m_lead);
    layout->addLayout(m_body);
    layout->addWidget(m_statement);
    layout->addWidget(m_button);
    layout->addLayout(m_links);
    layout->addStretch();
    setHeading(heading);
    setLead({});
    connect(m_button, &QPushButton::clicked, this, &Step::submitted);
}

void Step::setHeading(const QString &heading)
{
    m_heading->setText(heading);
    setAccessibleName(heading);
}

void Step::setLead(const QString &lead)
{
    m_lead->setText(lead);
    m_lead->setVisible(!lead.isEmpty());
}

Field *Step::addField(const QString &wireName, Field *field)
{
    m_fields.append({wireName, field});
    m_body->addWidget(field);
    connect(field->editor(), &QLineEdit::returnPressed, m_button, &QPushButton::click);
    return field;
}

void Step::addBody(QWidget *widget) { m_body->addWidget(widget); }

QPushButton *Step::addLink(const QString &text)
{
    auto *link = new QPushButton(text);
    link->setFlat(true);
    link->setAutoDefault(false);
    link->setCursor(Qt::PointingHandCursor);
    QPalette colours;
    colours.setBrush(QPalette::ButtonText, palette().link());
    link->setPalette(colours);
    m_links->addWidget(link);
    return link;
}

void Step::finish()
{
    QWidget *before = nullptr;
    for (const auto &[name, field] : std::as_const(m_fields)) {
        if (before)
            setTabOrder(before, field->editor());
        before = field->editor();
    }
    if (!m_fields.isEmpty())
        setFocusProxy(m_fields.first().second);
}

void Step::setBusy(bool busy)
{
    m_button->setEnabled(!busy);
    if (busy)
        m_statement->say(Notice::Kind::Information, tr("Asking the server …"));
    else
        m_statement->clear();
}

void Step::showError(const Error &error)
{
    setBusy(false);
    bool isAtField = false;
    for (const auto &[name, field] : std::as_const(m_fields)) {
        const QString fault = fieldErrorText(error, name);
        field->setFault(fault);
        if (!fault.isEmpty() && !std::exchange(isAtField, true))
            field->setFocus();
    }
    if (!isAtField)
        m_statement->say(Notice::Kind::Failure, errorText(error));
}

void Step::showStatement(const QString &text) { m_statement->say(Notice::Kind::Information, text); }

void Step::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        emit leaveWanted();
    else
        QWidget::keyPressEvent(event);
}
