// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "base/result.h"

#include <QObject>
#include <QStringList>

class ApiClient;

// Ends many sessions, a few at a time; deletes itself when all have been answered. A session that
// is gone already counts as ended.
class Revocation : public QObject
{
    Q_OBJECT

public:
    Revocation(ApiClient &client, const QStringList &sessions, QObject *parent);

signals:
    void ended(const QString &session);
    void finished(int ended, int failed, const QString &reason); // reason of the last failure, in words

private:
    void next();
    void note(const QString &session, const Result<> &result);

    ApiClient &m_client;
    QStringList m_waiting;
    int m_running = 0;
    int m_ended = 0;
    int m_failed = 0;
    QString m_reason;
};
