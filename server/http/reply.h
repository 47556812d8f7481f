// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "http/response.h"

namespace http {

// Who waits for the answer to one request. Exactly one of the two is called, once: an answer that
// is lost would hold its connection for ever.
class Reply
{
public:
    virtual ~Reply() = default;

    virtual void answer(Response response) = 0;      // in the thread that asked
    virtual void answerLater(Response response) = 0; // from any other thread
};

} // namespace http
