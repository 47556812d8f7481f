// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "base/id.h"
#include "config.h"
#include "store/database.h"

// The counters of the throttle. Every admission is one conditional statement that counts and decides
// at once; its row is changed only if the try is admitted.
//
// login_tries has a row for each (subject, network), and one with an empty network for all networks
// of the subject together; the not_before of that one is until when the account is closed to
// networks that it is not known from. Times are UTC milliseconds.
class ThrottleStore
{
public:
    ThrottleStore(const store::Database &database, const Config::Throttle &figures, qint64 now)
        : m_database(database)
        , m_figures(figures)
        , m_now(now)
    {}

    struct Try
    {
        QString subject;
        QString account; // empty for an address that nobody has
        QString network;
        bool countsForNetwork = true; // else the limit of failures of one network does not apply
    };
    Result<bool> admitTry(const Try &wanted) const;
    Result<> countForSubject(const QString &subject) const;
    Result<> takeBack(const QString &subject, const QString &network) const;
    Result<> forgetTries(const QString &subject, const QString &network) const;
    Result<> forgetAllTries(const QString &subject) const;
    Result<> remember(const QString &account, const QString &network) const;

    // When the network of this subject may try again; when its worst network may.
    Result<std::optional<qint64>> notBefore(const QString &subject, const QString &network) const;
    Result<std::optional<qint64>> notBefore(const QString &subject) const;

    // Windows that begin with their first event: `most` of these are admitted in each.
    struct Window
    {
        QString name;
        QString subject;
        int most = 0;
        qint64 length = 0; // milliseconds
    };
    Result<bool> admitInto(const Window &window) const;
    Result<qint64> endOf(const Window &window) const;

    Result<bool> admitCode(const QString &account) const;
    Result<> takeBackCode(const QString &account) const;
    Result<bool> tellOfClosedCodes(const QString &account) const;
    Result<qint64> codesClosedUntil(const QString &account) const;

    Result<int> forgetOld(int limit) const;

private:
    QString waitSql(const QString &failures) const;
    QVariantList waitValues() const;
    qint64 before(std::chrono::seconds age) const { return m_now - milliseconds(age); }
    static qint64 milliseconds(std::chrono::seconds time) { return time.count() * 1000; }

    const store::Database &m_database;
    const Config::Throttle &m_figures;
    qint64 m_now;
};
