// SPDX-License-Identifier: GPL-3.0-only
#include "webauthn/clientdata.h"

#include "base/base64url.h"
#include "base/json.h"

namespace webauthn {

using namespace Qt::StringLiterals;

constexpr qsizetype longest = 8 * 1024;

std::optional<ClientData> ClientData::fromJson(const QByteArray &json)
{
    const auto object = json.size() <= longest ? ::json::parse(json) : Result<QJsonObject>(Error());
    if (!object)
        return std::nullopt;
    const QJsonValue crossOrigin = object->value("crossOrigin"_L1);
    const QJsonValue type = object->value("type"_L1);
    const QJsonValue origin = object->value("origin"_L1);
    const auto challenge = base64url::decode(object->value("challenge"_L1).toString().toUtf8());
    const bool isTyped = type.isString() && origin.isString() && (crossOrigin.isBool() || crossOrigin.isUndefined());
    if (!isTyped || !challenge || challenge->isEmpty())
        return std::nullopt;
    return ClientData{.type = type.toString(),
                      .challenge = *challenge,
                      .origin = origin.toString(),
                      .crossOrigin = crossOrigin.toBool(),
                      .hasTopOrigin = object->contains("topOrigin"_L1)};
}

} // namespace webauthn
