// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QHashFunctions>
#include <QUuid>

// A UUID (version 4, lower case on the wire) that knows what it names: an AccountId is no SessionId.
template<class Tag>
class Id
{
public:
    Id() = default;
    explicit Id(const QUuid &uuid) : m_uuid(uuid) {}
    static Id create() { return Id(QUuid::createUuid()); }

    // Null unless the text is exactly the 36 characters that toString() gives.
    static Id fromString(QStringView text)
    {
        const Id id(QUuid::fromString(text));
        return id.toString() == text ? id : Id();
    }

    bool isValid() const { return !m_uuid.isNull(); }
    QString toString() const { return m_uuid.toString(QUuid::WithoutBraces); }
    bool operator==(const Id &other) const = default;
    friend size_t qHash(const Id &id, size_t seed = 0) { return qHash(id.m_uuid, seed); }

private:
    QUuid m_uuid;
};

using AccountId = Id<struct AccountTag>;
using SessionId = Id<struct SessionTag>;
