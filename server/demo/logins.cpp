// SPDX-License-Identifier: GPL-3.0-only
#include "demo/logins.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 hour = 3'600'000;
constexpr int hours = 180 * 24;

double busyness(const QDateTime &time)
{
    static constexpr double byHour[24] = {1,  1,  1,  1,  1,  2,  6, 18, 40, 34, 22, 18,
                                          16, 26, 22, 18, 14, 10, 7, 6,  5,  4,  3,  2};
    const bool isWeekend = time.date().dayOfWeek() > 5;
    return byHour[time.time().hour()] * (isWeekend ? 0.2 : 1);
}

QByteArray column(quint8 a, quint8 b, quint8 c, quint8 d)
{
    QByteArray bytes(16, '\0');
    const char address[] = {'\xff', '\xff', char(a), char(b), char(c), char(d)};
    std::copy(std::begin(address), std::end(address), bytes.begin() + 10);
    return bytes;
}

} // namespace

Logins::Logins(People &people, qint64 count, qint64 guessersDevice, const QDateTime &now, Dice &dice)
    : m_people(people)
    , m_places(demotext::places())
    , m_count(count)
    , m_guessersDevice(guessersDevice)
    , m_start(now.toMSecsSinceEpoch() - hours * hour)
    , m_dice(dice)
{
    double sum = 0;
    for (int i = 0; i < hours; ++i) {
        sum += busyness(QDateTime::fromMSecsSinceEpoch(m_start + i * hour, Qt::UTC));
        m_busy.push_back(sum);
    }
}

// The share of what happens that has happened by then says when it was.
qint64 Logins::timeOf(qint64 n)
{
    const double happened = m_busy.back() * (double(n) + 0.5) / double(m_count);
    const auto busy = std::ranges::upper_bound(m_busy, happened);
    const double before = busy == m_busy.begin() ? 0 : *std::prev(busy);
    const double within = (happened - before) / (*busy - before);
    return m_start + (busy - m_busy.begin()) * hour + qint64(within * double(hour));
}

qint64 Logins::someone(qint64 time)
{
    while (m_eligible < m_people.count() && m_people[m_eligible].createdAt < time)
        ++m_eligible;
    qint64 person = 0;
    for (int tries = 0; tries < 50; ++tries) {
        person = m_dice.below(m_eligible);
        if (m_dice.comesTrue(double(m_people[person].activity)))
            return person;
    }
    return person;
}

QByteArray Logins::officeAddress(qint64 person) const
{
    return column(10, quint8(20 + m_people[person].office), quint8(person / 250 % 250),
                  quint8(2 + person % 250));
}

// Mostly at work, sometimes at home, seldom on the way.
void Logins::placeIt(Login &login)
{
    const double share = m_dice.share();
    login.city = login.country = u""_s;
    if (share < 0.75) {
        login.address = officeAddress(login.person);
    } else if (share < 0.87) {
        login.address = column(192, 168, 178, quint8(20 + login.person % 200));
    } else {
        const demotext::Place &place = m_places[(login.person + (share > 0.98 ? 1 : 0)) % m_places.size()];
        const quint64 host = quint64(login.person) * 2654435761u;
        login.address =
            column(quint8(place.network[0]), quint8(place.network[1]), quint8(host >> 8), quint8(host >> 16));
        login.city = place.city;
        login.country = place.country;
    }
}

void Logins::decide(Login &login)
{
    const People::Person &person = m_people[login.person];
    const double share = m_dice.share();
    login.provider = share < 0.88   ? u"password"_s
                     : share < 0.95 ? u"passkey"_s
                     : share < 0.98 ? u"google"_s
                                    : u"github"_s;
    const double fate = m_dice.share();
    if (person.isDeactivated)
        login.failureReason = u"account_deactivated"_s;
    else if (person.isLocked)
        login.failureReason = u"account_locked"_s;
    else if (login.provider == "password"_L1 && fate < 0.06)
        login.failureReason = u"invalid_password"_s;
    else if (login.provider == "password"_L1 && person.hasTwoFactor && fate < 0.09)
        login.failureReason = u"invalid_totp"_s;
}

// Half of the addresses that a guesser tries are nobody's.
void Logins::guess(Login &login)
{
    static const QStringList guesses{u"root@example.com"_s, u"admin@example.com"_s, u"info@example.org"_s,
                                     u"test@example.com"_s};
    login.device = m_guessersDevice;
    login.address = column(198, 19, 200, quint8(m_dice.below(8)));
    login.city = login.country = u""_s;
    login.provider = u"password"_s;
    login.failureReason = u"invalid_password"_s;
    if (m_dice.comesTrue(0.5)) {
        login.person = -1;
        login.email = m_dice.oneOf(guesses);
    }
}

Logins::Login Logins::next(qint64 n)
{
    Login login;
    login.time = timeOf(n);
    login.person = someone(login.time);
    People::Person &person = m_people[login.person];
    login.email = m_people.email(person);
    if (m_dice.comesTrue(0.01)) {
        guess(login);
        return login;
    }
    login.device = person.devices[m_dice.comesTrue(0.3) ? 1 : 0];
    placeIt(login);
    if (m_dice.comesTrue(0.004)) { // a slip of the finger
        login.email.remove(1, 1);
        login.person = -1;
        login.failureReason = u"invalid_password"_s;
        login.provider = u"password"_s;
        return login;
    }
    decide(login);
    if (login.failureReason.isEmpty())
        person.lastLoginAt = login.time;
    return login;
}
