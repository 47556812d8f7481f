// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "api/apiclient.h"
#include "api/signin.h"
#include "api/tokenkeeper.h"
#include "theme.h"

#include <QTranslator>

#include <memory>

class ConnectWindow;
class MainWindow;

// Builds and joins everything: one client, one session, and the window that belongs to it.
class Application : public QObject
{
    Q_OBJECT

public:
    explicit Application(QObject *parent = nullptr);
    ~Application() override;

    // With the server in this address, or else the one used last.
    void start(const QString &address);

private:
    void speak();
    void buildConnectWindow();
    void enter(const AccountProfile &profile);
    void openWindow();
    void closeWindow();
    void leave(const QString &why);
    void changeServer();
    void signOut();
    void useLanguage(const QString &language);
    void keepTokens();
    void askKeyring(std::function<void(const Secret &)> found);

    Theme m_theme;
    QTranslator m_translator;
    QTranslator m_qtTranslator;
    ApiClient m_client;
    SignIn m_signIn;
    TokenKeeper m_keeper;
    AccountProfile m_profile;
    std::unique_ptr<ConnectWindow> m_connectWindow;
    std::unique_ptr<MainWindow> m_mainWindow;
};
