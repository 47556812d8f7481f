// SPDX-License-Identifier: GPL-3.0-only
#include "http/exchange.h"

#include "http/gate.h"

namespace http {

// The responder is gone before the gate goes on: Qt 6.8 plays no further request while it lives.
void Exchange::answer(Response response)
{
    if (!m_gate || !m_responder)
        return;
    m_responder->write(response.content, response.contentType,
                       QHttpServerResponder::StatusCode(response.status));
    m_responder.reset();
    m_gate->send(response);
}

void Exchange::answerLater(Response response)
{
    const QMutexLocker lock(&m_mutex);
    if (!m_loop)
        return;
    const auto deliver = [self = shared_from_this(), response = std::move(response)] {
        self->answer(response);
    };
    QMetaObject::invokeMethod(m_loop, deliver, Qt::QueuedConnection);
}

void Exchange::abandon()
{
    m_responder.reset();
    m_gate = nullptr;
    const QMutexLocker lock(&m_mutex);
    m_loop = nullptr;
}

} // namespace http
