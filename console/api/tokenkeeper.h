// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "base/secret.h"

#include <QObject>
#include <QUrl>

#include <functional>

// Keeps the refresh token of each server in the system's keyring, under the service "Gatehouse", and
// nowhere else. Where there is no keyring nothing is kept: a session then ends with the program.
class TokenKeeper : public QObject
{
    Q_OBJECT

public:
    using Found = std::function<void(const Secret &)>; // empty: none is kept

    explicit TokenKeeper(QObject *parent = nullptr)
        : QObject(parent)
    {}

    void find(const QUrl &server, QObject *context, Found found);
    void keep(const QUrl &server, const Secret &token);
    void forget(const QUrl &server);

    // Whether two refresh tokens are of one session (api.md 0.17), so that one may stand in for the
    // other when a second console has refreshed in between.
    static bool areOfOneSession(const Secret &one, const Secret &other);

signals:
    void unavailable(const QString &reason); // the keyring's own words
};
