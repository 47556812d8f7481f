// SPDX-License-Identifier: GPL-3.0-only
#include "widgets/timetext.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 minute = 60;
constexpr qint64 hour = 60 * minute;
constexpr qint64 day = 24 * hour;
constexpr qint64 now45 = 45; // seconds that count as now: clocks of two machines are never the same

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(timetext)
};

QString ago(qint64 seconds, qint64 days)
{
    if (seconds < now45)
        return Words::tr("just now");
    if (seconds < hour)
        return Words::tr("%n min ago", nullptr, int(qMax(qint64(1), seconds / minute)));
    if (days == 0 || seconds < 6 * hour)
        return Words::tr("%n h ago", nullptr, int(seconds / hour));
    if (days == 1)
        return Words::tr("yesterday");
    return Words::tr("%n day(s) ago", nullptr, int(days));
}

QString ahead(qint64 seconds, qint64 days)
{
    if (seconds < now45)
        return Words::tr("just now");
    if (seconds < hour)
        return Words::tr("in %n min", nullptr, int(qMax(qint64(1), seconds / minute)));
    if (days == 0 || seconds < 6 * hour)
        return Words::tr("in %n h", nullptr, int(seconds / hour));
    if (days == 1)
        return Words::tr("tomorrow");
    return Words::tr("in %n day(s)", nullptr, int(days));
}

QString date(const QDate &date, bool isThisYear)
{
    //: The day and the short month of this year, as QDate::toString() takes it
    const QString thisYear = Words::tr("d MMM");
    //: The day, the short month and the year, as QDate::toString() takes it
    return QLocale().toString(date, isThisYear ? thisYear : Words::tr("d MMM yyyy"));
}

QString offset(int seconds)
{
    const QTime span = QTime(0, 0).addSecs(qAbs(seconds));
    return u"UTC%1%2"_s.arg(QChar(seconds < 0 ? u'−' : u'+')).arg(span.toString(u"HH:mm"));
}

} // namespace

QString timetext::relative(const QDateTime &time, const QDateTime &now)
{
    if (!time.isValid())
        return Words::tr("never");
    const QDate today = now.date();
    const QDate then = time.toTimeZone(now.timeZone()).date();
    const qint64 seconds = time.secsTo(now);
    const qint64 days = then.daysTo(today);
    if (qAbs(days) > 6)
        return date(then, then.year() == today.year());
    return seconds >= 0 ? ago(seconds, days) : ahead(-seconds, -days);
}

QString timetext::exact(const QDateTime &time, const QTimeZone &zone)
{
    if (!time.isValid())
        return {};
    const QDateTime there = time.toTimeZone(zone);
    const QString clock =
        QLocale().toString(there.date(), QLocale::LongFormat) + u' ' + there.time().toString(u"HH:mm:ss");
    const QString utc = offset(there.offsetFromUtc());
    const QString name = zone.abbreviation(there);
    return u"%1 %2 (%3)"_s.arg(clock, name.isEmpty() ? QString::fromLatin1(zone.id()) : name, utc);
}

QString timetext::forExport(const QDateTime &time, const QTimeZone &zone)
{
    if (!time.isValid())
        return {};
    const int seconds = zone.offsetFromUtc(time);
    return time.toOffsetFromUtc(seconds).toString(Qt::ISODateWithMs);
}

QString timetext::span(qint64 seconds)
{
    if (seconds < 2 * minute)
        return Words::tr("%n second(s)", nullptr, int(seconds));
    if (seconds < 2 * hour)
        return Words::tr("%n minute(s)", nullptr, int(seconds / minute));
    if (seconds < 2 * day)
        return Words::tr("%n hour(s)", nullptr, int(seconds / hour));
    return Words::tr("%n day(s)", nullptr, int(seconds / day));
}
