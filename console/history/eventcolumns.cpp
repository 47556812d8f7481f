// SPDX-License-Identifier: GPL-3.0-only
#include "history/eventcolumns.h"

#include "filter.h"
#include "widgets/cells.h"
#include "widgets/sign.h"
#include "widgets/signinwords.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace {

using Event = AdminLoginEvent;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(EventColumns)
};

QString term(const QString &key, const QString &value)
{
    return value.isEmpty() ? QString() : filter::toText({.key = key, .value = value});
}

Column<Event> timeColumn()
{
    return {.name = u"createdAt"_s,
            .title = Words::tr("Time"),
            .read = [](const Event &e) { return cells::time(e.createdAt, Qt::DisplayRole); },
            .sortKey = u"createdAt"_s,
            .furnish = [](const Event &e, int role) { return cells::time(e.createdAt, role); }};
}

// A passkey that this server does not know belongs to nobody, whoever has the address that was said with it.
bool isOfUnknownPasskey(const Event &event)
{
    return !event.userId && event.failureReason == "invalid_passkey"_L1;
}

QVariant personOf(const Event &event, int role)
{
    if (role == PagedModelBase::FilterRole)
        return term(u"email"_s, event.email);
    if (role == Qt::ToolTipRole && !event.userId && !isOfUnknownPasskey(event))
        return Words::tr("Nobody has this address.");
    return cells::person(event.email, role);
}

QVariant resultOf(const Event &event, int role)
{
    switch (role) {
    case Qt::DisplayRole:
        return event.success ? Words::tr("Signed in") : Words::tr("Refused");
    case Qt::DecorationRole:
        return signIcon(event.success ? Sign::Check : Sign::Cross);
    case PagedModelBase::FilterRole:
        return event.success ? u"ok"_s : u"failed"_s;
    default:
        return {};
    }
}

QVariant reasonOf(const Event &event, int role)
{
    switch (role) {
    case Qt::DisplayRole:
        return event.success || event.userId || isOfUnknownPasskey(event)
                   ? signinwords::reason(event.failureReason)
                   : Words::tr("Unknown address");
    case PagedModelBase::FilterRole:
        return term(u"reason"_s, event.failureReason);
    default:
        return {};
    }
}

// Where there is no room for both.
QVariant resultWithReason(const Event &event, int role)
{
    const bool tellsWhy = role == Qt::DisplayRole && !event.success;
    return tellsWhy ? signinwords::reason(event.failureReason) : resultOf(event, role);
}

QVariant methodOf(const Event &event, int role)
{
    switch (role) {
    case Qt::DisplayRole:
        return signinwords::method(event.provider);
    case PagedModelBase::FilterRole:
        return term(u"provider"_s, event.provider);
    default:
        return {};
    }
}

Column<Event> column(const QString &name, const QString &title, QVariant (*give)(const Event &, int))
{
    return {.name = name,
            .title = title,
            .read = [give](const Event &e) { return give(e, Qt::DisplayRole); },
            .furnish = give};
}

} // namespace

EventModel *makeEventModel(ApiClient &client, const QString &path, Tried tried, QObject *parent)
{
    QList<Column<Event>> columns{timeColumn()};
    if (tried == Tried::All)
        columns.append(column(u"person"_s, Words::tr("Person"), personOf));
    columns += {column(u"result"_s, Words::tr("Result"), tried == Tried::All ? resultOf : resultWithReason),
                column(u"reason"_s, Words::tr("Reason"), reasonOf),
                column(u"method"_s, Words::tr("Method"), methodOf),
                column(u"address"_s, Words::tr("Address"),
                       [](const Event &e, int role) { return cells::address(e.ipAddress, role); }),
                column(u"device"_s, Words::tr("Device"),
                       [](const Event &e, int role) {
                           return cells::device(e.deviceName, e.deviceType, e.userAgent, role);
                       }),
                column(u"place"_s, Words::tr("Place"), [](const Event &e, int role) {
                    return role == Qt::DisplayRole ? QVariant(cells::place(e.city, e.country)) : QVariant();
                })};
    return new EventModel(
        client, path, "events"_L1, columns, [](const Event &e) { return e.id; }, parent);
}
