// SPDX-License-Identifier: GPL-3.0-only
#include "config.h"

#include "configkeys.h"
#include "configsources.h"
#include "configtoml.h"

#include <QMap>
#include <QRegularExpression>

#include <algorithm>
#include <numeric>

using namespace Qt::StringLiterals;

namespace {

constexpr auto providersPrefix = "providers."_L1;

// How many letters have to be put in, left out or changed to make one word of the other.
int distance(const QString &a, const QString &b)
{
    QList<int> row(b.size() + 1);
    std::iota(row.begin(), row.end(), 0);
    for (qsizetype i = 0; i < a.size(); ++i) {
        int diagonal = row[0]++;
        for (qsizetype j = 0; j < b.size(); ++j) {
            const int changed = diagonal + (a[i] != b[j]);
            diagonal = row[j + 1];
            row[j + 1] = std::min({changed, row[j] + 1, diagonal + 1});
        }
    }
    return row.back();
}

// Takes settings one by one into a configuration.
class Reader
{
public:
    explicit Reader(Config &config)
        : m_config(config)
        , m_keys(configKeys(config.dataDirectory))
        , m_providerKeys(providerKeys(config.dataDirectory))
    {}

    Result<> take(const Setting &setting)
    {
        if (setting.key.startsWith(providersPrefix))
            return takeOfProvider(setting);
        return takeInto(m_config, m_keys, setting.key, setting);
    }

    QList<Config::Provider> providers() const { return m_providers.values(); }

private:
    Result<> takeOfProvider(const Setting &setting)
    {
        static const QRegularExpression allowed(u"^[a-z0-9_-]{1,32}$"_s);
        const QString name = setting.key.section(u'.', 1, 1);
        if (!allowed.match(name).hasMatch() || name == "providers"_L1 || name == "register"_L1)
            return badConfig(u"%1: a provider can't be named \"%2\"; use a-z, 0-9, _ and -, but neither "
                             "\"providers\" nor \"register\"."_s.arg(setting.where, name));
        Config::Provider &provider = m_providers[name];
        provider.name = name;
        return takeInto(provider, m_providerKeys, setting.key.section(u'.', 2), setting);
    }

    template<class Target>
    Result<> takeInto(Target &target, const QList<ConfigKey<Target>> &keys, const QString &name,
                      const Setting &setting)
    {
        const auto found =
            std::find_if(keys.begin(), keys.end(), [&](const auto &key) { return key.name == name; });
        if (found == keys.end())
            return badConfig(u"%1: there is no key %2; the nearest is %3."_s.arg(setting.where, setting.key,
                                                                                 nearest(setting.key)));
        if (!found->take(target, setting.value))
            return badConfig(u"%1: %2 is %3, but must be %4."_s.arg(setting.where, setting.key,
                                                                    setting.value.quoted(), found->allowed));
        return {};
    }

    QString nearest(const QString &wrong) const
    {
        QStringList names;
        for (const auto &key : m_keys)
            names += key.name;
        for (const auto &key : m_providerKeys)
            names += providersPrefix + wrong.section(u'.', 1, 1) + u'.' + key.name;
        return *std::min_element(names.cbegin(), names.cend(), [&](const QString &a, const QString &b) {
            return distance(a, wrong) < distance(b, wrong);
        });
    }

