// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QByteArray>

#include <chrono>
#include <functional>
#include <optional>

// A load generator: keep-alive connections, each on a thread of its own, one request after the
// other on each. Loopback only, bounded in time.
namespace load {

struct Figures
{
    double perSecond = 0;
    double medianMilliseconds = 0;
    double p99Milliseconds = 0;
    qint64 failures = 0; // answers other than 200, and broken connections
};

struct Answer
{
    int status = 0; // 0: the connection broke
    QByteArray body;
};

// One blocking HTTP/1.1 connection to a port of 127.0.0.1.
class Connection
{
public:
    explicit Connection(quint16 port);
    ~Connection();
    Connection(const Connection &) = delete;
    Answer ask(const QByteArray &request);

private:
    int m_fd;
    QByteArray m_buffer;
};

// A whole request as bytes.
QByteArray request(const QByteArray &method, const QByteArray &target, const QByteArray &headers = {},
                   const QByteArray &body = {});

// What connection number `n` sends next, given the answer to what it sent before (none at first).
using Script = std::function<QByteArray(int n, const std::optional<Answer> &before)>;

Figures run(quint16 port, int connections, std::chrono::milliseconds duration, const Script &script);

} // namespace load
