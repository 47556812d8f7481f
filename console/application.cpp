// SPDX-License-Identifier: GPL-3.0-only
#include "application.h"

#include "connection/address.h"
#include "connection/connectwindow.h"
#include "errortext.h"
#include "mainwindow.h"
#include "widgets/plainwords.h"

#include <QApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QSettings>

using namespace Qt::StringLiterals;

Application::Application(QObject *parent)
    : QObject(parent)
    , m_client(QUrl())
    , m_signIn(m_client)
{
    PlainWords::installOn(*qApp);
    m_theme.apply();
    speak();
    buildConnectWindow();
    m_client.setRefreshTokenSource([this](auto found) { askKeyring(std::move(found)); });
    connect(&m_client, &ApiClient::tokensChanged, this, &Application::keepTokens);
    connect(&m_keeper, &TokenKeeper::unavailable, this, [this] {
        if (m_mainWindow)
            m_mainWindow->explainSessionEnd();
    });
    connect(&m_client, &ApiClient::sessionEnded, this, [this] {
        m_keeper.forget(m_connectWindow->server().url);
        if (m_mainWindow)
            leave(errorText({.code = localcode::sessionEnded}));
    });
}

Application::~Application() = default;

void Application::buildConnectWindow()
{
    auto window = std::make_unique<ConnectWindow>(m_client, m_signIn, m_keeper);
    if (m_connectWindow)
        window->takeOver(*m_connectWindow);
    m_connectWindow = std::move(window);
    connect(m_connectWindow.get(), &ConnectWindow::entered, this, &Application::enter);
}

void Application::start(const QString &address)
{
    m_connectWindow->show();
    m_connectWindow->start(address::fromText(address));
}

// Installs the words of the chosen language, else of the system's.
void Application::speak()
{
    const QString language = QSettings().value(u"language"_s).toString();
    const QLocale locale = language.isEmpty() ? QLocale::system() : QLocale(language);
    QLocale::setDefault(locale);
    QApplication::setLayoutDirection(locale.textDirection());
    // Where there is no translation the English one still says plurals right.
    if (m_translator.load(locale, u"gatehouse-console"_s, u"_"_s, u":/i18n"_s) ||
        m_translator.load(u":/i18n/gatehouse-console_en.qm"_s))
        QApplication::installTranslator(&m_translator);
    else
        QApplication::removeTranslator(&m_translator);
    if (m_qtTranslator.load(locale, u"qtbase"_s, u"_"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QApplication::installTranslator(&m_qtTranslator);
    else
        QApplication::removeTranslator(&m_qtTranslator);
}

void Application::enter(const AccountProfile &profile)
{
    m_profile = profile;
    keepTokens();
    openWindow();
    m_connectWindow->hide();
}

void Application::openWindow()
{
    m_mainWindow = std::make_unique<MainWindow>(m_client, m_theme, m_profile, m_connectWindow->server());
    connect(m_mainWindow.get(), &MainWindow::signOutWanted, this, &Application::signOut,
            Qt::QueuedConnection);
    connect(m_mainWindow.get(), &MainWindow::serverChangeWanted, this, &Application::changeServer,
            Qt::QueuedConnection);
    connect(m_mainWindow.get(), &MainWindow::languageWanted, this, &Application::useLanguage,
            Qt::QueuedConnection);
    m_mainWindow->show();
    if (!m_connectWindow->wantsToStay())
        m_mainWindow->explainSessionEnd();
}

// Back to the first window; whoever signs in next is nobody yet.
void Application::closeWindow()
{
    m_profile = {};
    m_connectWindow->show();
    m_mainWindow->close();                 // remembers its place
    m_mainWindow.release()->deleteLater(); // may be on the stack
}

void Application::leave(const QString &why)
{
    closeWindow();
    m_connectWindow->askForPassword(why);
}

void Application::signOut()
{
    m_keeper.forget(m_connectWindow->server().url);
    m_signIn.signOut();
    leave(tr("You are signed out."));
}

// The session with the present server stays in the keyring, to come back to.
void Application::changeServer()
{
    closeWindow();
    m_connectWindow->askForServer();
}

void Application::useLanguage(const QString &language)
{
    QSettings().setValue(u"language"_s, language);
    speak();
    m_mainWindow->remember();
    buildConnectWindow();
    openWindow();
}

// While signing in it is not clear yet whether the session may be kept.
void Application::keepTokens()
{
    if (m_profile.id.isValid() && m_connectWindow->wantsToStay() && m_client.hasTokens())
        m_keeper.keep(m_connectWindow->server().url, m_client.refreshToken());
}

// Another console may have refreshed the same session in between: its token is the one that counts.
void Application::askKeyring(std::function<void(const Secret &)> found)
{
    if (!m_connectWindow->wantsToStay())
        return found({});
    m_keeper.find(m_connectWindow->server().url, this, [this, found](const Secret &kept) {
        found(TokenKeeper::areOfOneSession(kept, m_client.refreshToken()) ? kept : Secret());
    });
}
