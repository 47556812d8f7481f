// SPDX-License-Identifier: GPL-3.0-only
#include "history/historystore.h"

#include "history/eventlisting.h"
#include "store/address.h"

using namespace Qt::StringLiterals;

namespace {

// A live view asks for what came since an event that it has just shown, so that is a recent one.
constexpr int recentEvents = 10'000;

void readInto(LoginEvent &event, const store::Row &row)
{
    event.id = QUuid::fromRfc4122(row.bytes(0)).toString(QUuid::WithoutBraces);
    event.createdAt = row.time(1);
    event.success = row.flag(2);
    event.failureReason = row.text(3);
    event.provider = row.text(4);
    event.ipAddress = store::addressText(row.bytes(5));
    event.userAgent = row.text(6);
    event.deviceName = row.text(7);
    event.deviceType = row.text(8);
    event.city = row.text(9);
    event.country = row.text(10);
}

LoginEvent readEvent(const store::Row &row)
{
    LoginEvent event;
    readInto(event, row);
    return event;
}

AdminLoginEvent readAdminEvent(const store::Row &row)
{
    AdminLoginEvent event;
    readInto(event, row);
    if (!row.isNull(11))
        event.userId = json::Nullable<AccountId>(AccountId::fromString(row.text(11)));
    event.email = row.text(12);
    return event;
}

QString select(const QString &rest)
{
    return u"SELECT "_s + eventlisting::columns + u" FROM login_events t "_s + eventlisting::joins + u' ' +
           rest;
}

} // namespace

Result<> HistoryStore::insert(const Event &event) const
{
    TRY(m_database.run(u"INSERT INTO login_events (id, created_at, account, email, success, failure_reason,"
                       " provider, address, device, city, country)"
                       " VALUES (?, ?, (SELECT number FROM accounts WHERE id = ?), ?, ?, ?, ?, ?, ?, ?, ?)"_s,
                       {event.id.toRfc4122(), store::toColumn(event.createdAt),
                        event.account ? QVariant(event.account->toString()) : QVariant(), event.email,
                        event.failureReason.isEmpty(), event.failureReason, event.provider, event.address,
                        event.device, event.city, event.country}));
    return {};
}

Result<std::optional<qint64>> HistoryStore::deviceNumber(const QByteArray &hash) const
{
    return m_database.first(u"SELECT number FROM devices WHERE hash = ?"_s, {hash},
                            [](const store::Row &row) { return row.number(0); });
}

Result<qint64> HistoryStore::addDevice(const DeviceRow &device) const
{
    return m_database.one(u"INSERT INTO devices (hash, user_agent, name, type) VALUES (?, ?, ?, ?)"
                          " ON CONFLICT (hash) DO UPDATE SET name = excluded.name RETURNING number"_s,
                          {device.hash, device.userAgent, device.name, device.type},
                          [](const store::Row &row) { return row.number(0); });
}

Result<bool> HistoryStore::touchKnownDevice(const KnownDevice &device) const
{
    const int changed = TRY(m_database.run(
        u"UPDATE known_devices SET last_login_at = ? WHERE account_id = ? AND device = ? AND country = ?"_s,
        {store::toColumn(device.lastLoginAt), device.account.toString(), device.device, device.country}));
    return changed == 1;
}

Result<bool> HistoryStore::knowsDevices(const AccountId &account) const
{
    return m_database.one(u"SELECT EXISTS (SELECT 1 FROM known_devices WHERE account_id = ?)"_s,
                          {account.toString()}, [](const store::Row &row) { return row.flag(0); });
}

Result<> HistoryStore::addKnownDevice(const KnownDevice &device, int most) const
{
    TRY(m_database.run(u"INSERT INTO known_devices (account_id, device, country, last_login_at) VALUES (?, ?, ?, ?)"_s,
                       {device.account.toString(), device.device, device.country,
                        store::toColumn(device.lastLoginAt)}));
    TRY(m_database.run(u"DELETE FROM known_devices WHERE number IN (SELECT number FROM known_devices"
                       " WHERE account_id = ? ORDER BY last_login_at DESC, number DESC LIMIT -1 OFFSET ?)"_s,
                       {device.account.toString(), most}));
    return {};
}

Result<QList<LoginEvent>> HistoryStore::newestOf(const AccountId &account, int limit) const
{
    static const QString sql = select(
        u"WHERE t.account = (SELECT number FROM accounts WHERE id = ?) ORDER BY t.number DESC LIMIT ?"_s);
    return m_database.all(sql, {account.toString(), limit}, readEvent);
}

Result<QList<AdminLoginEvent>> HistoryStore::after(const QString &eventId, int limit) const
{
    const auto number = TRY(m_database.first(
        u"SELECT number FROM (SELECT number, id FROM login_events ORDER BY number DESC LIMIT ?) WHERE id = ? LIMIT 1"_s,
        {recentEvents, QUuid::fromString(eventId).toRfc4122()},
        [](const store::Row &row) { return row.number(0); }));
    if (!number)
        return Error{Error::Kind::Invalid, code::invalidCursor};
    static const QString sql = select(u"WHERE t.number > ? ORDER BY t.number LIMIT ?"_s);
    return m_database.all(sql, {*number, limit}, readAdminEvent);
}

Result<Page<AdminLoginEvent>> HistoryStore::page(const ListQuery &query,
                                                 const std::optional<AccountId> &account,
                                                 const Secret &cursorKey, const QDateTime &now) const
{
    const auto listing = eventlisting::make(m_database, now);
    QList<store::Criterion> scope;
    if (account)
        scope += eventlisting::of(*account);
    return listing.page(m_database, {query, cursorKey, scope}, readAdminEvent);
}

Result<int> HistoryStore::removeBefore(const QDateTime &time, int limit) const
{
    return m_database.run(
        u"DELETE FROM login_events WHERE number IN (SELECT number FROM login_events"
        " INDEXED BY login_events_by_created WHERE created_at < ? ORDER BY created_at LIMIT ?)"_s,
        {store::toColumn(time), limit});
}
