// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "config.h"

#include <QFile>
#include <QTemporaryDir>

// Reads configurations in a folder of their own. Made to be a second base of a test class.
class ConfigFixture
{
protected:
    // A source that sees nothing of the machine it runs on.
    ConfigSource source(const QStringList &settings = {}) const
    {
        ConfigSource source;
        source.dataDir = m_folder.path();
        source.settings = settings;
        source.environment = QProcessEnvironment();
        source.systemFile = m_folder.filePath(QStringLiteral("none.toml"));
        return source;
    }
    Result<Config> loadWith(const QStringList &settings) const { return loadConfig(source(settings)); }
    QString complaint(const QStringList &settings) const
    {
        const auto config = loadWith(settings);
        return config ? QString() : config.error().detail;
    }
    QString write(const QByteArray &toml, const QString &name = QStringLiteral("test.toml")) const
    {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(toml) != toml.size())
            qFatal("can't write %s", qUtf8Printable(file.fileName()));
        return file.fileName();
    }
    Result<Config> loadFile(const QByteArray &toml) const
    {
        ConfigSource it = source();
        it.file = write(toml);
        return loadConfig(it);
    }

    QTemporaryDir m_folder;
};
