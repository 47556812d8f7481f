// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "http/dispatcher.h"

#include <QJsonDocument>
#include <QSemaphore>

namespace http {

// Keeps the answer and who gave it.
class Kept final : public Reply
{
public:
    void answer(Response response) override { keep(std::move(response), false); }
    void answerLater(Response response) override { keep(std::move(response), true); }

    const Response &response()
    {
        if (!m_isThere && !m_there.tryAcquire(1, 5000))
            qFatal("no answer came");
        m_isThere = true;
        return m_response;
    }
    bool cameLater() { return response(), m_cameLater; }
    int count() const { return m_count; }
    QByteArray header(QByteArrayView name)
    {
        for (const Header &header : response().headers) {
            if (header.name == name)
                return header.value;
        }
        return {};
    }
    QString code() { return QJsonDocument::fromJson(response().content)[QLatin1StringView("code")].toString(); }

private:
    void keep(Response response, bool later)
    {
        m_response = std::move(response);
        m_cameLater = later;
        ++m_count;
        m_there.release();
    }

    QSemaphore m_there;
    Response m_response;
    std::atomic_int m_count = 0;
    bool m_cameLater = false;
    bool m_isThere = false;
};

Arrival arrival(Method method, const QByteArray &target, const QList<Header> &headers = {},
                const QByteArray &content = {});

// A dispatcher with a few routes, made anew for each test. Made to be a second base of a test class.
class DispatcherFixture
{
protected:
    void begin();
    void end();
    std::shared_ptr<Kept> ask(Arrival arrival)
    {
        auto reply = std::make_shared<Kept>();
        m_dispatcher->dispatch(std::move(arrival), reply);
        return reply;
    }

    std::unique_ptr<Router> m_router;
    std::unique_ptr<Workers> m_workers;
    std::unique_ptr<Dispatcher> m_dispatcher;
    Request m_seen;
    int m_identified = 0;
    QSemaphore m_gate;    // holds the handlers of /hold
    QSemaphore m_entered; // how many of them have begun

private:
    void addRoutes();
};

} // namespace http
