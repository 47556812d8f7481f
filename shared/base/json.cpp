// SPDX-License-Identifier: GPL-3.0-only
#include "base/json.h"

namespace json {

namespace {

constexpr int deepest = 64;

// What Qt's parser does not tell: how deep the text nests, and how many members it writes down.
// Only meaningful for text that then proves to be JSON.
struct Outline
{
    int depth = 0;
    qsizetype members = 0;
};

Outline outlineOf(const QByteArray &text)
{
    Outline outline;
    int depth = 0;
    bool inString = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (inString && c == '\\')
            ++i; // whatever is escaped does not end the string
        else if (c == '"')
            inString = !inString;
        else if (!inString && (c == '{' || c == '['))
            outline.depth = qMax(outline.depth, ++depth);
        else if (!inString && (c == '}' || c == ']'))
            --depth;
        else if (!inString && c == ':')
            ++outline.members;
    }
    return outline;
}

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
    const Outline outline = outlineOf(body);
    if (outline.depth > deepest)
        return refused(u"nested too deeply"_s);
    if (body.startsWith("\xef\xbb\xbf") || !body.isValidUtf8())
        return refused(u"not plain UTF-8"_s);

    QJsonParseError fault;
    const auto document = QJsonDocument::fromJson(body, &fault);
    if (fault.error != QJsonParseError::NoError)
        return refused(fault.errorString());
    if (!document.isObject())
        return refused(u"not an object"_s);
    // Of two members with the same key Qt keeps one.
    if (countMembers(document.object()) != outline.members)
        return refused(u"a key stands twice"_s);
    return document.object();
}

} // namespace json
