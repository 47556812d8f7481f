// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "support/httpclient.h"

#include <QStringList>

// One request as the document of a system prints it, with the answer that is printed beside it
// (tests/vectors/documents).
struct Sample
{
    QString name = {}; // "POST /auth/login"
    QByteArray method = {};
    QString target = {};
    Headers headers = {};
    QByteArray body = {};
    QString outcome = {};    // "OK", "Created", "Redirect to …"; Browsary's: { status: "ok", token }
    QJsonObject answer = {}; // where the document prints one

    QString path() const { return target.section(u'?', 0, 0); }
    bool isForm() const;
    int status() const; // that the document tells, or else 200

    // The same request with other values; every member of its body has to be given one.
    Sample with(const QJsonObject &values) const;
    Sample withToken(const QString &token) const; // in Authorization
    Sample at(const QString &value) const;        // for the placeholder in the target
    Answer sendBy(HttpClient client) const { return client.send(method, target, headers, body); }

    // What is wrong with an answer that should be the printed one; empty if nothing is.
    QByteArray faultOf(const Answer &answer) const;
};

// All samples of tests/vectors/documents/<system>.txt, or the one of that name; ends the test
// program if there is none.
QList<Sample> samplesOf(const QString &system);
Sample sampleOf(const QString &system, const QString &name);

#define QVERIFY_DOCUMENTED(sample, actual)                                                                   \
    do {                                                                                                     \
        const QByteArray fault = (sample).faultOf(actual);                                                   \
        QVERIFY2(fault.isEmpty(), fault);                                                                    \
    } while (false)
