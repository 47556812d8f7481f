// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "support/jsonschema.h"

#include <QMap>
#include <QString>

// One operation of the served description of the API.
struct ApiOperation
{
    QByteArray method = {}; // POST
    QString path = {};      // with {names}
    QJsonObject description = {};

    QString id() const { return text(QLatin1StringView("operationId")); }
    QString text(QLatin1StringView key) const { return description.value(key).toString(); }
    QString pattern() const; // as the router writes it
    bool acceptsForm() const;

    QJsonObject body() const;             // the JSON content of its request; empty without one
    QJsonObject answer(int status) const; // the JSON content of an answer; empty without one
    QList<int> statuses(int from, int to) const;
    QStringList errorCodes(int status) const; // that an answer of this status may carry
};

// What GET /api/openapi.json says.
class ApiDescription
{
public:
    explicit ApiDescription(const QJsonObject &document);

    const QJsonObject &document() const { return m_document; }
    const QList<ApiOperation> &operations() const { return m_operations; }
    ApiOperation operation(const QString &id) const; // without a method if there is none

    QJsonObject resolved(const QJsonValue &value) const { return JsonSchema(m_document).resolved(value); }
    QString faultOf(const QJsonValue &value, const QJsonValue &schema) const
    {
        return JsonSchema(m_document).faultOf(value, schema);
    }
    QStringList enumeration(const QString &schema) const; // of components.schemas

private:
    QJsonObject m_document;
    QList<ApiOperation> m_operations;
};

// The examples of a content object, by name; one alone is called "example".
QMap<QString, QJsonValue> examplesOf(const QJsonObject &content);