    Config &m_config;
    const QList<ConfigKey<Config>> m_keys;
    const QList<ConfigKey<Config::Provider>> m_providerKeys;
    QMap<QString, Config::Provider> m_providers;
};

Result<QList<Setting>> gather(const ConfigSource &source, const QString &file)
{
    QList<Setting> settings;
    if (!file.isEmpty())
        settings = TRY(readTomlFile(file));
    settings += TRY(environmentSettings(source.environment));
    settings += TRY(commandLineSettings(source.settings));
    std::stable_partition(settings.begin(), settings.end(), [](const Setting &setting) {
        return setting.key.startsWith(providersPrefix) && setting.key.endsWith(".type"_L1);
    });
    return settings;
}

bool isWildcard(const QHostAddress &address)
{
    return address == QHostAddress(QHostAddress::Any) || address == QHostAddress(QHostAddress::AnyIPv4) ||
           address == QHostAddress(QHostAddress::AnyIPv6);
}

QString spelled(const QHostAddress &address)
{
    return address.protocol() == QHostAddress::IPv6Protocol ? u'[' + address.toString() + u']'
                                                            : address.toString();
}

Result<> checkListening(const Config &config)
{
    const auto &listen = config.server.listen;
    if (listen.isEmpty())
        return badConfig(u"server.listen is empty, but must name an address."_s);
    const auto beyond = std::find_if_not(listen.begin(), listen.end(),
                                         [](const auto &endpoint) { return endpoint.address.isLoopback(); });
    if (beyond != listen.end() && config.tls.mode == Config::TlsMode::Auto)
        return badConfig(
            u"server.listen goes beyond this machine (%1:%2), so TLS has to be decided on: set "
            "tls.mode = \"files\" with tls.certificate and tls.key, or write tls.mode = \"off\" if "
            "a proxy speaks TLS for Gatehouse."_s.arg(spelled(beyond->address))
                .arg(beyond->port));
    const bool isVague = listen.size() > 1 || isWildcard(listen.first().address);
    if (isVague && config.server.publicUrl.isEmpty())
        return badConfig(
            u"server.public_url must be set, because server.listen names several addresses or all; "
            "write the URL by which people reach Gatehouse, such as \"https://login.example.org\"."_s);
    return {};
}

Result<> checkTls(const Config &config)
{
    const bool isComplete = !config.tls.certificate.isEmpty() && !config.tls.key.isEmpty();
    if (config.tls.mode == Config::TlsMode::Files && !isComplete)
        return badConfig(u"tls.mode is \"files\", so tls.certificate and tls.key must name PEM files."_s);
    return {};
}

Result<> checkLadder(const Config &config)
{
    const auto &ladder = config.throttle.ladder;
    const auto isBefore = [](const auto &a, const auto &b) {
        return a.failures >= b.failures || a.wait > b.wait;
    };
    if (std::adjacent_find(ladder.begin(), ladder.end(), isBefore) != ladder.end())
        return badConfig(u"throttle.ladder must rise, in failures and in waits."_s);
    return {};
}

Result<> checkProvider(const Config::Provider &provider)
{
    using Type = Config::ProviderType;
    QStringList missing;
    const auto require = [&](bool isNeeded, const QString &value, const QString &key) {
        if (isNeeded && value.isEmpty())
            missing += u"providers.%1.%2"_s.arg(provider.name, key);
    };
    const bool isOAuth2 = provider.type == Type::OAuth2;
    require(true, provider.clientId, u"client_id"_s);
    require(provider.type == Type::Oidc, provider.issuer, u"issuer"_s);
    require(isOAuth2, provider.authorizationUrl, u"authorization_url"_s);
    require(isOAuth2, provider.tokenUrl, u"token_url"_s);
    require(isOAuth2, provider.userinfoUrl, u"userinfo_url"_s);
    if (!missing.isEmpty())
        return badConfig(
            u"The provider \"%1\" is not complete: set %2."_s.arg(provider.name, missing.join(u", "_s)));
    return {};
}

Result<> checkTogether(const Config &config)
{
    TRY(checkListening(config));
    TRY(checkTls(config));
    TRY(checkLadder(config));
    for (const Config::Provider &provider : config.providers)
        TRY(checkProvider(provider));
    return {};
}

} // namespace

QString Config::publicUrl(quint16 port) const
{
    if (!server.publicUrl.isEmpty())
        return server.publicUrl;
    const QHostAddress address = server.listen.value(0).address;
    const QString host = address.isLoopback() ? u"localhost"_s : spelled(address);
    return u"%1://%2:%3"_s.arg(usesTls() ? u"https"_s : u"http"_s, host).arg(port);
}

QString Config::sqliteFile() const
{
    constexpr auto sqlite = "sqlite:"_L1;
    return database.url.startsWith(sqlite) ? database.url.sliced(sqlite.size()) : QString();
}

Result<Config> loadConfig(const ConfigSource &source)
{
    Config config;
    config.dataDirectory = dataDirectory(source);
    config.file = findConfigFile(source, config.dataDirectory);
    config.database.url = u"sqlite:"_s + config.dataDirectory + u"/gatehouse.db"_s;
    config.secrets.masterKeyFile = config.dataDirectory + u"/master.key"_s;

    Reader reader(config);
    const auto settings = TRY(gather(source, config.file));
    for (const Setting &setting : settings)
        TRY(reader.take(setting));
    config.providers = reader.providers();
    for (Config::Provider &provider : config.providers)
        provider.clientSecret = openidSecret(source.environment, provider.name);
    TRY(checkTogether(config));
    return config;
}
