// SPDX-License-Identifier: GPL-3.0-only
#include "history/history.h"

#include "crypto/random.h"
#include "history/historystore.h"
#include "store/address.h"

using namespace Qt::StringLiterals;

namespace {

constexpr int newestEvents = 20; // api.md 1.2
constexpr int liveEvents = 200;
constexpr int mostKnownDevices = 50; // of one account: names of devices are anybody's to make up
constexpr int longestEmail = 254; // RFC 5321, section 4.5.3.1.3, without the brackets

Result<qint64> deviceOf(const HistoryStore &store, const QString &userAgent)
{
    const QByteArray hash = crypto::sha256(userAgent.toUtf8());
    if (const auto known = TRY(store.deviceNumber(hash)))
        return *known;
    const Device device = Device::fromUserAgent(userAgent);
    return store.addDevice({.hash = hash, .userAgent = userAgent, .name = device.name, .type = device.type});
}

} // namespace

History::History(const store::Database &database, const Geo &geo, Secret cursorKey, Clock clock)
    : m_database(database)
    , m_geo(geo)
    , m_cursorKey(std::move(cursorKey))
    , m_clock(std::move(clock))
{}

Result<> History::record(const LoginTry &login, const Client &client) const
{
    const HistoryStore store(m_database);
    const qint64 device = TRY(deviceOf(store, client.userAgent));
    const Place place = m_geo.placeOf(client.address);
    return store.insert({.id = QUuid::createUuid(),
                         .createdAt = m_clock(),
                         .account = login.account,
                         .email = login.email.left(longestEmail),
                         .failureReason = login.failureReason,
                         .provider = login.provider,
                         .address = store::toColumn(client.address),
                         .device = device,
                         .city = place.city,
                         .country = place.country});
}

Result<bool> History::meetDevice(const AccountId &account, const Client &client) const
{
    const HistoryStore store(m_database);
    const HistoryStore::KnownDevice device{.account = account,
                                           .device = Device::fromUserAgent(client.userAgent).kind(),
                                           .country = m_geo.placeOf(client.address).country,
                                           .lastLoginAt = m_clock()};
    if (TRY(store.touchKnownDevice(device)))
        return false;
    const bool isFirst = !TRY(store.knowsDevices(account));
    TRY(store.addKnownDevice(device, mostKnownDevices));
    return !isFirst;
}

QString History::whereabouts(const Client &client) const
{
    const Place place = m_geo.placeOf(client.address);
    QStringList names{place.city, place.country};
    names.removeAll(QString());
    const QString address = client.address.toString();
    return names.isEmpty() ? address : address + u" ("_s + names.join(u", "_s) + u')';
}

Result<QList<LoginEvent>> History::lastOf(const AccountId &account) const
{
    return HistoryStore(m_database).newestOf(account, newestEvents);
}

Result<Page<AdminLoginEvent>> History::list(const ListQuery &query) const
{
    return HistoryStore(m_database).page(query, {}, m_cursorKey, m_clock());
}

Result<Page<AdminLoginEvent>> History::listOf(const AccountId &account, const ListQuery &query) const
{
    return HistoryStore(m_database).page(query, account, m_cursorKey, m_clock());
}

Result<QList<AdminLoginEvent>> History::after(const QString &eventId) const
{
    return HistoryStore(m_database).after(eventId, liveEvents);
}

Result<int> History::forgetBefore(const QDateTime &time, int limit) const
{
    return HistoryStore(m_database).removeBefore(time, limit);
}
