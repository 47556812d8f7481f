// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QList>
#include <QString>
#include <QUrl>

// A server that was connected to before. Nothing secret is in it: the session is in the keyring.
struct RememberedServer
{
    QUrl url;
    QString name;
    QString email;               // of the last sign-in
    QByteArray certificate = {}; // SHA-256 of the pinned certificate; empty: none
};

// The remembered servers, the latest first, in the settings.
namespace serverlist {

QList<RememberedServer> all();
RememberedServer find(const QUrl &url); // with an empty url when it is not known
void remember(const RememberedServer &server);
void forget(const QUrl &url);

} // namespace serverlist
