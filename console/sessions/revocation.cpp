// SPDX-License-Identifier: GPL-3.0-only
#include "sessions/revocation.h"

#include "api/apiclient.h"
#include "api/paths.h"
#include "errortext.h"

namespace {

constexpr int atOnce = 4;

} // namespace

Revocation::Revocation(ApiClient &client, const QStringList &sessions, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_waiting(sessions)
{
    for (int i = 0; i < atOnce; ++i)
        next();
}

void Revocation::next()
{
    if (m_waiting.isEmpty())
        return;
    ++m_running;
    const QString session = m_waiting.takeFirst();
    m_client.remove(path::fill(path::adminSession, session), this,
                    [this, session](const Result<> &result) { note(session, result); });
}

void Revocation::note(const QString &session, const Result<> &result)
{
    --m_running;
    if (result || result.error().kind == Error::Kind::NotFound) {
        ++m_ended;
        emit ended(session);
    } else {
        ++m_failed;
        m_reason = errorText(result.error());
    }
    next();
    if (m_running > 0)
        return;
    emit finished(m_ended, m_failed, m_reason);
    deleteLater();
}
