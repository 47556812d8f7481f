// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QByteArrayView>

namespace crypto {

// Whether a private key is the one whose public half a certificate vouches for. Both as DER: an X.509
// certificate (RFC 5280), and a key as PKCS #8, PKCS #1 or RFC 5915 has it. False for what is none.
bool isKeyOf(QByteArrayView certificate, QByteArrayView privateKey);

} // namespace crypto
