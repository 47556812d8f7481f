// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "http/reply.h"

#include <QHttpServerResponder>
#include <QMutex>

#include <memory>
#include <optional>

class QObject;

namespace http {

class Gate;

// Keeps QHttpServer's responder while a request of its gate is being handled. A worker may outlive
// gate and loop: its answer then goes nowhere.
class Exchange final : public Reply, public std::enable_shared_from_this<Exchange>
{
public:
    // `loop` is an object of the gate's thread.
    Exchange(Gate &gate, QObject &loop) : m_gate(&gate), m_loop(&loop) {}

    void begin(QHttpServerResponder &&responder) { m_responder.emplace(std::move(responder)); }
    void answer(Response response) override;
    void answerLater(Response response) override;
    void abandon(); // in the gate's thread, before the gate goes

private:
    Gate *m_gate; // used only in its own thread
    std::optional<QHttpServerResponder> m_responder;
    QMutex m_mutex; // guards m_loop
    QObject *m_loop;
};

} // namespace http
