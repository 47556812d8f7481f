// SPDX-License-Identifier: GPL-3.0-only
#include "demo/people.h"

#include "demo/demo.h"

#include <cmath>

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 day = 86'400'000;
constexpr qint64 oldest = 3 * 365 * day;
constexpr int offices = 12;

// A few are there all the time, most now and then, some never came.
float activity(Dice &dice)
{
    const double share = dice.share();
    if (share < 0.06)
        return 0;
    return share < 0.2 ? 1.0f : share < 0.6 ? 0.35f : 0.1f;
}

} // namespace

People::People(qint64 count, const QList<qint64> &devicesByWeight, const QDateTime &now, Dice &dice)
    : m_cultures(demotext::cultures())
{
    m_people.reserve(size_t(count));
    for (qint64 i = 0; i < count; ++i)
        m_people.push_back(make(i, count, devicesByWeight, now, dice));
    m_people.front() = Person{.activity = 1, .isAdmin = true, .createdAt = m_people.front().createdAt};
    m_namesakes.clear();
}

// More and more people came over the years.
People::Person People::make(qint64 position, qint64 count, const QList<qint64> &devicesByWeight,
                            const QDateTime &now, Dice &dice)
{
    Person person;
    person.culture = quint16(dice.below(m_cultures.size()));
    person.firstName = quint16(dice.below(m_cultures[person.culture].firstNames.size()));
    person.lastName = quint16(dice.below(m_cultures[person.culture].lastNames.size()));
    person.namesake = m_namesakes[first(person).latin + u'.' + last(person).latin]++;
    for (quint16 &device : person.devices)
        device = quint16(dice.oneOf(devicesByWeight));
    person.office = quint8(dice.below(offices));
    person.activity = activity(dice);
    person.hasUsername = dice.comesTrue(0.6);
    person.isAdmin = dice.comesTrue(0.0005);
    person.isVerified = dice.comesTrue(0.94);
    person.hasTwoFactor = person.isAdmin || dice.comesTrue(0.28);
    person.isDeactivated = dice.comesTrue(0.02);
    person.isLocked = !person.isDeactivated && dice.comesTrue(0.004);
    const double time = std::pow(double(position) / double(count), 0.7);
    person.createdAt = now.toMSecsSinceEpoch() - oldest + qint64(time * double(oldest - day / 24));
    return person;
}

const demotext::Name &People::first(const Person &person) const
{
    return m_cultures[person.culture].firstNames[person.firstName];
}

const demotext::Name &People::last(const Person &person) const
{
    return m_cultures[person.culture].lastNames[person.lastName];
}

QString People::firstName(const Person &person) const
{
    return &person == &m_people.front() ? u"Demo"_s : first(person).shown;
}

QString People::lastName(const Person &person) const
{
    return &person == &m_people.front() ? u"Admin"_s : last(person).shown;
}

QString People::email(const Person &person) const
{
    static const QStringList domains{u"@example.com"_s, u"@example.org"_s, u"@lab.example.net"_s};
    if (&person == &m_people.front())
        return demoAdmin;
    const QString number = person.namesake == 0 ? QString() : QString::number(person.namesake + 1);
    return first(person).latin + u'.' + last(person).latin + number + domains[person.office % domains.size()];
}

// With a number between the names they can't be put together in two ways.
QString People::username(const Person &person) const
{
    if (!person.hasUsername)
        return {};
    return (first(person).latin + QString::number(person.namesake + 1) + last(person).latin).left(28);
}
