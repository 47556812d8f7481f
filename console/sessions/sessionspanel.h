// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "sessions/sessioncolumns.h"
#include "widgets/listpanel.h"

// The sessions of one person, each to be ended alone or all together.
class SessionsPanel : public ListPanel
{
    Q_OBJECT

public:
    explicit SessionsPanel(ApiClient &client, QWidget *parent = nullptr);

signals:
    void accountChanged(); // sessions were ended

protected:
    QString countText(qint64 total, bool isEstimate) const override;

private:
    void revokeSelected();
    void revokeAll();
    void tell(int ended, int failed, const QString &reason);

    ApiClient &m_client;
    SessionModel *m_sessions;
};
