// SPDX-License-Identifier: GPL-3.0-only
#include "history/geo.h"

#include "api/codes.h"

#include <QFile>

#include <maxminddb.h>

#include <netinet/in.h>

#include <cstring>

using namespace Qt::StringLiterals;

struct Geo::Reader
{
    MMDB_s database{};
    ~Reader() { MMDB_close(&database); }
};

namespace {

// Names are kept in several languages; English is in every database.
QString name(MMDB_entry_s entry, const char *const *path)
{
    MMDB_entry_data_s data{};
    if (MMDB_aget_value(&entry, &data, path) != MMDB_SUCCESS || !data.has_data ||
        data.type != MMDB_DATA_TYPE_UTF8_STRING)
        return u""_s;
    return QString::fromUtf8(data.utf8_string, qsizetype(data.data_size));
}

Place placeAt(const MMDB_entry_s &entry)
{
    static constexpr const char *city[] = {"city", "names", "en", nullptr};
    static constexpr const char *country[] = {"country", "names", "en", nullptr};
    return {name(entry, city), name(entry, country)};
}

sockaddr_storage socketAddress(const QHostAddress &address)
{
    sockaddr_storage storage{};
    bool isIPv4 = false;
    const quint32 v4 = address.toIPv4Address(&isIPv4);
    if (isIPv4) {
        sockaddr_in in{};
        in.sin_family = AF_INET;
        in.sin_addr.s_addr = htonl(v4);
        std::memcpy(&storage, &in, sizeof in);
    } else {
        sockaddr_in6 in{};
        in.sin6_family = AF_INET6;
        const Q_IPV6ADDR v6 = address.toIPv6Address();
        std::memcpy(&in.sin6_addr, v6.c, sizeof v6.c);
        std::memcpy(&storage, &in, sizeof in);
    }
    return storage;
}

} // namespace

Result<Geo> Geo::open(const QString &file)
{
    Geo geo;
    if (file.isEmpty())
        return geo;
    auto reader = std::make_unique<Reader>();
    const int status = MMDB_open(QFile::encodeName(file).constData(), MMDB_MODE_MMAP, &reader->database);
    if (status != MMDB_SUCCESS) {
        std::memset(&reader->database, 0, sizeof reader->database); // closed by MMDB_open() itself
        return Error{Error::Kind::Internal, code::internalServerError,
                     u"%1 is no MaxMind DB that can be read: %2"_s.arg(
                         file, QString::fromUtf8(MMDB_strerror(status)))};
    }
    geo.m_reader = std::move(reader);
    return geo;
}

Place Geo::placeOf(const QHostAddress &address) const
{
    const Place unknown{u""_s, u""_s};
    if (!m_reader || address.isNull())
        return unknown;
    const sockaddr_storage storage = socketAddress(address);
    int status = MMDB_SUCCESS;
    const auto found =
        MMDB_lookup_sockaddr(&m_reader->database, reinterpret_cast<const sockaddr *>(&storage), &status);
    return status == MMDB_SUCCESS && found.found_entry ? placeAt(found.entry) : unknown;
}
