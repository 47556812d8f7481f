// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "cleanup.h"
#include "http/dispatcher.h"
#include "http/listener.h"
#include "http/portreservation.h"
#include "login/loginanswers.h"
#include "mail/postman.h"
#include "pages/pageset.h"
#include "runningserver.h"
#include "services.h"

// The server: services, routes, workers and the HTTP front, joined. Lives in the main thread.
class Application
{
public:
    // The detail of an error is for the administrator: what is wrong and what to do.
    static Result<std::unique_ptr<Application>> create(Config config, Clock clock = systemClock());
    ~Application();

    static Clock systemClock();

    Result<> start();
    void stop();

    // Reads the certificate files again, for connections from now on, and takes the providers as they
    // are configured now, with their secrets read again. After an error all is as it was.
    Result<> reload(const QList<Config::Provider> &providers);

    QString url() const; // of the first address, with the real port
    const http::Router &router() const { return m_router; }
    const Services &services() const { return *m_services; }

private:
    Application(std::unique_ptr<Services> services, std::optional<QSslConfiguration> tls,
                std::optional<http::PortReservation> reservation);
    void mountRoutes();

    std::unique_ptr<Services> m_services;
    http::Cookies m_cookies;
    LoginAnswers m_loginAnswers;
    PageSet m_pages;
    http::Identify m_identify;
    http::Router m_router;
    std::unique_ptr<http::Dispatcher> m_dispatcher;
    std::unique_ptr<http::Listener> m_listener;
    std::optional<http::PortReservation> m_reservation;
    RunningServer m_trace;
    Cleanup m_cleanup;
    Postman m_postman;
    http::Workers m_workers; // last, so that it ends first: what runs there uses all the others
};
