// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "support/apidescription.h"
#include "support/httpclient.h"

#include <QSet>

// Which example of the API's description to send, and what only a test can know of it.
struct ExampleWish
{
    QString id;               // of the operation
    QJsonObject instead = {}; // members of the body
    QString argument = {};    // of the path
    QString example = {};     // empty: the first
};

// Sends examples to a server and holds the answers against what is described.
class ApiExamples
{
public:
    Answer ask(const ApiDescription &api, HttpClient &client, const ExampleWish &wish);

    const QString &fault() const { return m_fault; } // of the last answer; empty if there is none
    const QSet<QString> &asked() const { return m_asked; }
    void count(const QString &id) { m_asked.insert(id); } // asked by other means

private:
    QString m_fault;
    QSet<QString> m_asked;
};
