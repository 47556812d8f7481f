// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "accounts/accountactions.h"

// One change for many accounts, a few at a time; what was not started when cancel() is called is
// left alone. Deletes itself after finished().
class BulkRun : public QObject
{
    Q_OBJECT

public:
    struct Failure
    {
        Account account;
        Error error;
    };

    BulkRun(AccountActions &actions, AccountActions::Change change, QList<Account> accounts, QObject *parent);

    void start();
    void cancel() { m_waiting.clear(); }

    AccountActions::Change change() const { return m_change; }
    int size() const { return m_size; }
    int done() const { return int(m_changed.size() + m_failures.size()); }
    const QList<Account> &changed() const { return m_changed; }
    const QList<Failure> &failures() const { return m_failures; }

signals:
    void progressed();
    void finished();

private:
    void next();
    void take(const Account &account, const Result<> &result);

    AccountActions &m_actions;
    AccountActions::Change m_change;
    QList<Account> m_waiting;
    QList<Account> m_changed;
    QList<Failure> m_failures;
    int m_size;
    int m_underway = 0;
};
