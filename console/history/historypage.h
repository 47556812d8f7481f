// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "history/eventcolumns.h"
#include "widgets/listpage.h"

class EventExport;
class LiveEvents;
class QFileDialog;

// Every tried login of everybody, newest first, with the new ones coming in on top as they happen.
class HistoryPage : public ListPage
{
    Q_OBJECT

public:
    explicit HistoryPage(ApiClient &client, QWidget *parent = nullptr);

    void exportTo(const QString &fileName);

signals:
    void personWanted(const QString &accountId); // to be shown among the people

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void buildActions();
    void chooseFile();
    void showProgress(EventExport *job);
    void keepPlace(int newRows);

    EventModel *m_events;
    LiveEvents *m_live;
    QAction *m_isLive;
    QAction *m_export;
    QAction *m_openPerson;
    QTimer m_minute; // relative times grow old
};
