// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QHash>
#include <QMutex>
#include <QString>

#include <optional>

namespace http {

// How many connections there are, in all and per client. Safe from every thread.
class ConnectionCounter
{
public:
    ConnectionCounter(int most, int mostPerClient) : m_most(most), m_mostPerClient(mostPerClient) {}

    // One connection; counted for as long as it lives.
    class Place
    {
    public:
        Place(ConnectionCounter &counter, QString network)
            : m_counter(&counter)
            , m_network(std::move(network))
        {}
        Place(Place &&other) noexcept
            : m_counter(std::exchange(other.m_counter, nullptr))
            , m_network(std::move(other.m_network))
        {}
        Place &operator=(Place &&) = delete;
        ~Place();

    private:
        ConnectionCounter *m_counter;
        QString m_network;
    };

    // A place for a client of this network, or nothing if there is none left. An empty network
    // counts only in all.
    std::optional<Place> take(const QString &network);

private:
    void giveBack(const QString &network);

    const int m_most;
    const int m_mostPerClient;
    QMutex m_mutex;
    int m_total = 0;
    QHash<QString, int> m_perClient;
};

} // namespace http
