// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "sessions/sessioncolumns.h"
#include "widgets/listpage.h"

#include <QTimer>

// Every session of every person, as it stands now: asked for again every ten seconds while it is
// looked at.
class SessionsPage : public ListPage
{
    Q_OBJECT

public:
    explicit SessionsPage(ApiClient &client, QWidget *parent = nullptr);

signals:
    void personWanted(const QString &accountId); // to be shown among the people

private:
    void buildActions();
    void revokeSelected();
    void refresh();
    void enableActions();

    SessionModel *m_sessions;
    QAction *m_revoke;
    QAction *m_openPerson;
    QTimer m_pulse;
};
