// SPDX-License-Identifier: GPL-3.0-only
// Reads arbitrary bytes as everything that an authenticator sends; what gets through must keep the
// promises that the callers rely on.
#include "webauthn/attestation.h"
#include "webauthn/cbor.h"
#include "webauthn/clientdata.h"

#include <cstdint>
#include <cstdlib>

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

// What was taken is the one way to write down what it says.
void checkItem(QByteArrayView bytes)
{
    const auto item = webauthn::cbor::first(bytes);
    if (!item)
        return;
    require(item->size > 0 && item->size <= bytes.size());
    require(item->value.toCbor() == bytes.first(item->size));
    require(!webauthn::cbor::first(bytes.first(item->size - 1)));
}

void checkCredential(const webauthn::AuthenticatorData &data)
{
    require(data.rpIdHash.size() == 32);
    if (!data.credential)
        return;
    require(!data.credential->id.isEmpty() && data.credential->id.size() <= webauthn::longestCredentialId);
    require(webauthn::PublicKey::fromCose(data.credential->cose).has_value());
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    checkItem(bytes);
    if (const auto parsed = webauthn::AuthenticatorData::fromBytes(bytes))
        checkCredential(*parsed);
    if (const auto attestation = webauthn::Attestation::fromCbor(bytes))
        checkCredential(attestation->data);
    if (const auto client = webauthn::ClientData::fromJson(bytes))
        require(!client->challenge.isEmpty());
    return 0;
}
