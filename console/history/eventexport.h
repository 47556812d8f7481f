// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "api/loginevent.h"
#include "api/page.h"
#include "base/result.h"

#include <QObject>
#include <QSaveFile>

class ApiClient;

// Writes what a list of events is narrowed to into a CSV file, page by page. The file appears only
// when it is complete; nothing is left of one that was cancelled or failed.
class EventExport : public QObject
{
    Q_OBJECT

public:
    static constexpr int mostRows = 100'000;

    EventExport(ApiClient &client, const ListQuery &query, const QString &fileName, QObject *parent);

    void start();
    void cancel();

    static QStringList titles();
    static QStringList valuesOf(const AdminLoginEvent &event);

signals:
    void progressed(int rows, int expected);
    void finished(int rows, bool isCutShort);
    void failed(const QString &reason); // in words
    void cancelled();

private:
    void ask();
    void take(const Page<AdminLoginEvent> &page);
    void end(bool isCutShort);
    void fail(const QString &reason);

    ApiClient &m_client;
    ListQuery m_query;
    QSaveFile m_file;
    int m_rows = 0;
    bool m_isOver = false;
};
