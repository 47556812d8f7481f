// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "config.h"
#include "configsetting.h"

#include <functional>

// One key: its name, what it takes, and how a value gets into the target.
template<class Target>
struct ConfigKey
{
    QString name;
    QString allowed;                                          // ends the sentence "… must be …"
    std::function<bool(Target &, const SettingValue &)> take; // false for what is not allowed
};

// Every key but the providers'. Files are relative to the data directory.
QList<ConfigKey<Config>> configKeys(const QString &dataDirectory);

// Every key of providers.NAME, without that prefix.
QList<ConfigKey<Config::Provider>> providerKeys(const QString &dataDirectory);
