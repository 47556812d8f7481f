// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QDateTime>
#include <QVariant>

// What table cells show and furnish for one role, the same in every list.
namespace cells {

// Relative; the exact time with its zone as tooltip and for screen readers.
QVariant time(const QDateTime &time, int role);

// "Firefox 128 on Windows" with the icon of its kind; what the program said of itself as tooltip.
QVariant device(const QString &name, const QString &type, const QString &userAgent, int role);
QString deviceText(const QString &name, const QString &type);

// In the fixed font.
QVariant address(const QString &address, int role);

// "Berlin, Germany"; the address is all that was known otherwise.
QString place(const QString &city, const QString &country);

// An address of a person with the colour and initials of that person.
QVariant person(const QString &email, int role);

} // namespace cells
