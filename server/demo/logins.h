// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "demo/people.h"

// The logins of a demo, in the order of time: busy on working days from eight to five, quiet at
// night, with wrong passwords, unknown addresses and somebody who guesses from outside.
class Logins
{
public:
    struct Login
    {
        qint64 time = 0;    // milliseconds
        qint64 person = -1; // -1: nobody has the address
        QString email;
        QString failureReason;
        QString provider;
        QByteArray address; // 16 bytes
        qint64 device = 0;
        QString city;
        QString country;
    };

    Logins(People &people, qint64 count, qint64 guessersDevice, const QDateTime &now, Dice &dice);

    // The nth; to be asked for one after the other. Remembers each person's last success.
    Login next(qint64 n);

    QByteArray officeAddress(qint64 person) const;

private:
    qint64 timeOf(qint64 n);
    qint64 someone(qint64 time);
    void placeIt(Login &login);
    void decide(Login &login);
    void guess(Login &login);

    People &m_people;
    QList<demotext::Place> m_places;
    std::vector<double> m_busy; // how much has happened by the end of each hour
    qint64 m_count;
    qint64 m_guessersDevice;
    qint64 m_start;
    qint64 m_eligible = 1; // people who were there at the present time
    Dice &m_dice;
};
