// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "api/page.h"

#include <QObject>
#include <QTimer>

class ApiClient;

// How many there are of what matters: asks each list for its total alone, one after the other, and
// again every minute while someone looks.
class Counts : public QObject
{
    Q_OBJECT

public:
    explicit Counts(ApiClient &client, QObject *parent = nullptr);

    // `key` names what is counted in the answer; the query is asked at `path`.
    void watch(const QString &page, const QString &key, const QString &path, const ListQuery &query);
    void forget(const QString &page, const QString &key);
    void refreshSoon(); // a few changes in a row are one refresh

signals:
    void counted(const QString &page, const QString &key, qint64 count, bool isEstimate);

private:
    struct Wish
    {
        QString page;
        QString key;
        QString path;
        ListQuery query;
    };

    void refresh();
    void askNext();

    ApiClient &m_client;
    QList<Wish> m_wishes;
    QList<Wish> m_waiting;
    bool m_isAsking = false;
    QTimer m_pulse;
    QTimer m_soon;
};
