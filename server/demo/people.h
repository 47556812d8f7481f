// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "demo/demotext.h"
#include "demo/dice.h"

#include <QDateTime>

// The people of a demo, made up one after the other, the one who came first in front. Number 0 is
// the administrator.
class People
{
public:
    struct Person
    {
        quint16 culture = 0;
        quint16 firstName = 0;
        quint16 lastName = 0;
        quint16 namesake = 0; // how many had the same address before
        quint16 devices[2] = {};
        quint8 office = 0;
        float activity = 0; // how often, beside others: 0 … 1
        bool hasUsername = false;
        bool isAdmin = false;
        bool isVerified = true;
        bool hasTwoFactor = false;
        bool isDeactivated = false;
        bool isLocked = false;
        qint64 createdAt = 0; // milliseconds
        qint64 lastLoginAt = 0;
    };

    People(qint64 count, const QList<qint64> &devicesByWeight, const QDateTime &now, Dice &dice);

    qint64 count() const { return qint64(m_people.size()); }
    Person &operator[](qint64 i) { return m_people[size_t(i)]; }
    const Person &operator[](qint64 i) const { return m_people[size_t(i)]; }

    QString firstName(const Person &person) const;
    QString lastName(const Person &person) const;
    QString email(const Person &person) const;
    QString username(const Person &person) const; // empty: has none

private:
    Person make(qint64 position, qint64 count, const QList<qint64> &devicesByWeight, const QDateTime &now,
                Dice &dice);
    const demotext::Name &first(const Person &person) const;
    const demotext::Name &last(const Person &person) const;

    QList<demotext::Culture> m_cultures;
    std::vector<Person> m_people;
    QHash<QString, quint16> m_namesakes;
};
