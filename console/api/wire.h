// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "base/result.h"

#include <QSslError>
#include <QUrlQuery>

class QNetworkReply;
class QSslCertificate;
struct ListQuery;

// Between QtNetwork and Result: the only place that knows statuses, headers and network errors.
namespace wire {

// The object of a good answer (empty for 204), or the error rebuilt from the envelope of api.md
// 2.8. Network failures and answers of other servers get a code of localcodes.h.
Result<QJsonObject> content(QNetworkReply &reply);

// Remembers with the reply why its certificate was refused, for content() to tell.
void noteRefused(QNetworkReply &reply, const QSslCertificate &certificate, const QList<QSslError> &errors);

// Whether the server itself answered, however it did.
bool isAnswered(const Result<QJsonObject> &answer);

QUrlQuery toQuery(const ListQuery &query);

} // namespace wire
