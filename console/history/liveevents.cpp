// SPDX-License-Identifier: GPL-3.0-only
#include "history/liveevents.h"

#include "api/paths.h"

#include <QUrlQuery>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct News
{
    QList<AdminLoginEvent> events;

    static constexpr auto fields() { return std::tuple{json::field("events"_L1, &News::events)}; }
};

} // namespace

LiveEvents::LiveEvents(ApiClient &client, EventModel &model, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_model(model)
{
    m_pulse.setInterval(3s);
    connect(&m_pulse, &QTimer::timeout, this, &LiveEvents::ask);
    connect(&model, &PagedModelBase::reloaded, this, [this] {
        if (isNewestFirst() && !m_model.isNarrowed() && m_model.rowCount() > 0)
            m_newest = m_model.idAt(0);
    });
}

void LiveEvents::setRunning(bool running) { running ? m_pulse.start() : m_pulse.stop(); }

bool LiveEvents::isNewestFirst() const
{
    return m_model.query().sort.isEmpty() || m_model.query().sort == "-createdAt"_L1;
}

void LiveEvents::ask()
{
    const bool isAtWork = m_isAsking || m_model.isFetching() || !m_client.isReachable();
    if (isAtWork || m_model.state() == PagedModelBase::State::Failed)
        return;
    if (m_newest.isEmpty())
        return m_model.reload();
    m_isAsking = true;
    m_client.get<News>(
        path::adminLoginHistory, QUrlQuery{{u"after"_s, m_newest}}, this, [this](const Result<News> &news) {
            m_isAsking = false;
            if (news)
                take(news->events);
            else if (news.error().kind == Error::Kind::Invalid || news.error().kind == Error::Kind::NotFound)
                m_newest.clear(); // that event was forgotten
        });
}

void LiveEvents::take(const QList<AdminLoginEvent> &oldestFirst)
{
    if (oldestFirst.isEmpty())
        return;
    m_newest = oldestFirst.last().id;
    if (m_model.isNarrowed() || !isNewestFirst())
        return m_model.reload();
    const QList<AdminLoginEvent> newestFirst(oldestFirst.rbegin(), oldestFirst.rend());
    emit arrived(m_model.prepend(newestFirst));
}
