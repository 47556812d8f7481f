// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "base/json.h"

// Bytes that stand on the wire as canonical base64url.
struct WireBytes
{
    QByteArray bytes = {};
};

template<>
struct json::Codec<WireBytes>
{
    static std::optional<WireBytes> read(const QJsonValue &value);
    static QJsonValue write(const WireBytes &value);
};

// What a browser hands over at the end of a ceremony (WebAuthn Level 3 section 5.1:
// RegistrationResponseJSON and AuthenticationResponseJSON). Members that say something once more are
// not read.
struct AttestationResponse
{
    WireBytes clientDataJSON = {};
    WireBytes attestationObject = {};
    std::optional<QList<QString>> transports = {};

    static constexpr auto fields()
    {
        using namespace Qt::StringLiterals;
        return std::tuple{json::field("clientDataJSON"_L1, &AttestationResponse::clientDataJSON),
                          json::field("attestationObject"_L1, &AttestationResponse::attestationObject),
                          json::field("transports"_L1, &AttestationResponse::transports)};
    }
};

struct AssertionResponse
{
    WireBytes clientDataJSON = {};
    WireBytes authenticatorData = {};
    WireBytes signature = {};
    std::optional<WireBytes> userHandle = {};

    static constexpr auto fields()
    {
        using namespace Qt::StringLiterals;
        return std::tuple{json::field("clientDataJSON"_L1, &AssertionResponse::clientDataJSON),
                          json::field("authenticatorData"_L1, &AssertionResponse::authenticatorData),
                          json::field("signature"_L1, &AssertionResponse::signature),
                          json::field("userHandle"_L1, &AssertionResponse::userHandle)};
    }
};

// A PublicKeyCredential with one of the two responses.
template<class Response>
struct Credential
{
    WireBytes id = {};
    WireBytes rawId = {};
    QString type = {};
    Response response = {};

    static constexpr auto fields()
    {
        using namespace Qt::StringLiterals;
        return std::tuple{json::field("id"_L1, &Credential::id), json::field("rawId"_L1, &Credential::rawId),
                          json::field("type"_L1, &Credential::type),
                          json::field("response"_L1, &Credential::response)};
    }
};

using NewCredential = Credential<AttestationResponse>;
using UsedCredential = Credential<AssertionResponse>;

// VALIDATION_FAILED for a member whose bytes are not what they should be.
Error malformed(const QString &member);

// The id of a credential: VALIDATION_FAILED when it is not the same both times, when it is longer than
// WebAuthn allows, and when this is no public key credential.
template<class Response>
Result<QByteArray> idOf(const Credential<Response> &credential);
