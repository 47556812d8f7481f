// SPDX-License-Identifier: GPL-3.0-only
#include "history/eventexport.h"

#include "api/apiclient.h"
#include "api/paths.h"
#include "errortext.h"
#include "history/csv.h"
#include "widgets/timetext.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace {

constexpr int rowsAtOnce = 200; // the most that the server gives

} // namespace

EventExport::EventExport(ApiClient &client, const ListQuery &query, const QString &fileName, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_query(query)
    , m_file(fileName)
{
    m_query.limit = rowsAtOnce;
    m_query.cursor.clear();
}

// The names of the API, so that a program that reads them needs no second list.
QStringList EventExport::titles()
{
    return {u"createdAt"_s,     u"email"_s,     u"userId"_s,    u"success"_s,
            u"failureReason"_s, u"provider"_s,  u"ipAddress"_s, u"deviceName"_s,
            u"deviceType"_s,    u"userAgent"_s, u"city"_s,      u"country"_s};
}

QStringList EventExport::valuesOf(const AdminLoginEvent &event)
{
    return {timetext::forExport(event.createdAt),
            event.email,
            event.userId ? event.userId->toString() : QString(),
            event.success ? u"true"_s : u"false"_s,
            event.failureReason,
            event.provider,
            event.ipAddress,
            event.deviceName,
            event.deviceType,
            event.userAgent,
            event.city,
            event.country};
}

void EventExport::start()
{
    if (!m_file.open(QIODevice::WriteOnly))
        return fail(tr("The file could not be written. Choose another place."));
    m_file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    m_file.write(csvLine(titles()));
    ask();
}

void EventExport::ask()
{
    m_client.getPage<AdminLoginEvent>(path::adminLoginHistory, "events"_L1, m_query, this,
                                      [this](const Result<Page<AdminLoginEvent>> &page) {
                                          if (m_isOver)
                                              return;
                                          page ? take(*page) : fail(errorText(page.error()));
                                      });
}

void EventExport::take(const Page<AdminLoginEvent> &page)
{
    for (const AdminLoginEvent &event :
         page.items.first(qMin(page.items.size(), qsizetype(mostRows - m_rows)))) {
        m_file.write(csvLine(valuesOf(event)));
        ++m_rows;
    }
    emit progressed(m_rows, int(qMin(page.total, qint64(mostRows))));
    const bool isFull = m_rows >= mostRows;
    if (isFull || !page.nextCursor)
        return end(isFull && page.nextCursor);
    m_query.cursor = *page.nextCursor;
    ask();
}

void EventExport::end(bool isCutShort)
{
    if (!m_file.commit())
        return fail(tr("The file could not be written. Choose another place."));
    m_isOver = true;
    emit finished(m_rows, isCutShort);
    deleteLater();
}

void EventExport::fail(const QString &reason)
{
    m_isOver = true;
    m_file.cancelWriting();
    emit failed(reason);
    deleteLater();
}

void EventExport::cancel()
{
    if (m_isOver)
        return;
    m_isOver = true;
    m_file.cancelWriting();
    emit cancelled();
    deleteLater();
}
