// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "http/workers.h"
#include "services.h"

#include <QTimer>

// The one timer that writes down what may wait and forgets what has expired, in small batches on
// the store pool: no statement here may hold the database for long.
class Cleanup
{
public:
    Cleanup(Services &services, http::Workers &workers);

    void start();
    void stop(); // writes down what is left

private:
    void tick();
    void writeLastSeen();
    bool forgetSome(); // whether there may be more

    Services &m_services;
    http::Workers &m_workers;
    QTimer m_timer;
    int m_ticks = 0;
    std::atomic_bool m_isBusy = false;
};
