// SPDX-License-Identifier: GPL-3.0-only
#include "http/listener.h"

#include "http/acceptor.h"
#include "http/loop.h"

#include <fcntl.h>
#include <sys/resource.h>

#include <algorithm>

namespace http {

static constexpr std::chrono::milliseconds patience{4'000};

// Descriptors that must be left for databases, logs and the loops themselves.
static constexpr int reservedDescriptors = 128;

// As many descriptors as the system allows; fewer connections, if those are fewer.
static int connectionsWithin(int wanted)
{
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return wanted;
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
    ::getrlimit(RLIMIT_NOFILE, &limit);
    if (limit.rlim_cur >= rlim_t(wanted) + reservedDescriptors)
        return wanted;
    return std::max(16, int(limit.rlim_cur) - reservedDescriptors);
}

Listener::Listener(const Dispatcher &dispatcher, ListenerSettings settings)
    : m_dispatcher(dispatcher)
    , m_settings(std::move(settings))
{
}

Listener::~Listener()
{
    stop();
}

Result<> Listener::start()
{
    const Limits &limits = m_settings.limits;
    m_counter = std::make_unique<ConnectionCounter>(connectionsWithin(limits.connections),
                                                    limits.connectionsPerClient);
    if (auto listening = listen(); !listening) {
        m_acceptors.clear();
        return listening;
    }
    startLoops();
    return {};
}

Result<> Listener::listen()
{
    for (const auto &[address, port] : std::as_const(m_settings.addresses)) {
        auto acceptor = std::make_unique<Acceptor>(Acceptor::House{
            .counter = *m_counter,
            .proxies = m_dispatcher.trustedProxies(),
            .isTls = m_settings.tls.has_value(),
            .hand = [this](Connection connection) { nextLoop().adopt(std::move(connection)); }});
        TRY(acceptor->listen(address, port));
        m_acceptors.push_back(std::move(acceptor));
    }
    return {};
}

void Listener::startLoops()
{
    for (int i = 0; i < std::max(1, m_settings.loops) && !m_acceptors.empty(); ++i) {
        Descriptor copy(::fcntl(m_acceptors.front()->descriptor(), F_DUPFD_CLOEXEC, 0));
        m_loops.push_back(
            std::make_unique<LoopThread>(m_dispatcher, std::move(copy), m_settings.limits, m_settings.tls));
        m_loops.back()->startAndWait();
    }
}

LoopThread &Listener::nextLoop()
{
    m_next = (m_next + 1) % m_loops.size();
    return *m_loops[m_next];
}

QList<std::pair<QHostAddress, quint16>> Listener::addresses() const
{
    QList<std::pair<QHostAddress, quint16>> addresses;
    for (const auto &acceptor : m_acceptors)
        addresses.append({acceptor->address(), acceptor->port()});
    return addresses;
}

void Listener::reloadTls(const QSslConfiguration &configuration)
{
    m_settings.tls = configuration;
    for (const auto &loop : m_loops)
        loop->setTls(configuration);
}

void Listener::stop()
{
    m_acceptors.clear();
    for (const auto &loop : m_loops)
        loop->retire(patience);
    for (const auto &loop : m_loops)
        loop->wait();
    m_loops.clear();
}

} // namespace http
