// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "api/loginevent.h"
#include "api/page.h"
#include "base/secret.h"
#include "store/database.h"

// The events of the login history, and the devices that they name: each user agent is kept once.
class HistoryStore
{
public:
    explicit HistoryStore(const store::Database &database)
        : m_database(database)
    {}

    struct Event
    {
        QUuid id;
        QDateTime createdAt;
        std::optional<AccountId> account;
        QString email;
        QString failureReason;
        QString provider;
        QByteArray address; // as store::toColumn() gives it
        qint64 device = 0;
        QString city;
        QString country;
    };
    Result<> insert(const Event &event) const;

    struct DeviceRow
    {
        QByteArray hash; // SHA-256 of the user agent
        QString userAgent;
        QString name;
        QString type;
    };
    Result<std::optional<qint64>> deviceNumber(const QByteArray &hash) const;
    Result<qint64> addDevice(const DeviceRow &device) const;

    // A device that an account has signed in with.
    struct KnownDevice
    {
        AccountId account;
        QString device;
        QString country;
        QDateTime lastLoginAt;
    };
    Result<bool> touchKnownDevice(const KnownDevice &device) const; // false: it is not known
    Result<bool> knowsDevices(const AccountId &account) const;      // any
    Result<> addKnownDevice(const KnownDevice &device, int most) const; // forgets those used longest ago

    Result<QList<LoginEvent>> newestOf(const AccountId &account, int limit) const;
    Result<QList<AdminLoginEvent>> after(const QString &eventId, int limit) const;
    Result<Page<AdminLoginEvent>> page(const ListQuery &query, const std::optional<AccountId> &account,
                                       const Secret &cursorKey, const QDateTime &now) const;
    Result<int> removeBefore(const QDateTime &time, int limit) const;

private:
    const store::Database &m_database;
};
