// SPDX-License-Identifier: GPL-3.0-only
#include "support/apiexamples.h"

#include "api/paths.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

static Answer send(HttpClient &client, const ApiOperation &operation, const ExampleWish &wish)
{
    const QString target =
        wish.argument.isEmpty() ? operation.path : path::fill(operation.pattern(), wish.argument);
    const auto examples = examplesOf(operation.body());
    if (examples.isEmpty())
        return client.send(operation.method, target, {});
    QJsonObject body = examples.value(wish.example.isEmpty() ? examples.firstKey() : wish.example).toObject();
    for (auto member = wish.instead.begin(); member != wish.instead.end(); ++member)
        body.insert(member.key(), member.value());
    return client.send(operation.method, target, {{"Content-Type", "application/json"}},
                       QJsonDocument(body).toJson(QJsonDocument::Compact));
}

Answer ApiExamples::ask(const ApiDescription &api, HttpClient &client, const ExampleWish &wish)
{
    const ApiOperation operation = api.operation(wish.id);
    Answer answer = send(client, operation, wish);
    m_fault.clear();
    if (!operation.statuses(200, 399).contains(answer.status))
        m_fault = QString::number(answer.status);
    else if (const QJsonObject content = operation.answer(answer.status); !content.isEmpty())
        m_fault = api.faultOf(answer.json(), content["schema"_L1]);
    if (!m_fault.isEmpty())
        m_fault = wish.id + u": "_s + m_fault + u" in "_s + QString::fromUtf8(answer.body);
    m_asked.insert(wish.id);
    return answer;
}
