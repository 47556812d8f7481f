// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "http/refusal.h"
#include "http/response.h"

namespace http::wire {

// What the connection and the request ask of an answer's form.
struct Form
{
    bool isHead = false;     // the answer has no body
    bool isHttp10 = false;   // staying open must be said
    bool keepsAlive = true;
};

// The bytes of an answer. `caught` is what QHttpServer made of it: its status line and body are
// used, its head is replaced by ours, which is complete: no sniffing, no caching unless the
// response says otherwise, and no body's fields where no body may be (RFC 9110 section 6.4.1).
QByteArray answer(QByteArrayView caught, const Response &response, const Form &form, const QByteArray &date);

// The answer to what is no request, in the envelope of api.md 2.8; the connection closes after it.
// `id` is its X-Request-Id, by which the log knows it.
QByteArray refusal(Refusal refusal, const QByteArray &id, bool isHead, const QByteArray &date);

// The code of that answer, one of api/codes.h.
const char *codeOf(Refusal refusal);

} // namespace http::wire
