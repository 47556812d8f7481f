// SPDX-License-Identifier: GPL-3.0-only
#include "http/connectioncounter.h"

namespace http {

ConnectionCounter::Place::~Place()
{
    if (m_counter)
        m_counter->giveBack(m_network);
}

std::optional<ConnectionCounter::Place> ConnectionCounter::take(const QString &network)
{
    const QMutexLocker lock(&m_mutex);
    if (m_total >= m_most || (!network.isEmpty() && m_perClient.value(network) >= m_mostPerClient))
        return std::nullopt;
    ++m_total;
    if (!network.isEmpty())
        ++m_perClient[network];
    return std::optional<Place>(std::in_place, *this, network);
}

void ConnectionCounter::giveBack(const QString &network)
{
    const QMutexLocker lock(&m_mutex);
    --m_total;
    const auto client = m_perClient.find(network);
    if (client != m_perClient.end() && --*client == 0)
        m_perClient.erase(client);
}

} // namespace http
