// SPDX-License-Identifier: GPL-3.0-only
#include "crypto/sealer.h"

#include "api/codes.h"
#include "crypto/keyfile.h"
#include "crypto/random.h"

#include <sodium.h>

namespace crypto {

using namespace Qt::StringLiterals;

namespace {

// A sealed value is: version, nonce, ciphertext, tag.
constexpr char version = 1;
constexpr qsizetype nonceSize = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr qsizetype tagSize = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr qsizetype headSize = 1 + nonceSize;
static_assert(Sealer::keySize == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
static_assert(Sealer::keySize == crypto_generichash_KEYBYTES);

uchar *writable(QByteArray &bytes) { return reinterpret_cast<uchar *>(bytes.data()); }

const uchar *readable(const QByteArray &bytes) { return reinterpret_cast<const uchar *>(bytes.constData()); }

Secret keyedHash(const Secret &key, const QByteArray &label)
{
    QByteArray hash(Sealer::keySize, Qt::Uninitialized);
    crypto_generichash(writable(hash), static_cast<size_t>(hash.size()), readable(label),
                       static_cast<quint64>(label.size()), readable(key.bytes()),
                       static_cast<size_t>(key.bytes().size()));
    return Secret(std::move(hash));
}

} // namespace

Result<Sealer> Sealer::fromKeyFile(const QString &path)
{
    const Secret key = TRY(readOrMakeKeyFile(path, keySize));
    return Sealer(key);
}

Sealer::Sealer(const Secret &key)
    : m_master(key)
    , m_sealing(keyedHash(key, "seal"))
{
    Q_ASSERT(key.bytes().size() == keySize);
}

QByteArray Sealer::seal(const Secret &plain, const QByteArray &place) const
{
    const QByteArray &text = plain.bytes();
    QByteArray sealed = version + randomBytes(nonceSize);
    sealed.resize(headSize + text.size() + tagSize);
    crypto_aead_xchacha20poly1305_ietf_encrypt(writable(sealed) + headSize, nullptr, readable(text),
                                               static_cast<quint64>(text.size()), readable(place),
                                               static_cast<quint64>(place.size()), nullptr,
                                               readable(sealed) + 1, readable(m_sealing.bytes()));
    return sealed;
}

Result<Secret> Sealer::open(const QByteArray &sealed, const QByteArray &place) const
{
    const Error closed{Error::Kind::Internal, code::internalServerError,
                       u"the sealed value %1 does not open: it was changed, moved, or sealed under another "
                       "master key"_s.arg(QString::fromUtf8(place))};
    if (sealed.size() < headSize + tagSize || sealed.front() != version)
        return closed;

    QByteArray plain(sealed.size() - headSize - tagSize, Qt::Uninitialized);
    const int failed = crypto_aead_xchacha20poly1305_ietf_decrypt(
        writable(plain), nullptr, nullptr, readable(sealed) + headSize,
        static_cast<quint64>(sealed.size() - headSize), readable(place), static_cast<quint64>(place.size()),
        readable(sealed) + 1, readable(m_sealing.bytes()));
    if (failed)
        return closed;
    return Secret(std::move(plain));
}

Secret Sealer::derive(const QByteArray &purpose) const { return keyedHash(m_master, "purpose:" + purpose); }

} // namespace crypto
