// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "application.h"
#include "support/fixedclock.h"
#include "support/httpclient.h"

#include <QTemporaryDir>
#include <QThread>

// Somebody whom a test has made.
struct Person
{
    AccountId id = {};
    QString email = {};
    QString password = {};
    QByteArray totpSecret = {}; // empty without two-factor
    QStringList recoveryCodes = {};

    QJsonObject credentials() const
    {
        return {{QStringLiteral("email"), email}, {QStringLiteral("password"), password}};
    }
    FormFields formCredentials() const
    {
        return {{QStringLiteral("email"), email}, {QStringLiteral("password"), password}};
    }
};

struct PersonWish
{
    QString email;
    QString name = QStringLiteral("Ada Lovelace");
    QString password = QStringLiteral("correct horse 7");
    std::optional<QString> username = {};
    bool isAdmin = false;
    bool emailVerified = true;
    bool hasPassword = true;
    bool hasTwoFactor = false;
};

// The whole server on a free port of loopback, with a data directory of its own, a clock that only
// the test moves and cheap password hashing. It lives in a thread of its own, so that a test may
// block on its sockets.
class TestServer
{
public:
    // `settings` are as for --set: "section.key=value".
    explicit TestServer(const QStringList &settings = {});
    ~TestServer();
    Q_DISABLE_COPY(TestServer)

    void restart(); // with the same data, on another port

    quint16 port() const { return m_port; }
    QString publicUrl() const { return services().addresses.publicUrl; }
    QString dataDirectory() const { return m_folder.path(); }
    const Services &services() const { return m_application->services(); }
    const http::Router &router() const { return m_application->router(); }
    FixedClock &clock() { return m_clock; }

    HttpClient client() const { return HttpClient(m_port); }
    HttpClient browser() const { return HttpClient::browser(m_port); }

    // Straight through the services. addPerson("ada@example.org") is a verified user.
    Person add(const PersonWish &wish) const;
    Person addPerson(const QString &email) const { return add({.email = email}); }
    Person addAdmin(const QString &email) const { return add({.email = email, .isAdmin = true}); }
    Person addWithTwoFactor(const QString &email) const
    {
        return add({.email = email, .hasTwoFactor = true});
    }
    void enableTwoFactor(Person &person) const; // uses up the code of the present half minute

    // The JSON answer to POST /api/auth/login.
    Answer signIn(const Person &person) const { return signIn(person, client()); }
    Answer signIn(const Person &person, HttpClient client) const;
    QString accessToken(const Person &person); // of a new session, past the second factor if there is one
    HttpClient signedIn(const Person &person) { return client().as(accessToken(person)); }

    // The code that the person's telephone shows now; and one that was not used before, for which
    // half a minute passes.
    QString codeOf(const Person &person, int stepsAway = 0) const;
    QString nextCodeOf(const Person &person);
    QString wrongCodeOf(const Person &person) const { return codeOf(person, 1000); }

    // Straight from the database.
    qint64 number(const QString &sql, const QVariantList &values = {}) const;
    QString column(const QString &sql, const QVariantList &values = {}) const; // of the first row, as text
    QList<AdminLoginEvent> eventsOf(const QString &email) const;               // newest first
    QByteArray resetToken(const Person &person, bool mailed = true) const;

private:
    void start();
    void stop();

    QTemporaryDir m_folder;
    QStringList m_settings;
    FixedClock m_clock;
    QThread m_thread;
    QObject m_inThread;
    std::unique_ptr<Application> m_application;
    quint16 m_port = 0;
};

// Ends the test program if a preparation failed.
template<class T>
T prepared(Result<T> result)
{
    if (!result)
        qFatal("%s: %s", result.error().code.constData(), qPrintable(result.error().detail));
    if constexpr (!std::is_void_v<T>)
        return *std::move(result);
}
