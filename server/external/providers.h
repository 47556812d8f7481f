// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "external/provider.h"
#include "links/addresses.h"

#include <QMutex>

// The providers that the configuration names, one registry for both families of routes (api.md C24).
class Providers
{
public:
    Providers(const Addresses &addresses, Clock clock);

    // Takes what the configuration says now, secrets read from their files. The detail of an error
    // says which one can't be read; then all stay as they were.
    Result<> load(const QList<Config::Provider> &settings);

    std::shared_ptr<const Provider> find(const QString &name) const; // null: there is no such
    QList<std::shared_ptr<const Provider>> all() const;              // by name

    // Where a provider sends people back to.
    QString oauthCallback(const QString &name) const;
    QString externalRedirect(const QString &name) const;

private:
    const Addresses &m_addresses;
    Clock m_clock;
    mutable QMutex m_mutex;
    QMap<QString, std::shared_ptr<const Provider>> m_providers;
};
