// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "api/passkey.h"
#include "api/paths.h"
#include "support/softauthenticator.h"
#include "support/testserver.h"

#include <QJsonArray>

// A server with people who have passkeys.
struct PasskeyFixture
{
    TestServer server;
    int people = 0;

    Person person() { return server.addPerson(QStringLiteral("person%1@example.org").arg(++people)); }
    SoftAuthenticator authenticator(int algorithm = SoftAuthenticator::es256) const
    {
        return SoftAuthenticator(server.publicUrl(), algorithm);
    }

    static QJsonObject publicKeyOf(const Answer &begun) { return begun.json().value(QLatin1StringView("publicKey")).toObject(); }

    static Answer add(HttpClient &client, SoftAuthenticator &authenticator, const QString &query = {})
    {
        const QJsonObject options = publicKeyOf(client.post(path::passkeyRegisterBegin));
        return client.post(path::passkeyRegisterFinish + query, authenticator.create(options));
    }

    // Somebody new with one passkey in this authenticator.
    Person owner(SoftAuthenticator &authenticator)
    {
        const Person person = this->person();
        HttpClient client = server.signedIn(person);
        const Answer added = add(client, authenticator);
        if (added.status != 201)
            qFatal("no passkey: %d %s", added.status, added.body.constData());
        return person;
    }

    QJsonObject loginOptions(const QString &email = {}) const
    {
        const QJsonObject body = email.isEmpty() ? QJsonObject() : QJsonObject{{QStringLiteral("email"), email}};
        return publicKeyOf(server.client().post(path::passkeyLoginBegin, body));
    }
    Answer finish(const QJsonObject &credential, const QString &query = {}) const
    {
        return server.client().post(path::passkeyLoginFinish + query, credential);
    }
    Answer signIn(SoftAuthenticator &authenticator, const QString &email = {}) const
    {
        return finish(authenticator.get(loginOptions(email)));
    }
};
