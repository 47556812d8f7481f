// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QList>
#include <QString>

// The texts that demo data is made from: resources/demo.
namespace demotext {

struct Name
{
    QString shown;
    QString latin; // lower-case letters of ASCII, for addresses
};

// Names that go together.
struct Culture
{
    QList<Name> firstNames;
    QList<Name> lastNames;
};
QList<Culture> cultures();

struct Place
{
    QByteArray network; // the first two bytes of its addresses
    QString city;
    QString country;
};
QList<Place> places();

struct UserAgent
{
    QString text;
    int weight;
};
QList<UserAgent> userAgents();

} // namespace demotext
