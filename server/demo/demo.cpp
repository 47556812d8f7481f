// SPDX-License-Identifier: GPL-3.0-only
#include "demo/demo.h"

#include "api/codes.h"
#include "api/rules.h"
#include "crypto/passwordhash.h"
#include "crypto/random.h"
#include "demo/bulkload.h"
#include "demo/logins.h"
#include "history/device.h"
#include "store/searchtext.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 rowsInATransaction = 200'000;
constexpr qint64 day = 86'400'000;

// Fills one table after the other. Numbers of accounts and devices count from 1.
class Filling
{
public:
    Filling(const store::Database &database, const DemoWish &wish,
            const std::function<void(const QString &)> &progress)
        : m_database(database)
        , m_wish(wish)
        , m_progress(progress)
        , m_dice(wish.seed)
    {}

    Result<> run();

private:
    Result<> insertDevices();
    Result<> insertLogin(const Logins::Login &login);
    Result<> insertAccount(qint64 i);
    Result<> insertSessions(qint64 i, const Logins &logins);
    Result<> insertSession(qint64 i, qint64 device, qint64 time, bool isRemembered, const Logins &logins);
    Result<> insertPasswords();
    Result<> each(qint64 count, const QString &what, const std::function<Result<>(qint64)> &insert);
    qint64 now() const { return m_wish.now.toMSecsSinceEpoch(); }

    const store::Database &m_database;
    const DemoWish &m_wish;
    const std::function<void(const QString &)> &m_progress;
    Dice m_dice;
    QList<demotext::UserAgent> m_agents = demotext::userAgents();
    QList<Device> m_devices = {};
    QList<qint64> m_devicesByWeight = {}; // each as often as it is met
    std::unique_ptr<People> m_people = {};
    std::vector<QUuid> m_ids = {};
};

// In transactions of a bearable size, with a word on how far it is now and then.
Result<> Filling::each(qint64 count, const QString &what, const std::function<Result<>(qint64)> &insert)
{
    for (qint64 i = 0; i < count;) {
        auto transaction = TRY(store::Transaction::begin(m_database));
        for (const qint64 end = std::min(count, i + rowsInATransaction); i < end; ++i)
            TRY(insert(i));
        TRY(transaction.commit());
        if (i == count || i % (5 * rowsInATransaction) == 0)
            m_progress(QLocale::c().toString(i) + u' ' + what);
    }
    return {};
}

Result<> Filling::insertDevices()
{
    for (qint64 i = 0; i < m_agents.size(); ++i) {
        const QString &text = m_agents[i].text;
        m_devices += Device::fromUserAgent(text);
        m_devicesByWeight += QList<qint64>(m_agents[i].weight, i);
        TRY(m_database.run(
            u"INSERT INTO devices (number, hash, user_agent, name, type) VALUES (?, ?, ?, ?, ?)"_s,
            {i + 1, crypto::sha256(text.toUtf8()), text, m_devices.last().name, m_devices.last().type}));
    }
    return {};
}

Result<> Filling::insertLogin(const Logins::Login &login)
{
    TRY(m_database.run(
        u"INSERT INTO login_events (id, created_at, account, email, success, failure_reason, provider,"
        " address, device, city, country) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
        {m_dice.uuid().toRfc4122(), login.time, login.person < 0 ? QVariant() : QVariant(login.person + 1),
         login.email, login.failureReason.isEmpty(), login.failureReason, login.provider, login.address,
         login.device + 1, login.city, login.country}));
    return {};
}

Result<> Filling::insertAccount(qint64 i)
{
    const People::Person &person = (*m_people)[i];
    const QString first = m_people->firstName(person);
    const QString last = m_people->lastName(person);
    const QString email = m_people->email(person);
    const QString username = m_people->username(person);
    const auto since = [&](bool isSo, qint64 later) {
        return isSo ? QVariant(std::min(person.createdAt + later, now())) : QVariant();
    };
    m_ids[size_t(i)] = m_dice.uuid();
    TRY(m_database.run(
        u"INSERT INTO accounts (number, id, email, email_shown, name, name_key, first_name, last_name, "
        u"username,"
        " username_key, search_text, is_admin, email_verified_at, email_proven_at, two_factor_at, "
        "deactivated_at, locked_at,"
        " created_at, last_login_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
        {i + 1, m_ids[size_t(i)].toString(QUuid::WithoutBraces), normalisedEmail(email), email,
         first + u' ' + last, store::folded(first + u' ' + last), first, last,
         username.isEmpty() ? QVariant() : QVariant(username),
         username.isEmpty() ? QVariant() : QVariant(username),
         store::searchText({first + u' ' + last, email, username}), person.isAdmin,
         since(person.isVerified, 600'000), since(person.isVerified, 600'000),
         since(person.hasTwoFactor, day), since(person.isDeactivated, 90 * day),
         since(person.isLocked, 30 * day), person.createdAt, person.lastLoginAt}));
    return {};
}

