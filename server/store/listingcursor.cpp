// SPDX-License-Identifier: GPL-3.0-only
#include "store/listingcursor.h"

#include "api/codes.h"
#include "base/base64url.h"

#include <QJsonDocument>
#include <QMessageAuthenticationCode>

using namespace Qt::StringLiterals;

namespace store {

namespace {

constexpr int tagLength = 16;

QByteArray tagOf(const QByteArray &content, const QByteArray &binding, const Secret &key)
{
    QMessageAuthenticationCode code(QCryptographicHash::Sha256, key.bytes());
    code.addData(QByteArray::number(binding.size()) + ':' + binding);
    code.addData(content);
    return code.result().left(tagLength);
}

QVariant keyFrom(const QJsonValue &value)
{
    if (value.isString())
        return value.toString();
    return value.isDouble() ? QVariant(value.toInteger()) : QVariant();
}

} // namespace

QString Cursor::toText(const QByteArray &binding, const Secret &key) const
{
    QJsonObject object{
        {u"n"_s, position.number}, {u"t"_s, total}, {u"e"_s, totalIsEstimate}, {u"d"_s, isDriven}};
    if (position.key.isValid())
        object.insert(u"k"_s, QJsonValue::fromVariant(position.key));
    const QByteArray content = QJsonDocument(object).toJson(QJsonDocument::Compact);
    return QString::fromLatin1(base64url::encode(tagOf(content, binding, key) + content));
}

Result<Cursor> Cursor::fromText(const QString &text, const QByteArray &binding, const Secret &key)
{
    const QByteArray bytes = base64url::decode(text.toUtf8()).value_or(QByteArray());
    const QByteArray content = bytes.mid(tagLength);
    if (content.isEmpty() || bytes.left(tagLength) != tagOf(content, binding, key))
        return Error{Error::Kind::Invalid, code::invalidCursor};
    const QJsonObject object = QJsonDocument::fromJson(content).object();
    return Cursor{.position = {keyFrom(object.value("k"_L1)), object.value("n"_L1).toInteger()},
                  .total = object.value("t"_L1).toInteger(),
                  .totalIsEstimate = object.value("e"_L1).toBool(),
                  .isDriven = object.value("d"_L1).toBool()};
}

} // namespace store
