// SPDX-License-Identifier: GPL-3.0-only
#include "http/wire.h"

#include "http/requestid.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace http::wire {

static bool hasHeader(const Response &response, QByteArrayView name)
{
    return std::any_of(response.headers.begin(), response.headers.end(), [&](const Header &header) {
        return header.name.compare(name, Qt::CaseInsensitive) == 0;
    });
}

static void appendField(QByteArray &out, QByteArrayView name, QByteArrayView value)
{
    out.append(name).append(": ").append(value).append("\r\n");
}

static void appendConnection(QByteArray &out, const Form &form)
{
    if (!form.keepsAlive)
        out.append("Connection: close\r\n");
    else if (form.isHttp10)
        out.append("Connection: keep-alive\r\n");
}

static bool mayHaveBody(int status)
{
    return status != 204 && status != 304;
}

static void appendFields(QByteArray &out, const Response &response, const Form &form, const QByteArray &date)
{
    appendField(out, "Date", date);
    if (mayHaveBody(response.status)) {
        if (!response.contentType.isEmpty())
            appendField(out, "Content-Type", response.contentType);
        appendField(out, "Content-Length", QByteArray::number(response.content.size()));
    }
    for (const Header &header : response.headers)
        appendField(out, header.name, header.value);
    if (!hasHeader(response, "Cache-Control"))
        out.append("Cache-Control: no-store\r\n");
    out.append("X-Content-Type-Options: nosniff\r\n");
    appendConnection(out, form);
    out.append("\r\n");
}

QByteArray answer(QByteArrayView caught, const Response &response, const Form &form, const QByteArray &date)
{
    const qsizetype line = caught.indexOf("\r\n");
    const qsizetype head = caught.indexOf("\r\n\r\n");
    if (line < 0 || head < 0)
        return refusal(Refusal::Internal, newRequestId(), form.isHead, date);
    QByteArray out;
    out.reserve(512 + response.content.size());
    out.append(caught.first(line + 2));
    appendFields(out, response, form, date);
    if (!form.isHead && mayHaveBody(response.status))
        out.append(caught.sliced(head + 4));
    return out;
}

const char *codeOf(Refusal refusal)
{
    switch (refusal) {
    case Refusal::BadRequest: return code::badRequest;
    case Refusal::RequestTimeout: return code::requestTimeout;
    case Refusal::PayloadTooLarge: return code::payloadTooLarge;
    case Refusal::UriTooLong: return code::uriTooLong;
    case Refusal::ExpectationFailed: return code::expectationFailed;
    case Refusal::HeadersTooLarge: return code::headersTooLarge;
    case Refusal::Internal: return code::internalServerError;
    case Refusal::NotImplemented: return code::notImplemented;
    case Refusal::ServerBusy: return code::serverBusy;
    case Refusal::VersionNotSupported: return code::httpVersionNotSupported;
    }
    return code::badRequest;
}

QByteArray refusal(Refusal refusal, const QByteArray &id, bool isHead, const QByteArray &date)
{
    const char *code = codeOf(refusal);
    const auto sentence = QString::fromLatin1(code::sentence(code));
    Response response =
        json({{"code"_L1, QLatin1StringView(code)}, {"error"_L1, sentence}, {"message"_L1, sentence}},
             int(refusal));
    response.addHeader("X-Request-Id", id);
    if (refusal == Refusal::ServerBusy)
        response.addHeader("Retry-After", "1");
    const auto reason = reasonOf(refusal);
    QByteArray out = "HTTP/1.1 " + QByteArray::number(response.status) + ' ';
    out.append(reason.data(), qsizetype(reason.size())).append("\r\n");
    appendFields(out, response, {.keepsAlive = false}, date);
    return isHead ? out : out + response.content;
}

} // namespace http::wire
