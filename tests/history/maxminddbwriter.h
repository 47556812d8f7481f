// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

// Writes small MaxMind DB files, version 2.0 of the format, with 24-bit records and an IPv6 tree
// (https://maxmind.github.io/MaxMind-DB/).
class MaxMindDbWriter
{
public:
    MaxMindDbWriter()
        : m_nodes(1)
    {}

    // A network like "203.0.113.0/24" or "2001:db8::/32"; networks must not overlap.
    void add(const QString &network, const QString &city, const QString &country);

    QByteArray file() const;

private:
    struct Node
    {
        int child[2] = {-1, -1}; // -1: nothing; below -1: the data at -2 - child
    };
    QList<Node> m_nodes;
    QByteArray m_data;
};
