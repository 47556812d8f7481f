// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QUuid>

#include <random>

// Chance that falls the same way for the same seed, on every machine.
class Dice
{
public:
    explicit Dice(quint32 seed)
        : m_engine(seed)
    {}

    quint64 throwIt() { return m_engine(); }
    qint64 below(qint64 end) { return qint64(m_engine() % quint64(end)); }
    double share() { return double(m_engine() >> 11) * 0x1p-53; } // 0 … 1
    bool comesTrue(double probability) { return share() < probability; }
    template<class List>
    const auto &oneOf(const List &list)
    {
        return list[below(qint64(std::size(list)))];
    }

    QUuid uuid() // version 4
    {
        const quint64 a = m_engine();
        const quint64 b = m_engine();
        return QUuid(uint(a >> 32), ushort(a >> 16), ushort((a & 0x0fff) | 0x4000),
                     uchar((b >> 56 & 0x3f) | 0x80), uchar(b >> 48), uchar(b >> 40), uchar(b >> 32),
                     uchar(b >> 24), uchar(b >> 16), uchar(b >> 8), uchar(b));
    }

private:
    std::mt19937_64 m_engine;
};
