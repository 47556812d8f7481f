// SPDX-License-Identifier: GPL-3.0-only
#include "connection/serverlist.h"

#include <QSettings>

using namespace Qt::StringLiterals;

namespace {

constexpr int mostRemembered = 12;

void write(const QList<RememberedServer> &servers)
{
    QSettings settings;
    settings.beginWriteArray(u"servers"_s, int(servers.size()));
    for (int i = 0; i < servers.size(); ++i) {
        settings.setArrayIndex(i);
        settings.setValue(u"url"_s, servers.at(i).url.toString());
        settings.setValue(u"name"_s, servers.at(i).name);
        settings.setValue(u"email"_s, servers.at(i).email);
        settings.setValue(u"certificate"_s, QString::fromLatin1(servers.at(i).certificate.toHex()));
    }
    settings.endArray();
}

} // namespace

QList<RememberedServer> serverlist::all()
{
    QList<RememberedServer> servers;
    QSettings settings;
    const int size = settings.beginReadArray(u"servers"_s);
    for (int i = 0; i < size; ++i) {
        settings.setArrayIndex(i);
        servers.append({.url = QUrl(settings.value(u"url"_s).toString()),
                        .name = settings.value(u"name"_s).toString(),
                        .email = settings.value(u"email"_s).toString(),
                        .certificate = QByteArray::fromHex(settings.value(u"certificate"_s).toByteArray())});
    }
    return servers;
}

RememberedServer serverlist::find(const QUrl &url)
{
    const auto servers = all();
    for (const RememberedServer &server : servers) {
        if (server.url == url)
            return server;
    }
    return {};
}

void serverlist::remember(const RememberedServer &server)
{
    auto servers = all();
    servers.removeIf([&server](const RememberedServer &other) { return other.url == server.url; });
    servers.prepend(server);
    write(servers.first(std::min<qsizetype>(servers.size(), mostRemembered)));
}

void serverlist::forget(const QUrl &url)
{
    auto servers = all();
    servers.removeIf([&url](const RememberedServer &server) { return server.url == url; });
    write(servers);
}
