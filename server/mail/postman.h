// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "links/links.h"
#include "mail/outbox.h"
#include "mail/smtp.h"

#include <condition_variable>
#include <mutex>
#include <thread>

// Sends what is due, on a thread of its own, twice a second: a mail is on its way within a second of
// its commit. A mail is claimed for one attempt by a conditional UPDATE, so that several nodes never
// send it both, and marked the moment the server has taken it. What fails is tried again, ever more
// seldom, for three days; what the server refuses for good is kept with the reason, and so is what
// waited for three days without a try, since there was no mail server. A mail whose link died
// meanwhile, used or expired, is not sent.
class Postman
{
public:
    Postman(const store::Database &database, const Outbox &outbox, const Links &links, const Config::Mail &settings, Clock clock);
    ~Postman();

    void start(); // nothing without a mail server
    void stop();  // within four seconds; an attempt under way has two of them to end by itself

    // When a mail that failed `tries` times is tried again; nothing: never.
    static std::optional<std::chrono::seconds> waitAfter(int tries);

private:
    void run();
    bool sleep();
    bool ends();
    bool isCalledOff();
    void deliverDue();
    Result<> deliver(const OutboxRow &row);
    Result<bool> hasDeadLink(const Letter &letter) const;
    Result<> note(const OutboxRow &row, const Delivery &delivery) const;

    const store::Database &m_database;
    const Outbox &m_outbox;
    const Links &m_links;
    const Config::Mail &m_settings;
    Clock m_clock;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_ends = false;
    std::chrono::steady_clock::time_point m_endsSince;
    std::thread m_thread;
};
