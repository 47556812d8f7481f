// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "base/result.h"
#include "base/secret.h"

namespace crypto {

// Keeps secrets at rest: XChaCha20-Poly1305 under keys derived from one master key that lives
// outside the database. Values are immutable; copies may be used from any thread.
class Sealer
{
public:
    static constexpr int keySize = 32;

    // The master key in this file: 32 bytes as base64 text. Made with mode 0600 if there is no such
    // file; of processes that start at once, all get the same key. An Error whose detail says what
    // to do for a file of another content and for one that others than its owner may read, except
    // that a systemd credential may show its access list as group rights.
    static Result<Sealer> fromKeyFile(const QString &path);

    // The key has keySize bytes.
    explicit Sealer(const Secret &key);

    // `place` says where the value belongs, as "table:column:row-id". A value opens at its own
    // place only, so a row copied to another account is worthless.
    QByteArray seal(const Secret &plain, const QByteArray &place) const;

    // INTERNAL_SERVER_ERROR for another place, another master key, or bytes that were changed.
    Result<Secret> open(const QByteArray &sealed, const QByteArray &place) const;

    // A key of 32 bytes for one named purpose (keyed BLAKE2b, RFC 7693); different purposes give
    // unrelated keys.
    Secret derive(const QByteArray &purpose) const;

private:
    Secret m_master;
    Secret m_sealing;
};

} // namespace crypto
