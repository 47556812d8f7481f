// SPDX-License-Identifier: GPL-3.0-only
#include "configsources.h"

#include "configtoml.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

constexpr auto ourPrefix = "GATEHOUSE_"_L1;

Result<Setting> typedSetting(const QString &key, const QString &typed, const QString &where)
{
    auto value = readTomlValue(typed);
    if (!value)
        return badConfig(u"%1: %2."_s.arg(where, value.error().detail));
    return Setting{key, *std::move(value), where};
}

// GATEHOUSE_PROVIDERS__CORP__CLIENT_ID is providers.corp.client_id; empty for a name that is no key's.
QString keyOfVariable(const QString &variable)
{
    if (!variable.startsWith(ourPrefix) || !variable.contains("__"_L1))
        return {};
    return variable.sliced(ourPrefix.size()).toLower().replace("__"_L1, "."_L1);
}

QString openidVariable(const QString &providerName)
{
    return u"OPENID_PROVIDER_"_s + providerName.toUpper().replace(u'-', u'_');
}

QList<Setting> openidSettings(const QProcessEnvironment &environment)
{
    QList<Setting> settings;
    const auto add = [&](const QString &key, const QString &text, const QString &variable) {
        settings.append({key, {text, text}, u"environment, "_s + variable});
    };
    const QString list = u"OPENID_PROVIDERS"_s;
    for (const QString &entry : environment.value(list).split(u',', Qt::SkipEmptyParts)) {
        const QString name = entry.trimmed().toLower();
        const QString section = u"providers."_s + name + u'.';
        const QString issuer = openidVariable(name);
        const QString client = issuer + u"_CLIENT_ID"_s;
        add(section + u"type"_s, u"oidc"_s, list);
        if (environment.contains(issuer))
            add(section + u"issuer"_s, environment.value(issuer), issuer);
        if (environment.contains(client))
            add(section + u"client_id"_s, environment.value(client), client);
    }
    return settings;
}

bool mayUseSystemDirectory(const QString &directory)
{
    return geteuid() == 0 || QFileInfo(directory).isWritable();
}

} // namespace

QString dataDirectory(const ConfigSource &source)
{
    const auto absolute = [](const QString &path) { return QDir::cleanPath(QDir(path).absolutePath()); };
    if (!source.dataDir.isEmpty())
        return absolute(source.dataDir);
    const QString state = source.environment.value(u"STATE_DIRECTORY"_s).section(u':', 0, 0);
    if (!state.isEmpty())
        return absolute(state);
    const QString system = u"/var/lib/gatehouse"_s;
    if (mayUseSystemDirectory(system))
        return system;
    const QString home = source.environment.value(u"HOME"_s, QDir::homePath());
    return absolute(source.environment.value(u"XDG_DATA_HOME"_s, home + u"/.local/share"_s) +
                    u"/gatehouse"_s);
}

QString findConfigFile(const ConfigSource &source, const QString &dataDirectory)
{
    if (source.file)
        return QDir::cleanPath(QFileInfo(*source.file).absoluteFilePath());
    for (const QString &candidate : {dataDirectory + u"/gatehouse.toml"_s, source.systemFile}) {
        if (QFileInfo::exists(candidate))
            return candidate;
    }
    return {};
}

Result<QList<Setting>> environmentSettings(const QProcessEnvironment &environment)
{
    QStringList variables = environment.keys();
    std::sort(variables.begin(), variables.end());
    QList<Setting> settings;
    for (const QString &variable : std::as_const(variables)) {
        const QString key = keyOfVariable(variable);
        if (!key.isEmpty())
            settings += TRY(typedSetting(key, environment.value(variable), u"environment, "_s + variable));
    }
    return settings + openidSettings(environment);
}

Secret openidSecret(const QProcessEnvironment &environment, const QString &providerName)
{
    return Secret(environment.value(openidVariable(providerName) + u"_CLIENT_SECRET"_s));
}

Result<QList<Setting>> commandLineSettings(const QStringList &settings)
{
    QList<Setting> all;
    for (const QString &setting : settings) {
        const qsizetype equals = setting.indexOf(u'=');
        if (equals <= 0)
            return badConfig(u"--set %1: write --set section.key=value."_s.arg(setting));
        const QString key = setting.first(equals).trimmed();
        all += TRY(typedSetting(key, setting.sliced(equals + 1).trimmed(), u"--set "_s + key));
    }
    return all;
}
