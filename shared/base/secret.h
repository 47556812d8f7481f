// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QByteArray>
#include <QString>

class QDebug;

// Bytes that nobody should see: wiped when the last holder goes, printed as ***.
class Secret
{
public:
    Secret() = default;
    explicit Secret(QByteArray bytes)
        : m_bytes(std::move(bytes))
    {}
    explicit Secret(const QString &text)
        : m_bytes(text.toUtf8())
    {}
    Secret(const Secret &) = default;
    Secret(Secret &&) noexcept = default;
    Secret &operator=(Secret other) noexcept // the old bytes go with `other`, and are wiped there
    {
        m_bytes.swap(other.m_bytes);
        return *this;
    }
    ~Secret();

    bool isEmpty() const { return m_bytes.isEmpty(); }
    const QByteArray &bytes() const { return m_bytes; }
    QString text() const { return QString::fromUtf8(m_bytes); }
    bool operator==(const Secret &) const = delete;

private:
    QByteArray m_bytes;
};

QDebug operator<<(QDebug debug, const Secret &);
