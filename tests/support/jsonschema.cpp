// SPDX-License-Identifier: GPL-3.0-only
#include "support/jsonschema.h"

#include <QJsonArray>
#include <QStringList>

#include <cmath>

using namespace Qt::StringLiterals;

static bool isOfType(const QJsonValue &value, const QString &type)
{
    switch (value.type()) {
    case QJsonValue::Null:
        return type == "null"_L1;
    case QJsonValue::Bool:
        return type == "boolean"_L1;
    case QJsonValue::Double:
        return type == "number"_L1 ||
               (type == "integer"_L1 && value.toDouble() == std::floor(value.toDouble()));
    case QJsonValue::String:
        return type == "string"_L1;
    case QJsonValue::Array:
        return type == "array"_L1;
    case QJsonValue::Object:
        return type == "object"_L1;
    case QJsonValue::Undefined:
        return false;
    }
    return false;
}

static bool hasType(const QJsonValue &value, const QJsonValue &types)
{
    if (types.isString())
        return isOfType(value, types.toString());
    for (const QJsonValue &type : types.toArray()) {
        if (isOfType(value, type.toString()))
            return true;
    }
    return types.isUndefined();
}

QJsonObject JsonSchema::resolved(const QJsonValue &schema) const
{
    const QString reference = schema["$ref"_L1].toString();
    if (reference.isEmpty())
        return schema.toObject();
    QJsonValue found = m_document;
    for (const QString &step : reference.mid(2).split(u'/'))
        found = found[step];
    return found.toObject();
}

QJsonObject JsonSchema::propertiesOf(const QJsonObject &schema) const
{
    QJsonObject properties = schema["properties"_L1].toObject();
    for (const QJsonValue &part : schema["allOf"_L1].toArray()) {
        const QJsonObject more = resolved(part)["properties"_L1].toObject();
        for (auto each = more.begin(); each != more.end(); ++each)
            properties.insert(each.key(), each.value());
    }
    return properties;
}

QString JsonSchema::faultInObject(const QJsonObject &object, const QJsonObject &schema,
                                  const QString &place) const
{
    QJsonArray required = schema["required"_L1].toArray();
    for (const QJsonValue &part : schema["allOf"_L1].toArray()) {
        for (const QJsonValue &name : resolved(part)["required"_L1].toArray())
            required.append(name);
    }
    for (const QJsonValue &name : required) {
        if (!object.contains(name.toString()))
            return place + u'/' + name.toString() + u" is missing"_s;
    }
    const QJsonObject properties = propertiesOf(schema);
    const QJsonValue others = schema["additionalProperties"_L1];
    const bool isClosed = schema.contains("properties"_L1) || schema.contains("allOf"_L1);
    for (auto member = object.begin(); member != object.end(); ++member) {
        const bool isKnown = properties.contains(member.key());
        if (!isKnown && !others.isObject() && !others.toBool() && isClosed)
            return place + u'/' + member.key() + u" is not described"_s;
        const QString wrong = fault(*member, resolved(isKnown ? properties[member.key()] : others),
                                    place + u'/' + member.key());
        if (!wrong.isEmpty())
            return wrong;
    }
    return {};
}

// One of them has to fit; if none does the first one's fault is told.
QString JsonSchema::faultInAny(const QJsonValue &value, const QJsonArray &schemas, const QString &place) const
{
    QString first;
    for (const QJsonValue &each : schemas) {
        const QString wrong = fault(value, resolved(each), place);
        if (wrong.isEmpty())
            return {};
        if (first.isEmpty())
            first = wrong;
    }
    return first;
}

QString JsonSchema::fault(const QJsonValue &value, const QJsonObject &schema, const QString &place) const
{
    if (schema.contains("anyOf"_L1))
        return faultInAny(value, schema["anyOf"_L1].toArray(), place);
    if (schema.contains("const"_L1) && value != schema["const"_L1])
        return place + u" is not "_s + schema["const"_L1].toVariant().toString();
    if (!hasType(value, schema["type"_L1]))
        return place + u" has another type"_s;
    const QJsonArray allowed = schema["enum"_L1].toArray();
    if (!allowed.isEmpty() && !allowed.contains(value))
        return place + u" has a value that is not in the list: "_s + value.toString();
    if (value.isObject())
        return faultInObject(value.toObject(), schema, place);
    const QJsonObject item = resolved(schema["items"_L1]);
    for (const QJsonValue &each : value.toArray()) {
        const QString wrong = fault(each, item, place + u"/[]"_s);
        if (!wrong.isEmpty())
            return wrong;
    }
    return {};
}
