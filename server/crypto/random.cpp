// SPDX-License-Identifier: GPL-3.0-only
#include "crypto/random.h"

#include <QtGlobal>

#include <sodium.h>

#include <string_view>

namespace crypto {

namespace {

uchar *writable(QByteArray &bytes) { return reinterpret_cast<uchar *>(bytes.data()); }

// libsodium wants an address even of nothing.
const uchar *readable(QByteArrayView bytes)
{
    return reinterpret_cast<const uchar *>(bytes.isEmpty() ? "" : bytes.data());
}

} // namespace

void initialise()
{
    if (sodium_init() < 0)
        qFatal("libsodium can't be initialised: no source of randomness");
}

QByteArray randomBytes(int count)
{
    QByteArray bytes(count, Qt::Uninitialized);
    randombytes_buf(bytes.data(), static_cast<size_t>(count));
    return bytes;
}

QByteArray randomText(int length)
{
    constexpr std::string_view letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    QByteArray text(length, Qt::Uninitialized);
    for (char &letter : text)
        letter = letters[randombytes_uniform(letters.size())];
    return text;
}

bool equal(QByteArrayView a, QByteArrayView b)
{
    return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), static_cast<size_t>(a.size())) == 0;
}

QByteArray sha256(QByteArrayView data)
{
    QByteArray digest(crypto_hash_sha256_BYTES, Qt::Uninitialized);
    crypto_hash_sha256(writable(digest), readable(data), static_cast<quint64>(data.size()));
    return digest;
}

QByteArray hmacSha256(const Secret &key, QByteArrayView data)
{
    QByteArray mac(crypto_auth_hmacsha256_BYTES, Qt::Uninitialized);
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, readable(key.bytes()), static_cast<size_t>(key.bytes().size()));
    crypto_auth_hmacsha256_update(&state, readable(data), static_cast<quint64>(data.size()));
    crypto_auth_hmacsha256_final(&state, writable(mac));
    return mac;
}

} // namespace crypto
