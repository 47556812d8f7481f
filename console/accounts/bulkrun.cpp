// SPDX-License-Identifier: GPL-3.0-only
#include "accounts/bulkrun.h"

namespace {

constexpr int atATime = 4;

}

BulkRun::BulkRun(AccountActions &actions, AccountActions::Change change, QList<Account> accounts,
                 QObject *parent)
    : QObject(parent)
    , m_actions(actions)
    , m_change(change)
    , m_waiting(std::move(accounts))
    , m_size(int(m_waiting.size()))
{}

void BulkRun::start()
{
    for (int i = 0; i < atATime; ++i)
        next();
}

void BulkRun::next()
{
    if (m_waiting.isEmpty())
        return;
    const Account account = m_waiting.takeFirst();
    ++m_underway;
    m_actions.applyQuietly(m_change, account, this,
                           [this, account](const Result<> &result) { take(account, result); });
}

void BulkRun::take(const Account &account, const Result<> &result)
{
    --m_underway;
    if (result)
        m_changed.append(account);
    else
        m_failures.append({account, result.error()});
    emit progressed();
    next();
    if (m_underway > 0)
        return;
    emit finished();
    deleteLater();
}
