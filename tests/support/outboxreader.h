// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "support/testserver.h"

// The mails that a server under test has written, newest first.
inline QList<Letter> lettersTo(const TestServer &server, const QString &recipient)
{
    QList<Letter> letters;
    const auto page = prepared(server.services().outboxList.page({.search = recipient, .limit = 200}));
    for (const ListedMail &listed : page.items)
        letters.append(prepared(server.services().outbox.open(listed.row)));
    return letters;
}

inline QList<QByteArray> kindsTo(const TestServer &server, const QString &recipient)
{
    QList<QByteArray> kinds;
    for (const Letter &letter : lettersTo(server, recipient))
        kinds.append(letter.kind);
    return kinds;
}

// The link of the newest mail, and the token in it.
inline QString linkTo(const TestServer &server, const QString &recipient)
{
    const auto letters = lettersTo(server, recipient);
    return letters.isEmpty() ? QString() : letters.first().content.value(QLatin1StringView("link")).toString();
}

inline QString tokenTo(const TestServer &server, const QString &recipient)
{
    return linkTo(server, recipient).section(QStringLiteral("token="), 1).section(u'&', 0, 0);
}
