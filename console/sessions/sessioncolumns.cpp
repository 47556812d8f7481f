// SPDX-License-Identifier: GPL-3.0-only
#include "sessions/sessioncolumns.h"

#include "base/base64url.h"
#include "filter.h"
#include "widgets/cells.h"
#include "widgets/signinwords.h"

#include <QCoreApplication>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(SessionColumns)
};

Column<Session> personColumn()
{
    return {.name = u"person"_s,
            .title = Words::tr("Person"),
            .read = [](const Session &s) { return s.email; },
            .furnish = [](const Session &s, int role) { return cells::person(s.email, role); }};
}

QVariant deviceOf(const Session &session, bool isOwn, int role)
{
    const QVariant usual = cells::device(session.deviceName, session.deviceType, session.userAgent, role);
    const bool isText = role == Qt::DisplayRole || role == Qt::AccessibleTextRole;
    return isOwn && isText ? Words::tr("%1 – this console").arg(usual.toString()) : usual;
}

Column<Session> deviceColumn(ApiClient &client)
{
    return {
        .name = u"device"_s,
        .title = Words::tr("Device"),
        .read =
            [&client](const Session &s) { return deviceOf(s, s.id == ownSession(client), Qt::DisplayRole); },
        .furnish = [&client](const Session &s,
                             int role) { return deviceOf(s, s.id == ownSession(client), role); }};
}

Column<Session> timeColumn(const QString &name, const QString &title, QDateTime Session::*member)
{
    return {.name = name,
            .title = title,
            .read = [member](const Session &s) { return cells::time(s.*member, Qt::DisplayRole); },
            .sortKey = name,
            .furnish = [member](const Session &s, int role) { return cells::time(s.*member, role); }};
}

Column<Session> methodsColumn()
{
    const auto filterOf = [](const Session &s, int role) {
        const bool hasOne = role == PagedModelBase::FilterRole && !s.methods.isEmpty();
        return hasOne ? QVariant(filter::toText({.key = u"method"_s, .value = s.methods.last()}))
                      : QVariant();
    };
    return {.name = u"methods"_s,
            .title = Words::tr("Signed in with"),
            .read = [](const Session &s) { return signinwords::methods(s.methods); },
            .furnish = filterOf};
}

Column<Session> rememberedColumn()
{
    const auto furnish = [](const Session &s, int role) -> QVariant {
        if (role == PagedModelBase::FilterRole)
            return s.remembered ? u"remembered"_s : u"-remembered"_s;
        return role == Qt::ToolTipRole
                   ? Words::tr("Ends by itself: %1").arg(cells::time(s.expiresAt, Qt::ToolTipRole).toString())
                   : QVariant();
    };
    return {.name = u"remembered"_s,
            .title = Words::tr("Remembered"),
            .read = [](const Session &s) { return s.remembered ? Words::tr("Yes") : Words::tr("No"); },
            .furnish = furnish};
}

} // namespace

SessionId ownSession(const ApiClient &client)
{
    const QByteArray payload = client.refreshToken().bytes().split('.').value(1);
    const auto claims = QJsonDocument::fromJson(base64url::decode(payload).value_or(QByteArray())).object();
    return SessionId::fromString(claims.value("sid"_L1).toString());
}

SessionModel *makeSessionModel(ApiClient &client, const QString &path, People people, QObject *parent)
{
    QList<Column<Session>> columns;
    if (people == People::All)
        columns.append(personColumn());
    columns += {deviceColumn(client),
                {.name = u"address"_s,
                 .title = Words::tr("Address"),
                 .read = [](const Session &s) { return s.ipAddress; },
                 .furnish = [](const Session &s, int role) { return cells::address(s.ipAddress, role); }},
                {.name = u"place"_s,
                 .title = Words::tr("Place"),
                 .read = [](const Session &s) { return cells::place(s.city, s.country); }},
                timeColumn(u"createdAt"_s, Words::tr("Signed in"), &Session::createdAt),
                timeColumn(u"lastSeenAt"_s, Words::tr("Last seen"), &Session::lastSeenAt),
                methodsColumn(),
                rememberedColumn()};
    return new SessionModel(
        client, path, "sessions"_L1, columns, [](const Session &s) { return s.id.toString(); }, parent);
}
