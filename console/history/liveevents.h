// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "history/eventcolumns.h"

#include <QTimer>

#include <chrono>

// Puts what happens onto the top of a list of events, by asking every three seconds for what came
// after its newest. A list that is filtered or sorted otherwise is asked for anew when there is news.
class LiveEvents : public QObject
{
    Q_OBJECT

public:
    LiveEvents(ApiClient &client, EventModel &model, QObject *parent);

    void setRunning(bool running);
    void setPulse(std::chrono::milliseconds pause)
    {
        m_pulse.setInterval(pause);
    } // 3 s unless told otherwise
    bool isRunning() const { return m_pulse.isActive(); }

signals:
    void arrived(int count); // rows on top

private:
    void ask();
    void take(const QList<AdminLoginEvent> &oldestFirst);
    bool isNewestFirst() const;

    ApiClient &m_client;
    EventModel &m_model;
    QTimer m_pulse;
    QString m_newest; // id of the newest event that is known
    bool m_isAsking = false;
};
