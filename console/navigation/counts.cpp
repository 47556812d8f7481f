// SPDX-License-Identifier: GPL-3.0-only
#include "navigation/counts.h"

#include "api/apiclient.h"

#include <QGuiApplication>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

Counts::Counts(ApiClient &client, QObject *parent)
    : QObject(parent)
    , m_client(client)
{
    m_pulse.setInterval(60s);
    m_soon.setInterval(400ms);
    m_soon.setSingleShot(true);
    connect(&m_soon, &QTimer::timeout, this, &Counts::refresh);
    connect(&m_pulse, &QTimer::timeout, this, [this] {
        if (QGuiApplication::applicationState() == Qt::ApplicationActive)
            refresh();
    });
    m_pulse.start();
}

void Counts::watch(const QString &page, const QString &key, const QString &path, const ListQuery &query)
{
    ListQuery small = query;
    small.limit = 1;
    m_wishes.append({page, key, path, small});
    refreshSoon();
}

void Counts::forget(const QString &page, const QString &key)
{
    m_wishes.removeIf([&](const Wish &wish) { return wish.page == page && wish.key == key; });
}

void Counts::refreshSoon() { m_soon.start(); }

void Counts::refresh()
{
    m_waiting = m_wishes;
    if (!m_isAsking)
        askNext();
}

void Counts::askNext()
{
    m_isAsking = !m_waiting.isEmpty();
    if (!m_isAsking)
        return;
    const Wish wish = m_waiting.takeFirst();
    m_client.get<QJsonObject>(wish.path, wire::toQuery(wish.query), this,
                              [this, wish](const Result<QJsonObject> &answer) {
                                  if (answer)
                                      emit counted(wish.page, wish.key, answer->value("total"_L1).toInteger(),
                                                   answer->value("totalIsEstimate"_L1).toBool());
                                  askNext();
                              });
}
