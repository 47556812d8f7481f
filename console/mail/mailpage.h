// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "mail/mailcolumns.h"
#include "widgets/listpage.h"

class MailPane;
class Statement;

// The outbox: every mail of the last weeks with its link. It opens only to somebody who has just
// said who he is, so it is not asked for again by itself.
class MailPage : public ListPage
{
    Q_OBJECT

public:
    explicit MailPage(ApiClient &client, QWidget *parent = nullptr);

    QWidget *details() override;

signals:
    void personWanted(const QString &accountId);

private:
    QAction *addAction(const QString &iconName, const QString &text, const QKeySequence &shortcut,
                       void (MailPage::*act)());
    void buildActions();
    void followSelection();
    void explainHolding();
    void lookAgain(const QString &id);
    void copyLink();
    void resend();
    void showPerson();
    const OutboxMail *selected() const;

    MailModel *m_mails;
    QAction *m_copyLink = nullptr;
    QAction *m_resend = nullptr;
    QAction *m_openPerson = nullptr;
    MailPane *m_pane = nullptr;
    Statement *m_holding; // there is no mail server
};
