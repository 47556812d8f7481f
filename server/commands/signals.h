// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QSocketNotifier>

#include <functional>
#include <memory>

// Brings the process's signals into the event loop: SIGTERM and SIGINT as `stop`, SIGHUP as
// `reload`. Make it before any thread, so that all of them leave these signals to it.
class Signals
{
public:
    Signals();
    ~Signals();
    Signals(const Signals &) = delete;

    void watch(std::function<void()> stop, std::function<void()> reload);

private:
    void read();

    int m_descriptor = -1;
    std::unique_ptr<QSocketNotifier> m_notifier;
    std::function<void()> m_stop;
    std::function<void()> m_reload;
};
