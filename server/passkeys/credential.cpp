// SPDX-License-Identifier: GPL-3.0-only
#include "passkeys/credential.h"

#include "base/base64url.h"
#include "webauthn/authenticatordata.h"

using namespace Qt::StringLiterals;

std::optional<WireBytes> json::Codec<WireBytes>::read(const QJsonValue &value)
{
    const auto bytes = value.isString() ? base64url::decode(value.toString().toUtf8()) : std::nullopt;
    return bytes ? std::optional(WireBytes{*bytes}) : std::nullopt;
}

QJsonValue json::Codec<WireBytes>::write(const WireBytes &value)
{
    return QString::fromLatin1(base64url::encode(value.bytes));
}

Error malformed(const QString &member)
{
    return {.kind = Error::Kind::Invalid, .code = code::validationFailed, .fields = {{member, code::invalid}}};
}

template<class Response>
Result<QByteArray> idOf(const Credential<Response> &credential)
{
    if (credential.type != "public-key"_L1)
        return malformed(u"type"_s);
    if (credential.id.bytes != credential.rawId.bytes)
        return malformed(u"rawId"_s);
    if (credential.id.bytes.size() > webauthn::longestCredentialId)
        return malformed(u"id"_s);
    return credential.id.bytes;
}

template Result<QByteArray> idOf(const NewCredential &credential);
template Result<QByteArray> idOf(const UsedCredential &credential);
