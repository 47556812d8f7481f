// SPDX-License-Identifier: GPL-3.0-only
#include "mail/mailpane.h"

#include "mail/mailwords.h"
#include "widgets/actionbutton.h"
#include "widgets/qrcode.h"
#include "widgets/statement.h"

#include <QCheckBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace {

constexpr int largestCode = 344; // pixels

} // namespace

MailPane::MailPane(const QList<QAction *> &buttons, QWidget *parent)
    : QWidget(parent)
    , m_stack(new QStackedWidget)
    , m_subject(new QLabel)
    , m_recipient(new QLabel)
    , m_standing(new Statement)
    , m_text(new QPlainTextEdit)
    , m_codeWanted(new QCheckBox(tr("Show the link as a QR code, for a phone")))
    , m_code(new QrCode)
{
    auto *nobody = new QLabel(tr("Choose a mail to read it."));
    nobody->setAlignment(Qt::AlignCenter);
    nobody->setForegroundRole(QPalette::PlaceholderText);
    m_stack->addWidget(nobody);
    m_stack->addWidget(buildMail(buttons));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(m_stack);
    connect(m_codeWanted, &QCheckBox::toggled, this, &MailPane::showCode);
}

QWidget *MailPane::buildMail(const QList<QAction *> &buttons)
{
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.3);
    large.setBold(true);
    m_subject->setFont(large);
    for (QLabel *label : {m_subject, m_recipient}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    }
    m_text->setReadOnly(true);
    m_text->setTabChangesFocus(true);
    m_text->setAccessibleName(tr("Text of the mail"));
    m_code->setAccessibleName(tr("QR code of the link"));
    m_code->setMaximumHeight(largestCode);
    m_code->hide();

    auto *mail = new QWidget;
    auto *column = new QVBoxLayout(mail);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(10);
    column->addWidget(m_subject);
    column->addWidget(m_recipient);
    column->addWidget(m_standing);
    auto *row = new QHBoxLayout;
    for (QAction *action : buttons)
        row->addWidget(new ActionButton(action));
    row->addStretch();
    column->addLayout(row);
    column->addWidget(m_text, 1);
    column->addWidget(m_codeWanted);
    column->addWidget(m_code);
    return mail;
}

void MailPane::setMail(const OutboxMail &mail)
{
    if (mail.id != m_mail.id)
        m_codeWanted->setChecked(false);
    m_mail = mail;
    m_subject->setText(mail.subject);
    m_recipient->setText(tr("To %1").arg(mail.recipient));
    const auto [kind, sentence] = mailwords::standing(mail);
    m_standing->say(kind, sentence);
    m_text->setPlainText(mail.text);
    m_codeWanted->setVisible(!mail.link.isEmpty());
    m_stack->setCurrentIndex(1);
}

void MailPane::clear()
{
    m_mail = {};
    m_text->clear();
    m_codeWanted->setChecked(false);
    m_stack->setCurrentIndex(0);
}

void MailPane::showCode(bool shown)
{
    m_code->setText(shown ? m_mail.link.toUtf8() : QByteArray());
    m_code->setVisible(shown && !m_code->isEmpty());
}
