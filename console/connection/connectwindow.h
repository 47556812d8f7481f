// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "api/signin.h"
#include "connection/serverlist.h"

#include <QStackedWidget>
#include <QWidget>

class ApiClient;
class CodeStep;
class ServerStep;
class SetUpStep;
class SignInStep;
class Step;
class TokenKeeper;

// The first window: from an address to an administrator's session.
class ConnectWindow : public QWidget
{
    Q_OBJECT

public:
    ConnectWindow(ApiClient &client, SignIn &signIn, TokenKeeper &keeper, QWidget *parent = nullptr);

    // Goes on with this server, or the one used last if it is not valid, and with the session that
    // the keyring has of it.
    void start(const QUrl &url = {});
    // Asks for another server, or for the password again, saying why.
    void askForServer();
    void askForPassword(const QString &why);

    const RememberedServer &server() const { return m_server; }
    bool wantsToStay() const { return m_wantsToStay; }

    // Knows what the other window knows of the present server.
    void takeOver(const ConnectWindow &other);

signals:
    void entered(const AccountProfile &profile);

private:
    void build();
    void connectSteps();
    void go(Step *step);
    void reach(const QUrl &url, const QByteArray &certificate);
    void meetServer(const ServerFacts &facts);
    void enter(const AccountProfile &profile);
    void showFailure(const Error &error);

    ApiClient &m_client;
    SignIn &m_signIn;
    TokenKeeper &m_keeper;
    RememberedServer m_server;
    ServerFacts m_facts;
    bool m_wantsToStay = true;
    bool m_isResuming = false;
    QStackedWidget *m_steps;
    ServerStep *m_serverStep;
    SignInStep *m_signInStep;
    CodeStep *m_codeStep;
    SetUpStep *m_setUpStep;
};
