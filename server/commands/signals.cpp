// SPDX-License-Identifier: GPL-3.0-only
#include "commands/signals.h"

#include <csignal>
#include <sys/signalfd.h>
#include <unistd.h>

static sigset_t watched()
{
    sigset_t set;
    sigemptyset(&set);
    for (const int signal : {SIGTERM, SIGINT, SIGHUP})
        sigaddset(&set, signal);
    return set;
}

// A file that may grow no more (RLIMIT_FSIZE) is an error of the write, as a full disk is, and no end.
Signals::Signals()
{
    std::signal(SIGXFSZ, SIG_IGN);
    const sigset_t set = watched();
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    m_descriptor = ::signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

Signals::~Signals()
{
    m_notifier.reset();
    ::close(m_descriptor);
}

void Signals::watch(std::function<void()> stop, std::function<void()> reload)
{
    m_stop = std::move(stop);
    m_reload = std::move(reload);
    m_notifier = std::make_unique<QSocketNotifier>(m_descriptor, QSocketNotifier::Read);
    QObject::connect(m_notifier.get(), &QSocketNotifier::activated, m_notifier.get(), [this] { read(); });
}

void Signals::read()
{
    signalfd_siginfo info{};
    while (::read(m_descriptor, &info, sizeof info) == sizeof info)
        info.ssi_signo == SIGHUP ? m_reload() : m_stop();
}