// Who was there lately has a session, some a second one on another device.
Result<> Filling::insertSessions(qint64 i, const Logins &logins)
{
    const People::Person &person = (*m_people)[i];
    const qint64 age = now() - person.lastLoginAt;
    const bool isRemembered = m_dice.comesTrue(0.55);
    if (person.lastLoginAt == 0 || person.isDeactivated || person.isLocked ||
        age >= (isRemembered ? 30 : 1) * day)
        return {};
    TRY(insertSession(i, person.devices[0], person.lastLoginAt, isRemembered, logins));
    if (isRemembered && m_dice.comesTrue(0.3))
        TRY(insertSession(i, person.devices[1], person.lastLoginAt - m_dice.below(30 * day - age), true,
                          logins));
    return {};
}

Result<> Filling::insertSession(qint64 i, qint64 device, qint64 time, bool isRemembered, const Logins &logins)
{
    const bool hasTwoFactor = (*m_people)[i].hasTwoFactor;
    const qint64 end = time + (isRemembered ? 30 : 1) * day;
    const qint64 lastSeen = std::min(now(), time + m_dice.below(std::min(end, now()) - time + 1));
    TRY(m_database.run(u"INSERT INTO sessions (id, account_id, created_at, authenticated_at, methods, "
                       u"two_factor_passed, remembered, is_form,"
                       " rotated_at, last_seen_at, ends_at, expires_at, address, user_agent, device_name, "
                       "device_type, city, country, account)"
                       " VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?, '', '', ?)"_s,
                       {m_dice.uuid().toString(QUuid::WithoutBraces),
                        m_ids[size_t(i)].toString(QUuid::WithoutBraces), time, time,
                        hasTwoFactor ? u"password totp"_s : u"password"_s, hasTwoFactor, isRemembered, time,
                        lastSeen, time + 90 * day, end, logins.officeAddress(i), m_agents[device].text,
                        m_devices[device].name, m_devices[device].type, i + 1}));
    return {};
}

// In the order of the key, so that the table grows at its end. A few have none: they use a provider.
Result<> Filling::insertPasswords()
{
    const auto hash = TRY(crypto::hashPassword(Secret(demoPassword), crypto::PasswordCost{}));
    TRY(m_database.run(u"INSERT INTO passwords (account_id, hash, changed_at)"
                       " SELECT id, ?, created_at FROM accounts WHERE number % 30 <> 7 ORDER BY id"_s,
                       {QString::fromLatin1(hash)}));
    return {};
}

Result<> Filling::run()
{
    TRY(insertDevices());
    m_people = std::make_unique<People>(m_wish.users, m_devicesByWeight, m_wish.now, m_dice);
    m_ids.resize(size_t(m_wish.users));
    m_progress(u"made up the people"_s);
    Logins logins(*m_people, m_wish.events, m_agents.size() - 3, m_wish.now, m_dice);
    TRY(each(m_wish.events, u"logins"_s, [&](qint64 i) { return insertLogin(logins.next(i)); }));
    TRY(each(m_wish.users, u"people"_s, [&](qint64 i) { return insertAccount(i); }));
    TRY(each(m_wish.users, u"people's sessions"_s, [&](qint64 i) { return insertSessions(i, logins); }));
    TRY(insertPasswords());
    TRY(m_database.run(u"INSERT INTO counters (name, value) VALUES ('accounts', ?), ('demo', ?)"
                       " ON CONFLICT (name) DO UPDATE SET value = excluded.value"_s,
                       {m_wish.users, m_wish.seed}));
    return {};
}

Result<> refuseOthersPeople(const store::Database &database)
{
    const auto isOthers = TRY(database.one(u"SELECT EXISTS (SELECT 1 FROM accounts)"
                                           " AND NOT EXISTS (SELECT 1 FROM counters WHERE name = 'demo')"_s,
                                           {}, [](const store::Row &row) { return row.flag(0); }));
    if (isOthers)
        return Error{
            Error::Kind::Conflict, code::alreadyExists,
            u"There are people in this data directory already. Name an empty one with --data-dir."_s};
    return {};
}

} // namespace

Result<> fillWithDemoData(const store::Database &database, const DemoWish &wish,
                          const std::function<void(const QString &)> &progress)
{
    TRY(refuseOthersPeople(database));
    BulkLoad load(database);
    TRY(load.begin());
    TRY(Filling(database, wish, progress).run());
    TRY(load.rebuildIndexes(progress));
    TRY(load.end());
    progress(u"Everybody's password is \"%1\"; %2 is an administrator."_s.arg(demoPassword, demoAdmin));
    return {};
}
