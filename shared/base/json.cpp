// SPDX-License-Identifier: GPL-3.0-only
#include "base/json.h"

#include "base/jsontext.h"

namespace json {

namespace {

constexpr int deepest = 64;

qsizetype countMembers(const QJsonValue &value)
{
    qsizetype count = 0;
    const QJsonObject object = value.toObject();
    for (const QJsonValue member : object)
        count += 1 + countMembers(member);
    const QJsonArray array = value.toArray();
    for (const QJsonValue item : array)
        count += countMembers(item);
    return count;
}

} // namespace

Result<QJsonObject> parse(const QByteArray &body)
{
    const auto refused = [](const QString &why) {
        return Error{Error::Kind::Invalid, code::invalidJson, why};
    };
    if (body.isEmpty())
        return QJsonObject();
    if (body.startsWith("\xef\xbb\xbf") || !body.isValidUtf8())
        return refused(u"not plain UTF-8"_s);
    const auto text = outline(body);
    if (!text)
        return refused(u"a string or number is malformed"_s);
    if (text->depth > deepest)
        return refused(u"nested too deeply"_s);

    QJsonParseError fault;
    const auto document = QJsonDocument::fromJson(body, &fault);
    if (fault.error != QJsonParseError::NoError)
        return refused(fault.errorString());
    if (!document.isObject())
        return refused(u"not an object"_s);
    // Of two members with the same key Qt keeps one.
    if (countMembers(document.object()) != text->members)
        return refused(u"a key stands twice"_s);
    return document.object();
}

} // namespace json
