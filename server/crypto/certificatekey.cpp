// SPDX-License-Identifier: GPL-3.0-only
#include "crypto/certificatekey.h"

#include "crypto/owned.h"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

namespace crypto {

using Certificate = Owned<X509, X509_free>;
using Key = Owned<EVP_PKEY, EVP_PKEY_free>;

bool isKeyOf(QByteArrayView certificate, QByteArrayView privateKey)
{
    const auto *certificateBytes = reinterpret_cast<const uchar *>(certificate.data());
    const auto *keyBytes = reinterpret_cast<const uchar *>(privateKey.data());
    const Certificate shown(d2i_X509(nullptr, &certificateBytes, long(certificate.size())));
    const Key key(d2i_AutoPrivateKey(nullptr, &keyBytes, long(privateKey.size())));
    const bool isPair = shown && key && X509_check_private_key(shown.get(), key.get()) == 1;
    ERR_clear_error(); // else a TLS connection of this thread would take our complaint for its own
    return isPair;
}

} // namespace crypto
