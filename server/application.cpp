// SPDX-License-Identifier: GPL-3.0-only
#include "application.h"

#include "access/accessapi.h"
#include "accounts/accountsapi.h"
#include "accounts/emailchangesapi.h"
#include "accounts/registrationsapi.h"
#include "accounts/verificationsapi.h"
#include "external/externalapi.h"
#include "health/healthapi.h"
#include "history/historyapi.h"
#include "http/tlsfiles.h"
#include "login/deactivationapi.h"
#include "login/loginapi.h"
#include "login/recoveryapi.h"
#include "mail/outboxapi.h"
#include "openapi/openapi.h"
#include "pages/pagesapi.h"
#include "passkeys/passkeysapi.h"
#include "passwords/passwordsapi.h"
#include "sessions/ownsessionsapi.h"
#include "sessions/sessionsapi.h"
#include "totp/totpapi.h"

using namespace Qt::StringLiterals;

static Result<std::optional<QSslConfiguration>> tlsOf(const Config &config)
{
    if (!config.usesTls())
        return std::optional<QSslConfiguration>();
    return std::optional(TRY(http::tlsFromFiles(config.tls.certificate, config.tls.key)));
}

static http::ListenerSettings settingsOf(const Config &config, std::optional<QSslConfiguration> tls)
{
    http::ListenerSettings settings{.addresses = {}, .tls = std::move(tls)};
    for (const Config::Endpoint &endpoint : config.server.listen)
        settings.addresses.append({endpoint.address, endpoint.port});
    settings.limits.request.body = config.server.maxBody;
    return settings;
}

static PageSettings pageSettingsOf(const Config &config)
{
    const bool mails = !config.mail.url.isEmpty();
    return {.signup = config.auth.signup,
            .mails = mails,
            .verifies = mails && config.auth.verification == Config::Verification::Mail,
            .minimumPassword = config.password.minLength,
            .returnUrls = config.server.returnUrls};
}

static bool isHttps(const QString &url)
{
    return url.startsWith("https:"_L1);
}

Clock Application::systemClock()
{
    return [] { return QDateTime::currentDateTimeUtc(); };
}

Result<std::unique_ptr<Application>> Application::create(Config config, Clock clock)
{
    std::optional<http::PortReservation> reservation;
    Config::Endpoint &first = config.server.listen.first();
    if (first.port == 0) {
        reservation = TRY(http::reservePort(first.address));
        first.port = reservation->port;
    }
    auto tls = TRY(tlsOf(config));
    auto services = TRY(Services::open(config, config.publicUrl(first.port), std::move(clock)));
    TRY(services->signingKeys.current());
    TRY(services->providers.load(services->config.providers));
    return std::unique_ptr<Application>(new Application(std::move(services), std::move(tls), std::move(reservation)));
}

Application::Application(std::unique_ptr<Services> services, std::optional<QSslConfiguration> tls,
                         std::optional<http::PortReservation> reservation)
    : m_services(std::move(services))
    , m_cookies(isHttps(m_services->addresses.publicUrl))
    , m_loginAnswers(m_cookies, m_services->signOut, m_services->config.auth, m_services->clock)
    , m_pages(pageSettingsOf(m_services->config))
    , m_identify(identifyBy(m_services->callers))
    , m_reservation(std::move(reservation))
    , m_cleanup(*m_services, m_workers)
    , m_postman(m_services->database, m_services->outbox, m_services->links, m_services->config.mail, m_services->clock)
{
    mountRoutes();
    const Config &config = m_services->config;
    const http::Origins origins{.publicUrl = m_services->addresses.publicUrl,
                                .appUrl = config.server.appUrl,
                                .corsOrigins = config.server.corsOrigins};
    m_dispatcher = std::make_unique<http::Dispatcher>(m_router, m_identify, origins,
                                                      http::TrustedProxies(config.server.trustedProxies), m_workers);
    m_listener = std::make_unique<http::Listener>(*m_dispatcher, settingsOf(config, std::move(tls)));
}

Application::~Application()
{
    stop();
}

void Application::mountRoutes()
{
    const Services &s = *m_services;
    mountHealth(m_router, s.database, s.accounts);
    mountSessionStatus(m_router, s.signingKeys, m_cookies);
    mountSessions(m_router, s.sessions, s.sessionList, s.accounts, s.audit);
    mountOwnSessions(m_router, s.sessions, s.sessionList, m_cookies);
    mountRegistrations(m_router, s.registrations, s.signIns, m_loginAnswers, s.config);
    mountLogin(m_router, s.login, s.freshLogin, m_loginAnswers);
    mountSecondFactors(m_router, s.secondFactors, m_loginAnswers);
    mountRefresh(m_router, s.renewal, s.signOut, m_cookies, m_loginAnswers);
    mountLogout(m_router, s.signOut, m_cookies);
    mountPasswords(m_router, s.passwordChanges, s.sessions, s.signIns, m_loginAnswers);
    mountVerifications(m_router, s.verifications, s.signIns, m_loginAnswers, s.addresses);
    mountEmailChanges(m_router, s.emailChanges, s.addresses);
    mountPasswordRequests(m_router, s.passwordRequests);
    mountDeactivation(m_router, s.deactivation, m_cookies);
    mountTotp(m_router, s.totp, s.secondFactors, s.accounts, s.sessions, m_loginAnswers);
    mountTotpAdministration(m_router, s.totpAdministration);
    mountPasskeys(m_router, s.passkeys, s.passkeyRegistration);
    mountPasskeyLogin(m_router, s.passkeyLogin, m_loginAnswers);
    mountPasskeyAdministration(m_router, s.passkeys, s.passkeyDoctor, s.accounts);
    mountExternalSignIn(m_router, s.externalSignIn, s.callers, m_loginAnswers, m_cookies, s.addresses);
    mountExternalRegistration(m_router, s.externalRegistration, s.signIns, m_loginAnswers, m_cookies, s.addresses);
    mountExternalLinks(m_router, s.externalLinks, s.providers);
    mountExternalAdministration(m_router, s.externalLinks, s.providers, s.accounts);
    mountAccounts(m_router, s.accounts, s.registrations, s.throttle, s.audit, m_identify);
    mountHistory(m_router, s.history, s.accounts);
    mountOpenApi(m_router);
    mountPages(m_router, m_pages);
    mountOutbox(m_router, s.outbox, s.outboxList, s.audit, s.config.mail);
}

Result<> Application::start()
{
    TRY(m_listener->start());
    m_reservation.reset();
    TRY(m_trace.announce(m_services->config.dataDirectory, m_services->addresses.publicUrl));
    m_cleanup.start();
    m_postman.start();
    return {};
}

void Application::stop()
{
    m_postman.stop();
    m_cleanup.stop();
    m_listener->stop();
}

Result<> Application::reload(const QList<Config::Provider> &providers)
{
    const auto tls = TRY(tlsOf(m_services->config));
    TRY(m_services->providers.load(providers));
    if (tls)
        m_listener->reloadTls(*tls);
    return {};
}

QString Application::url() const
{
    const auto [address, port] = m_listener->addresses().first();
    const bool isIpv6 = address.protocol() == QAbstractSocket::IPv6Protocol;
    const QString host = isIpv6 ? u'[' + address.toString() + u']' : address.toString();
    const QString scheme = m_services->config.usesTls() ? u"https"_s : u"http"_s;
    return scheme + u"://"_s + host + u':' + QString::number(port);
}
