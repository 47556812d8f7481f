// SPDX-License-Identifier: GPL-3.0-only
#include "api/wire.h"

#include "api/codes.h"
#include "api/localcodes.h"
#include "api/page.h"
#include "base/json.h"

#include <QNetworkReply>
#include <QSslCertificate>
#include <QSslConfiguration>

using namespace Qt::StringLiterals;

namespace {

Error::Kind kindOf(int status)
{
    switch (status) {
    case 401:
        return Error::Kind::Unauthenticated;
    case 403:
        return Error::Kind::Forbidden;
    case 404:
        return Error::Kind::NotFound;
    case 409:
        return Error::Kind::Conflict;
    case 429:
        return Error::Kind::TooMany;
    case 503:
        return Error::Kind::Unavailable;
    default:
        return status >= 500 ? Error::Kind::Internal : Error::Kind::Invalid;
    }
}

const char *codeOf(QNetworkReply::NetworkError error)
{
    switch (error) {
    case QNetworkReply::ConnectionRefusedError:
        return localcode::refused;
    case QNetworkReply::HostNotFoundError:
        return localcode::hostNotFound;
    case QNetworkReply::TimeoutError:
    case QNetworkReply::OperationCanceledError:
        return localcode::timedOut; // the transfer timeout aborts
    case QNetworkReply::SslHandshakeFailedError:
        return localcode::tlsFailed;
    case QNetworkReply::RemoteHostClosedError:
        return localcode::connectionLost;
    case QNetworkReply::ProtocolFailure:
    case QNetworkReply::ProtocolUnknownError:
        return localcode::notGatehouse;
    default:
        return localcode::unreachable;
    }
}

Error envelope(const QJsonObject &body, int status, int retryAfter)
{
    Error error{.kind = kindOf(status),
                .code = body.value("code"_L1).toString().toLatin1(),
                .retryAfter = retryAfter,
                .extra = body};
    const QJsonObject codes = body.value("codes"_L1).toObject();
    for (auto it = codes.begin(); it != codes.end(); ++it)
        error.fields.append({it.key(), it.value().toString().toLatin1()});
    for (const auto known : {"code"_L1, "error"_L1, "message"_L1, "codes"_L1, "errors"_L1, "status"_L1})
        error.extra.remove(known);
    return error;
}

// Why a browser would warn, in words of the program, not of the reader.
QString reasonOf(const QList<QSslError> &errors)
{
    for (const QSslError &error : errors) {
        switch (error.error()) {
        case QSslError::CertificateExpired:
            return u"expired"_s;
        case QSslError::CertificateNotYetValid:
            return u"not_yet_valid"_s;
        case QSslError::HostNameMismatch:
            return u"other_name"_s;
        case QSslError::CertificateRevoked:
        case QSslError::CertificateBlacklisted:
            return u"revoked"_s;
        default:
            break;
        }
    }
    return u"unknown_issuer"_s;
}

constexpr char refusedProperty[] = "refusedCertificate";

} // namespace

void wire::noteRefused(QNetworkReply &reply, const QSslCertificate &certificate,
                       const QList<QSslError> &errors)
{
    const QByteArray digest = certificate.digest(QCryptographicHash::Sha256);
    reply.setProperty(refusedProperty,
                      QJsonObject{{u"fingerprint"_s, QString::fromLatin1(digest.toHex())},
                                  {u"subject"_s, certificate.subjectDisplayName()},
                                  {u"issuer"_s, certificate.issuerDisplayName()},
                                  {u"expires"_s, certificate.expiryDate().toUTC().toString(Qt::ISODate)},
                                  {u"reason"_s, reasonOf(errors)}});
}

Result<QJsonObject> wire::content(QNetworkReply &reply)
{
    const QJsonObject refused = reply.property(refusedProperty).toJsonObject();
    if (!refused.isEmpty())
        return Error{.kind = Error::Kind::Unavailable, .code = localcode::tlsUntrusted, .extra = refused};
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const bool isCutOff = status == 0 || reply.error() == QNetworkReply::RemoteHostClosedError ||
                          reply.error() == QNetworkReply::OperationCanceledError;
    if (isCutOff)
        return Error{
            .kind = Error::Kind::Unavailable, .code = codeOf(reply.error()), .detail = reply.errorString()};
    if (status == 204)
        return QJsonObject();

    const auto body = json::parse(reply.readAll());
    const bool isOurs = body && (status < 300 || (status >= 400 && body->value("code"_L1).isString()));
    if (!isOurs)
        return Error{.kind = Error::Kind::Internal, .code = localcode::notGatehouse};
    if (status < 300)
        return *body;
    return envelope(*body, status, reply.rawHeader("Retry-After").toInt());
}

bool wire::isAnswered(const Result<QJsonObject> &answer)
{
    static const QList<QByteArray> unanswered{
        localcode::hostNotFound,   localcode::refused,   localcode::unreachable, localcode::timedOut,
        localcode::connectionLost, localcode::tlsFailed, localcode::tlsUntrusted};
    return answer || !unanswered.contains(answer.error().code);
}

QUrlQuery wire::toQuery(const ListQuery &query)
{
    QUrlQuery out;
    const auto add = [&out](const QString &key, const QString &value) {
        if (!value.isEmpty()) // encoded by hand: QUrlQuery leaves '+' as it is, servers read a blank
            out.addQueryItem(key, QString::fromLatin1(QUrl::toPercentEncoding(value)));
    };
    add(u"search"_s, query.search);
    add(u"filter"_s, query.filter);
    add(u"sort"_s, query.sort);
    add(u"limit"_s, QString::number(query.limit));
    add(u"cursor"_s, query.cursor);
    return out;
}
