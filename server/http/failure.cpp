// SPDX-License-Identifier: GPL-3.0-only
#include "http/failure.h"

#include "http/log.h"

#include <algorithm>
#include <iterator>

using namespace Qt::StringLiterals;

namespace http {

namespace {

using Kind = Error::Kind;

int statusOf(Kind kind)
{
    switch (kind) {
    case Kind::Invalid: return 400;
    case Kind::Unauthenticated: return 401;
    case Kind::Forbidden: return 403;
    case Kind::NotFound: return 404;
    case Kind::Conflict: return 409;
    case Kind::TooMany: return 429;
    case Kind::Unavailable: return 503;
    case Kind::Internal: return 500;
    }
    return 500;
}

// The few codes whose status is not that of their kind, or differs by face; 0 is the kind's status.
struct Exception
{
    const char *code;
    int oCore;
    int browsary;
    int mrDemonWolf;
    int admin;
};

constexpr Exception exceptions[] = {
    {code::unsupportedMediaType, 415, 415, 415, 415},
    {code::payloadTooLarge, 413, 413, 413, 413},
    {code::methodNotAllowed, 405, 405, 405, 405},
    {code::invalidCredentials, 401, 401, 400, 401},
    {code::registrationDisabled, 403, 403, 409, 403},
    {code::emailNotVerified, 403, 400, 403, 0},
};

int onFace(const Exception &exception, Face face)
{
    switch (face) {
    case Face::OCore: return exception.oCore;
    case Face::Browsary: return exception.browsary;
    case Face::MrDemonWolf: return exception.mrDemonWolf;
    case Face::Admin: return exception.admin;
    }
    return 0;
}

int statusOf(const Error &error, Face face)
{
    const auto *found =
        std::find_if(std::begin(exceptions), std::end(exceptions),
                     [&](const Exception &exception) { return error.code == exception.code; });
    const int exceptional = found == std::end(exceptions) ? 0 : onFace(*found, face);
    return exceptional ? exceptional : statusOf(error.kind);
}

QString sentenceOf(const QByteArray &code)
{
    return QString::fromLatin1(code::sentence(code));
}

void addFields(QJsonObject &body, const QList<FieldError> &fields)
{
    QJsonObject codes;
    QJsonObject errors;
    for (const FieldError &fault : fields) {
        codes.insert(fault.field, QString::fromLatin1(fault.code));
        errors.insert(fault.field, sentenceOf(fault.code));
    }
    body.insert("codes"_L1, codes);
    body.insert("errors"_L1, errors);
}

QJsonObject envelope(const Error &error, Face face)
{
    const QString sentence = sentenceOf(error.code);
    QJsonObject body{
        {"code"_L1, QString::fromLatin1(error.code)}, {"error"_L1, sentence}, {"message"_L1, sentence}};
    if (error.code == code::validationFailed)
        addFields(body, error.fields);
    if (face == Face::Browsary)
        body.insert("status"_L1, "error"_L1);
    for (auto member = error.extra.begin(); member != error.extra.end(); ++member)
        body.insert(member.key(), member.value());
    return body;
}

// What must not be shown is logged and told as an internal error. Why the server can't do its work is
// for the log as well.
Error showable(const Error &error, const QByteArray &requestId)
{
    if (error.code == code::serverBusy && !error.detail.isEmpty())
        qCWarning(httpLog, "id=%s unavailable: %s", requestId.constData(), qUtf8Printable(error.detail));
    if (error.kind != Kind::Internal)
        return error;
    qCCritical(httpLog, "id=%s failed: %s %s", requestId.constData(), error.code.constData(),
               qUtf8Printable(error.detail));
    return Error{Kind::Internal, code::internalServerError};
}

int retryAfter(const Error &error)
{
    if (error.retryAfter > 0)
        return error.retryAfter;
    return error.kind == Kind::TooMany || error.code == code::serverBusy ? 1 : 0;
}

} // namespace

Response failure(const Error &error, Face face, const QByteArray &requestId)
{
    const Error shown = showable(error, requestId);
    Response response = json(envelope(shown, face), statusOf(shown, face));
    if (const int seconds = retryAfter(shown))
        response.addHeader("Retry-After", QByteArray::number(seconds));
    if (response.status == 401)
        response.addHeader("WWW-Authenticate", "Bearer");
    return response;
}

} // namespace http
