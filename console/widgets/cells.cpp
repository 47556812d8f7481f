// SPDX-License-Identifier: GPL-3.0-only
#include "widgets/cells.h"

#include "filter.h"
#include "icons.h"
#include "models/pagedmodelbase.h"
#include "widgets/avatar.h"
#include "widgets/timetext.h"

#include <QCoreApplication>
#include <QFontDatabase>
#include <QGuiApplication>

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(cells)
};

QString iconNameOf(const QString &deviceType)
{
    if (deviceType == "mobile"_L1)
        return u"smartphone"_s;
    if (deviceType == "tablet"_L1)
        return u"tablet"_s;
    if (deviceType == "bot"_L1)
        return u"system-run"_s;
    return deviceType == "desktop"_L1 ? u"computer"_s : u"question"_s;
}

QString kindOf(const QString &deviceType)
{
    if (deviceType == "mobile"_L1)
        return Words::tr("Phone");
    if (deviceType == "tablet"_L1)
        return Words::tr("Tablet");
    if (deviceType == "bot"_L1)
        return Words::tr("Program");
    return deviceType == "desktop"_L1 ? Words::tr("Computer") : Words::tr("Unknown device");
}

QString termText(const QString &key, const QString &value)
{
    return value.isEmpty() ? QString() : filter::toText({.key = key, .value = value});
}

} // namespace

QVariant cells::time(const QDateTime &time, int role)
{
    switch (role) {
    case Qt::DisplayRole:
        return timetext::relative(time, QDateTime::currentDateTime());
    case Qt::ToolTipRole:
        return timetext::exact(time);
    case Qt::AccessibleTextRole:
        return timetext::exact(time);
    default:
        return {};
    }
}

QString cells::deviceText(const QString &name, const QString &type)
{
    return name.isEmpty() ? kindOf(type) : name;
}

QVariant cells::device(const QString &name, const QString &type, const QString &userAgent, int role)
{
    switch (role) {
    case Qt::DisplayRole:
        return deviceText(name, type);
    case Qt::DecorationRole:
        return icon(iconNameOf(type));
    case Qt::ToolTipRole:
        return userAgent;
    case Qt::AccessibleTextRole:
        return Words::tr("%1 (%2)").arg(deviceText(name, type), kindOf(type));
    case PagedModelBase::FilterRole:
        return termText(u"device"_s, type);
    default:
        return {};
    }
}

QVariant cells::address(const QString &address, int role)
{
    switch (role) {
    case Qt::DisplayRole:
        return address;
    case Qt::FontRole:
        return QFontDatabase::systemFont(QFontDatabase::FixedFont);
    case PagedModelBase::FilterRole:
        return termText(u"ip"_s, address);
    default:
        return {};
    }
}

QString cells::place(const QString &city, const QString &country)
{
    return city.isEmpty() || country.isEmpty() ? city + country : Words::tr("%1, %2").arg(city, country);
}

QVariant cells::person(const QString &email, int role)
{
    switch (role) {
    case Qt::DisplayRole:
        return email;
    case Qt::DecorationRole:
        return Avatar::icon(email, QGuiApplication::palette());
    default:
        return {};
    }
}
