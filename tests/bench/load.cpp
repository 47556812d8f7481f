// SPDX-License-Identifier: GPL-3.0-only
#include "load.h"

#include <algorithm>
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>
#include <vector>

using Clock = std::chrono::steady_clock;

namespace {

struct Samples
{
    std::vector<double> milliseconds;
    qint64 failures = 0;
};

qsizetype contentLength(const QByteArray &head)
{
    const QByteArray lower = head.toLower();
    const qsizetype at = lower.indexOf("content-length:");
    return at < 0 ? 0 : lower.mid(at + 15, lower.indexOf('\r', at) - at - 15).trimmed().toLongLong();
}

void drive(int n, quint16 port, Clock::time_point end, const load::Script &script, Samples &samples)
{
    load::Connection connection(port);
    std::optional<load::Answer> before;
    while (Clock::now() < end) {
        const QByteArray request = script(n, before);
        const auto start = Clock::now();
        before = connection.ask(request);
        samples.milliseconds.push_back(std::chrono::duration<double, std::milli>(Clock::now() - start).count());
        samples.failures += before->status != 200;
        if (before->status == 0)
            return;
    }
}

double quantile(std::vector<double> &sorted, double q)
{
    return sorted.empty() ? 0 : sorted[std::min(sorted.size() - 1, size_t(q * double(sorted.size())))];
}

} // namespace

load::Connection::Connection(quint16 port)
    : m_fd(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const int on = 1;
    ::setsockopt(m_fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (::connect(m_fd, reinterpret_cast<sockaddr *>(&address), sizeof address) != 0) {
        ::close(m_fd);
        m_fd = -1;
    }
}

load::Connection::~Connection()
{
    if (m_fd >= 0)
        ::close(m_fd);
}

load::Answer load::Connection::ask(const QByteArray &request)
{
    if (::send(m_fd, request.constData(), size_t(request.size()), MSG_NOSIGNAL) != request.size())
        return {};
    m_buffer.clear();
    char chunk[16384];
    for (;;) {
        const ssize_t n = ::recv(m_fd, chunk, sizeof chunk, 0);
        if (n <= 0)
            return {};
        m_buffer.append(chunk, n);
        const qsizetype end = m_buffer.indexOf("\r\n\r\n");
        if (end < 0)
            continue;
        const qsizetype whole = end + 4 + contentLength(m_buffer.left(end + 2));
        if (m_buffer.size() >= whole)
            return {m_buffer.mid(9, 3).toInt(), m_buffer.mid(end + 4, whole - end - 4)};
    }
}

QByteArray load::request(const QByteArray &method, const QByteArray &target, const QByteArray &headers, const QByteArray &body)
{
    QByteArray bytes = method + ' ' + target + " HTTP/1.1\r\nHost: localhost\r\n" + headers;
    if (!body.isEmpty())
        bytes += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
    return bytes + "\r\n" + body;
}

load::Figures load::run(quint16 port, int connections, std::chrono::milliseconds duration, const Script &script)
{
    std::vector<Samples> samples(static_cast<size_t>(connections));
    std::vector<std::thread> threads;
    const auto start = Clock::now();
    for (int n = 0; n < connections; ++n)
        threads.emplace_back([&, n] { drive(n, port, start + duration, script, samples[size_t(n)]); });
    for (std::thread &thread : threads)
        thread.join();
    const double seconds = std::chrono::duration<double>(Clock::now() - start).count();

    Figures figures;
    std::vector<double> all;
    for (const Samples &each : samples) {
        all.insert(all.end(), each.milliseconds.begin(), each.milliseconds.end());
        figures.failures += each.failures;
    }
    std::sort(all.begin(), all.end());
    figures.perSecond = double(all.size()) / seconds;
    figures.medianMilliseconds = quantile(all, 0.5);
    figures.p99Milliseconds = quantile(all, 0.99);
    return figures;
}
