// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "api/paths.h"
#include "support/testserver.h"

// A server with an administrator who is signed in. Made to be a second base of a test class.
class AdminFixture
{
protected:
    static QString at(const QString &pattern, const Person &person)
    {
        return path::fill(pattern, person.id.toString());
    }
    Person person() { return m_server.addPerson(QStringLiteral("person%1@example.org").arg(++m_people)); }
    QJsonObject shown(const Person &person)
    {
        return m_admin.get(at(path::adminUser, person)).json().value(QLatin1StringView("user")).toObject();
    }

    TestServer m_server;
    Person m_root;
    HttpClient m_admin{0};
    int m_people = 0;
};
