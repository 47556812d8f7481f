// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "api/account.h"

#include <QFrame>
#include <QTimer>

class ApiClient;
class QAction;
class QLineEdit;
class QListWidget;
class QListWidgetItem;

// Ctrl+K: one line that finds any person, page or action.
class GoToPalette : public QFrame
{
    Q_OBJECT

public:
    GoToPalette(ApiClient &client, QWidget *parent);

    void open(const QList<QAction *> &actions);

signals:
    void personWanted(const Account &account);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void find();
    void askForPeople();
    void addPeople(const QList<Account> &people);
    void addActions();
    void settle();
    void chooseCurrent();
    void choose(QListWidgetItem *item);
    void moveCurrent(int step);
    void fit();

    ApiClient &m_client;
    QList<QAction *> m_actions;
    QList<Account> m_people;
    QTimer m_pause;
    bool m_isAsking = false; // for the people of these words
    bool m_hasMoved = false; // to another row: what is current was picked
    bool m_isChosen = false; // Enter came before the people did
    QLineEdit *m_line;
    QListWidget *m_results;
};
