// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "config.h"
#include "configsetting.h"

// The configuration file to read, absolute; empty if there is none.
QString findConfigFile(const ConfigSource &source, const QString &dataDirectory);

// GATEHOUSE_<SECTION>__<KEY> and OPENID_PROVIDERS with its companions, as settings. Their secrets
// are no settings: see openidSecret().
Result<QList<Setting>> environmentSettings(const QProcessEnvironment &environment);

// OPENID_PROVIDER_<NAME>_CLIENT_SECRET.
Secret openidSecret(const QProcessEnvironment &environment, const QString &providerName);

// What --set says.
Result<QList<Setting>> commandLineSettings(const QStringList &settings);
