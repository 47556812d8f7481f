// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "api/account.h"
#include "api/login.h"
#include "base/result.h"

#include <QObject>

class ApiClient;

// What a server says of itself before anyone signs in.
struct ServerFacts
{
    QString name;
    QString version;
};

// Drives the steps of signing in; each step is one call, and each answer one signal. Only an
// administrator ends up signed in: anyone else's session is ended again at once.
class SignIn : public QObject
{
    Q_OBJECT

public:
    explicit SignIn(ApiClient &client, QObject *parent = nullptr)
        : QObject(parent)
        , m_client(client)
    {}

    void look(); // is there a Gatehouse server, and which?
    void submit(const Credentials &credentials);
    void submitCode(const QString &code);
    void resume(const Secret &refreshToken);
    void choosePassword(const Secret &token, const Secret &password); // with a set-up link's token
    void signOut();

    // The token in a set-up link, or the text itself when it is a bare token; empty for neither.
    static Secret tokenIn(const QString &linkOrToken);

signals:
    void found(const ServerFacts &facts);
    void codeNeeded();
    void passwordChosen();
    void signedIn(const AccountProfile &profile);
    void signedOut();
    void failed(const Error &error);

private:
    void take(const LoginAnswer &answer);
    void meet();

    ApiClient &m_client;
    Secret m_partialToken;
};
