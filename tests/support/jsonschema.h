// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QJsonArray>
#include <QJsonObject>

// Holds JSON values against the schemas of an OpenAPI document: $ref, allOf, anyOf, type, const, enum,
// required, properties, additionalProperties, items. Stricter than JSON Schema in one thing: a property that
// an object schema with properties does not name is a fault, so that no answer says more than is written.
class JsonSchema
{
public:
    explicit JsonSchema(const QJsonObject &document)
        : m_document(document)
    {}

    // What is wrong and where; empty if nothing is.
    QString faultOf(const QJsonValue &value, const QJsonValue &schema) const
    {
        return fault(value, resolved(schema), {});
    }

    QJsonObject resolved(const QJsonValue &schema) const; // follows $ref; empty where it leads nowhere

private:
    QString fault(const QJsonValue &value, const QJsonObject &schema, const QString &place) const;
    QString faultInAny(const QJsonValue &value, const QJsonArray &schemas, const QString &place) const;
    QString faultInObject(const QJsonObject &object, const QJsonObject &schema, const QString &place) const;
    QJsonObject propertiesOf(const QJsonObject &schema) const;

    QJsonObject m_document;
};
