// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "api/outboxmail.h"

#include <QWidget>

class QAction;
class QCheckBox;
class QFormLayout;
class QLabel;
class QPlainTextEdit;
class QrCode;
class QStackedWidget;
class Statement;

// One mail: how far it has come, its words, and its link, to be handed on by hand.
class MailPane : public QWidget
{
    Q_OBJECT

public:
    explicit MailPane(const QList<QAction *> &buttons, QWidget *parent = nullptr);

    void setMail(const OutboxMail &mail);
    void clear();
    QString link() const { return m_mail.link; }

private:
    QWidget *buildMail(const QList<QAction *> &buttons);
    void showCode(bool shown);

    OutboxMail m_mail;
    QStackedWidget *m_stack;
    QLabel *m_subject;
    QLabel *m_recipient;
    Statement *m_standing;
    QPlainTextEdit *m_text;
    QCheckBox *m_codeWanted;
    QrCode *m_code;
};
