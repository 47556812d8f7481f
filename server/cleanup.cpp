// SPDX-License-Identifier: GPL-3.0-only
#include "cleanup.h"

#include <algorithm>
#include <functional>

using namespace std::chrono_literals;

constexpr auto interval = 5s;
constexpr int ticksBetweenRounds = 60;       // five minutes
constexpr int batch = 500;
constexpr int batchesOfStrangers = 20;
constexpr qint64 keptAfterEnd = 24 * 60 * 60; // so that a late token is told what happened to it
constexpr qint64 signingKeyAge = 90 * 24 * 60 * 60;

Cleanup::Cleanup(Services &services, http::Workers &workers)
    : m_services(services)
    , m_workers(workers)
{
    m_timer.setInterval(interval);
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { tick(); });
}

void Cleanup::start()
{
    m_timer.start();
}

void Cleanup::stop()
{
    if (!m_timer.isActive())
        return;
    m_timer.stop();
    writeLastSeen();
}

// A round that has more to forget goes on at the next tick, so that others get their turn.
void Cleanup::tick()
{
    if (m_isBusy.exchange(true))
        return;
    const bool isRound = m_ticks++ % ticksBetweenRounds == 0;
    const bool isTaken = m_workers.submit(http::Run::Store, [this, isRound] {
        writeLastSeen();
        if (isRound && forgetSome())
            m_ticks = 0;
        m_isBusy = false;
    });
    if (!isTaken)
        m_isBusy = false;
}

void Cleanup::writeLastSeen()
{
    const auto seen = m_services.lastSeen.take();
    if (const auto written = m_services.sessions.writeLastSeen(seen); !written)
        qWarning("Writing when sessions were last seen failed: %s", qPrintable(written.error().detail));
}

// What anybody may make without signing in goes faster than it can come: 2000 rows a second. Others get
// their turn between two batches. Gives how many were in the last one.
static Result<int> forgetOfStrangers(const std::function<Result<int>()> &forget)
{
    int last = batch;
    for (int i = 0; i < batchesOfStrangers && last >= batch; ++i)
        last = TRY(forget());
    return last;
}

bool Cleanup::forgetSome()
{
    const Services &s = m_services;
    const QDateTime now = s.clock();
    const QDateTime ended = now.addSecs(-keptAfterEnd);
    const Result<int> counts[] = {
        s.sessions.forgetEndedBefore(ended, batch),
        s.links.forgetExpiredBefore(ended, batch),
        s.signIns.forgetExpiredBefore(ended, batch),
        s.history.forgetBefore(now.addSecs(-s.config.history.retention.count()), batch),
        s.externalRegistration.forgetExpiredBefore(ended, batch),
        s.throttle.forgetOld(batch),
        forgetOfStrangers([&] { return s.passkeys.forgetChallengesBefore(now, batch); }),
        forgetOfStrangers([&] { return s.externalSignIn.forgetExpiredBefore(now, batch); }),
        s.outbox.forgetBefore(now.addSecs(-s.config.history.retention.count()), batch),
    };
    if (const auto kept = s.signingKeys.maintain(signingKeyAge, s.config.auth.sessionMax.count()); !kept)
        qWarning("Looking after the signing keys failed: %s", qPrintable(kept.error().detail));
    for (const auto &count : counts) {
        if (!count)
            qWarning("Forgetting what has expired failed: %s", qPrintable(count.error().detail));
    }
    return std::ranges::any_of(counts, [](const Result<int> &count) { return count && *count >= batch; });
}
