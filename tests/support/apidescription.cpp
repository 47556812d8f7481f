// SPDX-License-Identifier: GPL-3.0-only
#include "support/apidescription.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

static QJsonObject contentOf(const QJsonValue &message, const QString &type)
{
    return message["content"_L1][type].toObject();
}

QString ApiOperation::pattern() const
{
    static const QRegularExpression hole(u"\\{[^}]*\\}"_s);
    return QString(path).replace(hole, u"<arg>"_s);
}

bool ApiOperation::acceptsForm() const
{
    const QJsonValue content = description["requestBody"_L1]["content"_L1];
    return description["x-form"_L1].toBool() ||
           content.toObject().contains("application/x-www-form-urlencoded"_L1);
}

QJsonObject ApiOperation::body() const
{
    return contentOf(description["requestBody"_L1], u"application/json"_s);
}

QJsonObject ApiOperation::answer(int status) const
{
    return contentOf(description["responses"_L1][QString::number(status)], u"application/json"_s);
}

QList<int> ApiOperation::statuses(int from, int to) const
{
    QList<int> statuses;
    const QStringList keys = description["responses"_L1].toObject().keys();
    for (const QString &key : keys) {
        if (key.toInt() >= from && key.toInt() <= to)
            statuses.append(key.toInt());
    }
    return statuses;
}

QStringList ApiOperation::errorCodes(int status) const
{
    QStringList codes;
    const QJsonArray parts = answer(status)["schema"_L1]["allOf"_L1].toArray();
    for (const QJsonValue part : parts) {
        const QJsonArray listed = part["properties"_L1]["code"_L1]["enum"_L1].toArray();
        for (const QJsonValue code : listed)
            codes.append(code.toString());
    }
    return codes;
}

// Parameters that a path gives to all of its operations are given to each.
static QJsonObject withSharedParameters(QJsonObject operation, const QJsonArray &shared)
{
    QJsonArray parameters = operation["parameters"_L1].toArray();
    for (const QJsonValue parameter : shared)
        parameters.append(parameter);
    if (!parameters.isEmpty())
        operation["parameters"_L1] = parameters;
    return operation;
}

ApiDescription::ApiDescription(const QJsonObject &document)
    : m_document(document)
{
    const QJsonObject paths = document["paths"_L1].toObject();
    for (auto path = paths.begin(); path != paths.end(); ++path) {
        const QJsonObject item = path.value().toObject();
        for (auto method = item.begin(); method != item.end(); ++method) {
            if (method.key() != "parameters"_L1)
                m_operations.append(
                    {method.key().toUpper().toLatin1(), path.key(),
                     withSharedParameters(method.value().toObject(), item["parameters"_L1].toArray())});
        }
    }
}

ApiOperation ApiDescription::operation(const QString &id) const
{
    for (const ApiOperation &each : m_operations) {
        if (each.id() == id)
            return each;
    }
    return {};
}

QStringList ApiDescription::enumeration(const QString &schema) const
{
    QStringList values;
    const QJsonArray listed = m_document["components"_L1]["schemas"_L1][schema]["enum"_L1].toArray();
    for (const QJsonValue value : listed)
        values.append(value.toString());
    return values;
}

QMap<QString, QJsonValue> examplesOf(const QJsonObject &content)
{
    QMap<QString, QJsonValue> examples;
    if (content.contains("example"_L1))
        examples.insert(u"example"_s, content["example"_L1]);
    const QJsonObject named = content["examples"_L1].toObject();
    for (auto each = named.begin(); each != named.end(); ++each)
        examples.insert(each.key(), each.value()["value"_L1]);
    return examples;
}
