// SPDX-License-Identifier: GPL-3.0-only
#include "external/providers.h"

#include "api/codes.h"
#include "api/paths.h"

#include <QFile>

using namespace Qt::StringLiterals;

constexpr qint64 longestSecret = 4096;

static Result<Secret> secretOf(const Config::Provider &settings)
{
    if (settings.clientSecretFile.isEmpty())
        return settings.clientSecret;
    QFile file(settings.clientSecretFile);
    if (!file.open(QIODevice::ReadOnly)) {
        return Error{Error::Kind::Internal, code::internalServerError,
                     u"providers.%1.client_secret_file: %2 can't be read (%3)"_s.arg(settings.name, file.fileName(), file.errorString())};
    }
    return Secret(file.read(longestSecret).trimmed());
}

Providers::Providers(const Addresses &addresses, Clock clock)
    : m_addresses(addresses)
    , m_clock(std::move(clock))
{
}

Result<> Providers::load(const QList<Config::Provider> &settings)
{
    QMap<QString, std::shared_ptr<const Provider>> providers;
    for (Config::Provider provider : settings) {
        provider.clientSecret = TRY(secretOf(provider));
        providers.insert(provider.name, Provider::create(provider, m_clock));
    }
    const QMutexLocker lock(&m_mutex);
    m_providers = std::move(providers);
    return {};
}

std::shared_ptr<const Provider> Providers::find(const QString &name) const
{
    const QMutexLocker lock(&m_mutex);
    return m_providers.value(name);
}

QList<std::shared_ptr<const Provider>> Providers::all() const
{
    const QMutexLocker lock(&m_mutex);
    return m_providers.values();
}

QString Providers::oauthCallback(const QString &name) const
{
    return m_addresses.publicUrl + path::fill(path::oauthCallback, name);
}

QString Providers::externalRedirect(const QString &name) const
{
    return m_addresses.publicUrl + path::fill(path::externalRedirect, name);
}
