// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "accounts/accountactions.h"
#include "accounts/bulkrun.h"

#include <QWidget>

class QFormLayout;
class QLabel;
class QProgressBar;
class QPushButton;
class Statement;

// Several people at once: what they have in common, what can be done to all of them, and how far
// that is.
class BulkPane : public QWidget
{
    Q_OBJECT

public:
    BulkPane(AccountActions &actions, const QList<QAction *> &buttons, QWidget *parent = nullptr);

    void setAccounts(const QList<Account> &accounts);
    void run(AccountActions::Change change);

signals:
    void noticeWanted(const Notice &notice);

private:
    void showCommon();
    void watch(BulkRun *run);
    void report(const BulkRun &run);

    AccountActions &m_actions;
    QList<Account> m_accounts;
    QPointer<BulkRun> m_run;
    QLabel *m_title;
    QFormLayout *m_common;
    QWidget *m_buttons;
    QWidget *m_progressPart;
    QProgressBar *m_progress;
    Statement *m_failures;
};
