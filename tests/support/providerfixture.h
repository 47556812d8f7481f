// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "support/rogueprovider.h"

// A server with a rogue for a provider, and what tests of the way over it say all the time. Made to
// be a second base of a test class.
class ProviderFixture
{
protected:
    using Family = ProviderTrip::Family;

    // Starts the server. It knows two good variants of the rogue: `good`, and `trusted`, whose
    // addresses it believes.
    void start(const QStringList &settings = {})
    {
        const QString good = QStringLiteral("good");
        const QString trusted = QStringLiteral("trusted");
        const QStringList limits{QStringLiteral("throttle.registrations_per_client=1000"),
                                 QStringLiteral("throttle.refreshes_per_client=1000")}; // ways begun, too
        m_server = std::make_unique<TestServer>(provider(good, good) + provider(trusted, trusted, true)
                                                + limits + settings);
    }
    QStringList provider(const QString &name, const QString &variant, bool isTrusted = false) const
    {
        return m_rogue.settings(name, variant, secretFile(), isTrusted);
    }
    QString secretFile() const
    {
        QFile file(m_folder.filePath(QStringLiteral("secret")));
        if (!file.exists() && file.open(QIODevice::WriteOnly))
            file.write("s3cret+/ value\n");
        return file.fileName();
    }

    QString newAddress() { return QStringLiteral("person%1@example.org").arg(++m_people); }
    QString newSubject() { return QStringLiteral("subject-%1").arg(++m_people); }

    // Somebody who has proven that the address is his own.
    Person proven(const QString &email) const
    {
        const Person person = m_server->addPerson(email);
        prepared(m_server->services().accounts.setEmailProven(person.id));
        return person;
    }
    HttpClient browserOf(const Person &person) const
    {
        HttpClient browser = m_server->browser();
        browser.post(path::login, person.credentials());
        return browser;
    }

    Answer cameAs(HttpClient &browser, const QString &subject, const QString &email,
                  const QString &provider = QStringLiteral("good"))
    {
        return ProviderTrip(*m_server, browser, provider).as(subject, email).comeBack();
    }

    // Out and back to link, from a page of the server's own.
    ProviderTrip linking(HttpClient &browser, const QString &provider = QStringLiteral("good"))
    {
        return {*m_server,
                browser,
                provider,
                Family::OAuth,
                QStringLiteral("?flow=link"),
                {{"Sec-Fetch-Site", "same-origin"}}};
    }

    QString url(const QString &path) const { return m_server->publicUrl() + path; }
    QString error(const QString &code) const { return url(QStringLiteral("/login?error=") + code); }

    // Where an answer sends the browser; what it is instead, if it sends it nowhere.
    static QString targetOf(const Answer &answer)
    {
        return answer.status == 302 ? QString::fromLatin1(answer.header("location"))
                                    : QString::number(answer.status) + QString::fromUtf8(answer.body);
    }
    static bool isIn(HttpClient &browser) { return browser.get(path::account).status == 200; }
    static QJsonObject userOf(HttpClient &browser)
    {
        return browser.get(path::account).json().value(QLatin1StringView("user")).toObject();
    }
    static QJsonArray linksOf(HttpClient &browser)
    {
        return browser.get(path::connectedAccounts).json().value(QLatin1StringView("accounts")).toArray();
    }
    qint64 links() const
    {
        return m_server->number(QStringLiteral("SELECT count(*) FROM external_accounts"));
    }

    QTemporaryDir m_folder;
    RogueProvider m_rogue;
    std::unique_ptr<TestServer> m_server;
    int m_people = 0;
};
