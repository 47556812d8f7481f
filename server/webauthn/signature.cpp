// SPDX-License-Identifier: GPL-3.0-only
#include "webauthn/signature.h"

#include <functional>
#include <memory>

#include <fido.h>
#include <fido/eddsa.h>
#include <fido/es256.h>
#include <fido/rs256.h>

namespace webauthn {

using namespace Qt::StringLiterals;

namespace {

template<auto release>
struct Release
{
    template<class T>
    void operator()(T *object) const
    {
        release(&object);
    }
};
template<class T, auto release>
using Owned = std::unique_ptr<T, Release<release>>;

using FidoAssertion = Owned<fido_assert_t, fido_assert_free>;
using FidoCredential = Owned<fido_cred_t, fido_cred_free>;
using Es256Key = Owned<es256_pk_t, es256_pk_free>;
using EdDsaKey = Owned<eddsa_pk_t, eddsa_pk_free>;
using Rs256Key = Owned<rs256_pk_t, rs256_pk_free>;

const uchar *data(const QByteArray &bytes) { return reinterpret_cast<const uchar *>(bytes.constData()); }
size_t size(const QByteArray &bytes) { return size_t(bytes.size()); }

// Calls `use` with the key as libfido2 has it; false if it is none.
bool withKey(const PublicKey &key, const std::function<bool(const void *)> &use)
{
    const QByteArray &bytes = key.bytes;
    switch (key.algorithm) {
    case Algorithm::Es256: {
        const Es256Key es256(es256_pk_new());
        return bytes.size() == 64 && es256_pk_from_ptr(es256.get(), data(bytes), size(bytes)) == FIDO_OK && use(es256.get());
    }
    case Algorithm::EdDsa: {
        const EdDsaKey edDsa(eddsa_pk_new());
        return bytes.size() == 32 && eddsa_pk_from_ptr(edDsa.get(), data(bytes), size(bytes)) == FIDO_OK && use(edDsa.get());
    }
    case Algorithm::Rs256: {
        const Rs256Key rs256(rs256_pk_new());
        return bytes.size() == 259 && rs256_pk_from_ptr(rs256.get(), data(bytes), size(bytes)) == FIDO_OK && use(rs256.get());
    }
    }
    return false;
}

// libfido2 wants to be told which of the extensions it knows are to be there: none was asked for, but
// browsers add some of their own accord.
int extensionsOf(const QCborMap &extensions)
{
    int known = 0;
    if (extensions.contains("hmac-secret"_L1))
        known |= FIDO_EXT_HMAC_SECRET;
    if (extensions.contains("credProtect"_L1))
        known |= FIDO_EXT_CRED_PROTECT;
    if (extensions.contains("credBlob"_L1))
        known |= FIDO_EXT_CRED_BLOB;
    if (extensions.contains("minPinLength"_L1))
        known |= FIDO_EXT_MINPINLEN;
    return known;
}

bool isProtectionKept(fido_cred_t *credential, const QCborMap &extensions)
{
    const QCborValue protection = extensions.value("credProtect"_L1);
    return protection.isUndefined() || fido_cred_set_prot(credential, int(protection.toInteger())) == FIDO_OK;
}

} // namespace

bool isUsable(const PublicKey &key)
{
    return withKey(key, [](const void *) { return true; });
}

bool verify(const Assertion &assertion, const PublicKey &key, const QString &rpId)
{
    const auto parsed = AuthenticatorData::fromBytes(assertion.authenticatorData);
    if (!parsed)
        return false;
    const FidoAssertion fido(fido_assert_new());
    const QByteArray &authenticatorData = assertion.authenticatorData;
    const QByteArray &signature = assertion.signature;
    const bool isSet =
        fido_assert_set_rp(fido.get(), rpId.toUtf8().constData()) == FIDO_OK &&
        fido_assert_set_clientdata(fido.get(), data(assertion.clientData), size(assertion.clientData)) == FIDO_OK &&
        fido_assert_set_count(fido.get(), 1) == FIDO_OK &&
        fido_assert_set_authdata_raw(fido.get(), 0, data(authenticatorData), size(authenticatorData)) == FIDO_OK &&
        fido_assert_set_extensions(fido.get(), extensionsOf(parsed->extensions)) == FIDO_OK &&
        fido_assert_set_up(fido.get(), FIDO_OPT_TRUE) == FIDO_OK &&
        fido_assert_set_uv(fido.get(), assertion.needsVerifiedUser ? FIDO_OPT_TRUE : FIDO_OPT_OMIT) == FIDO_OK &&
        fido_assert_set_sig(fido.get(), 0, data(signature), size(signature)) == FIDO_OK;
    return isSet && withKey(key, [&](const void *raw) {
               return fido_assert_verify(fido.get(), 0, int(key.algorithm), raw) == FIDO_OK;
           });
}

bool verifySelfSigned(const Attestation &attestation, const QByteArray &clientData, const QString &rpId)
{
    const FidoCredential fido(fido_cred_new());
    const QByteArray &authenticatorData = attestation.authenticatorData;
    const QByteArray &signature = attestation.selfSignature;
    const QCborMap &extensions = attestation.data.extensions;
    const QByteArray id = rpId.toUtf8();
    const bool isSet =
        fido_cred_set_type(fido.get(), int(attestation.data.credential->publicKey.algorithm)) == FIDO_OK &&
        fido_cred_set_rp(fido.get(), id.constData(), id.constData()) == FIDO_OK &&
        fido_cred_set_clientdata(fido.get(), data(clientData), size(clientData)) == FIDO_OK &&
        fido_cred_set_authdata_raw(fido.get(), data(authenticatorData), size(authenticatorData)) == FIDO_OK &&
        fido_cred_set_extensions(fido.get(), extensionsOf(extensions)) == FIDO_OK &&
        isProtectionKept(fido.get(), extensions) &&
        fido_cred_set_uv(fido.get(), FIDO_OPT_TRUE) == FIDO_OK &&
        fido_cred_set_fmt(fido.get(), "packed") == FIDO_OK &&
        fido_cred_set_sig(fido.get(), data(signature), size(signature)) == FIDO_OK;
    return isSet && fido_cred_verify_self(fido.get()) == FIDO_OK;
}

} // namespace webauthn
