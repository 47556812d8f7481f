// SPDX-License-Identifier: GPL-3.0-only
#include "maxminddbwriter.h"

#include "ipnetwork.h"

#include <QMap>

namespace {

constexpr int stringType = 2;
constexpr int uint16Type = 5;
constexpr int uint32Type = 6;
constexpr int mapType = 7;

QByteArray field(int type, const QByteArray &content, qsizetype size)
{
    QByteArray bytes;
    bytes += char(type << 5 | int(size)); // sizes here are below 29, which need no more bytes
    return bytes + content;
}

QByteArray text(const QByteArray &utf8) { return field(stringType, utf8, utf8.size()); }

QByteArray number(int type, quint32 value)
{
    QByteArray bytes;
    for (; value > 0; value >>= 8)
        bytes.prepend(char(value & 0xff));
    return field(type, bytes, bytes.size());
}

QByteArray map(const QList<std::pair<QByteArray, QByteArray>> &entries)
{
    QByteArray bytes;
    for (const auto &[key, value] : entries)
        bytes += text(key) + value;
    return field(mapType, bytes, entries.size());
}

QByteArray named(const QString &name) { return map({{"names", map({{"en", text(name.toUtf8())}})}}); }

QByteArray record(quint32 value)
{
    QByteArray bytes;
    for (const int shift : {16, 8, 0})
        bytes += char(value >> shift & 0xff);
    return bytes;
}

// In an IPv6 tree IPv4 networks stand below ::/96.
QByteArray treeAddress(const IpNetwork &network)
{
    QByteArray address = network.first();
    if (address.startsWith(QByteArray(10, '\0') + "\xff\xff"))
        address[10] = address[11] = 0;
    return address;
}

} // namespace

void MaxMindDbWriter::add(const QString &network, const QString &city, const QString &country)
{
    const auto parsed = IpNetwork::fromString(network);
    const QByteArray address = treeAddress(*parsed);
    const int data = -2 - int(m_data.size());
    m_data += map({{"city", named(city)}, {"country", named(country)}});
    qsizetype node = 0;
    for (int bit = 0; bit < parsed->prefixLength(); ++bit) {
        const int side = address[bit / 8] >> (7 - bit % 8) & 1;
        if (bit == parsed->prefixLength() - 1) {
            m_nodes[node].child[side] = data;
        } else {
            if (m_nodes[node].child[side] < 0) {
                m_nodes[node].child[side] = int(m_nodes.size());
                m_nodes.append(Node());
            }
            node = m_nodes[node].child[side];
        }
    }
}

QByteArray MaxMindDbWriter::file() const
{
    const auto nodeCount = quint32(m_nodes.size());
    QByteArray bytes;
    for (const Node &node : m_nodes) {
        for (const int child : node.child)
            bytes += record(child >= 0    ? quint32(child)
                            : child == -1 ? nodeCount
                                          : nodeCount + 16 + quint32(-2 - child));
    }
    const QByteArray noLanguages("\x00\x04", 2); // an empty array, type 11
    const QByteArray epoch("\x01\x02\x01", 3);   // 1, of type 9
    return bytes + QByteArray(16, '\0') + m_data + "\xab\xcd\xefMaxMind.com" +
           map({{"node_count", number(uint32Type, nodeCount)},
                {"record_size", number(uint16Type, 24)},
                {"ip_version", number(uint16Type, 6)},
                {"database_type", text("Test-City")},
                {"languages", noLanguages},
                {"binary_format_major_version", number(uint16Type, 2)},
                {"binary_format_minor_version", number(uint16Type, 0)},
                {"build_epoch", epoch},
                {"description", map({})}});
}
