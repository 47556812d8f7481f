// SPDX-License-Identifier: GPL-3.0-only
#include "mail/postman.h"

#include "mail/outboxstore.h"

#include <QUrl>
#include <QUrlQuery>

#include <iterator>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto betweenLooks = 500ms;
constexpr int mailsInARow = 20;
constexpr auto lease = 5min; // longer than any attempt takes
constexpr auto graceAtStop = 2s;
constexpr auto longestWait = 72h;

constexpr std::chrono::seconds waits[] = {1min, 5min, 15min, 1h, 2h, 4h, 8h, 12h, 24h, 24h};

} // namespace

Postman::Postman(const store::Database &database, const Outbox &outbox, const Links &links, const Config::Mail &settings,
                 Clock clock)
    : m_database(database)
    , m_outbox(outbox)
    , m_links(links)
    , m_settings(settings)
    , m_clock(std::move(clock))
{
}

Postman::~Postman()
{
    stop();
}

void Postman::start()
{
    if (!m_settings.url.isEmpty())
        m_thread = std::thread([this] { run(); });
}

void Postman::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ends = true;
        m_endsSince = std::chrono::steady_clock::now();
    }
    m_wake.notify_all();
    if (m_thread.joinable())
        m_thread.join();
}

std::optional<std::chrono::seconds> Postman::waitAfter(int tries)
{
    const int last = int(std::size(waits));
    return tries > last ? std::nullopt : std::optional(waits[std::max(tries, 1) - 1]);
}

void Postman::run()
{
    do
        deliverDue();
    while (sleep());
}

bool Postman::sleep()
{
    std::unique_lock lock(m_mutex);
    return !m_wake.wait_for(lock, betweenLooks, [this] { return m_ends; });
}

bool Postman::ends()
{
    const std::lock_guard lock(m_mutex);
    return m_ends;
}

// A server that has the whole mail answers in a moment, and is better heard than asked again.
bool Postman::isCalledOff()
{
    const std::lock_guard lock(m_mutex);
    return m_ends && std::chrono::steady_clock::now() - m_endsSince > graceAtStop;
}

void Postman::deliverDue()
{
    const auto due = OutboxStore(m_database).due(m_clock(), mailsInARow);
    if (!due)
        return qCritical("The outbox can't be read: %s", qPrintable(due.error().detail));
    for (const OutboxRow &row : *due) {
        if (ends())
            return;
        if (const auto delivered = deliver(row); !delivered)
            qCritical("The mail %s failed: %s", qPrintable(row.id), qPrintable(delivered.error().detail));
    }
}

Result<> Postman::deliver(const OutboxRow &row)
{
    if (!TRY(OutboxStore(m_database).claim(row, m_clock().addSecs(std::chrono::seconds(lease).count()))))
        return {};
    if (row.nextTryAt.secsTo(m_clock()) > std::chrono::seconds(longestWait).count())
        return OutboxStore(m_database).setGivenUp(row.id, u"It waited for three days without a mail server"_s, m_clock());
    const Letter letter = TRY(m_outbox.open(row));
    if (TRY(hasDeadLink(letter)))
        return OutboxStore(m_database).setGivenUp(row.id, u"Its link was used, replaced or too old before it could be sent"_s, m_clock());
    const MailText text = TRY(m_outbox.write(letter));
    return note(row, Smtp(m_settings, [this] { return isCalledOff(); }).send(row.id, letter.recipient, text, row.createdAt));
}

Result<bool> Postman::hasDeadLink(const Letter &letter) const
{
    const QString token = QUrlQuery(QUrl(letter.content.value("link"_L1).toString())).queryItemValue(u"token"_s);
    return !token.isEmpty() && !TRY(m_links.isGood(Secret(token)));
}

Result<> Postman::note(const OutboxRow &row, const Delivery &delivery) const
{
    const OutboxStore store(m_database);
    if (delivery.outcome == Delivery::Outcome::Accepted)
        return store.setSent(row.id, m_clock());
    const auto wait = waitAfter(row.tries + 1);
    qWarning("The mail %s was not taken: %s", qPrintable(row.id), qPrintable(delivery.reason));
    if (delivery.outcome == Delivery::Outcome::Refused || !wait)
        return store.setGivenUp(row.id, delivery.reason, m_clock());
    return store.setDeferred(row.id, delivery.reason, m_clock().addSecs(wait->count()));
}
