// SPDX-License-Identifier: GPL-3.0-only
#include "passkeys/decoys.h"

#include "crypto/random.h"

namespace decoys {

using namespace Qt::StringLiterals;

namespace {

// Kinds of authenticators as they are met, and of 256 decoys how many are like that.
struct Kind
{
    int share;
    int idBytes;
    QStringList transports;
};

const QList<Kind> &kinds()
{
    static const QList<Kind> all{{96, 20, {u"hybrid"_s, u"internal"_s}},  // Apple's
                                 {64, 32, {u"internal"_s}},               // Windows Hello, Chrome
                                 {56, 16, {u"hybrid"_s, u"internal"_s}},  // Google's, password managers
                                 {24, 48, {u"nfc"_s, u"usb"_s}},          // security keys
                                 {16, 64, {u"usb"_s}}};
    return all;
}

const Kind &kindOf(int dice)
{
    for (const Kind &kind : kinds()) {
        if (dice < kind.share)
            return kind;
        dice -= kind.share;
    }
    return kinds().first();
}

int countOf(int dice)
{
    return dice < 176 ? 1 : dice < 236 ? 2 : 3;
}

} // namespace

QList<options::Descriptor> of(const QString &normalisedEmail, const Secret &key)
{
    const QByteArray address = normalisedEmail.toUtf8();
    const auto bytes = [&](int index, char part) {
        return crypto::hmacSha256(key, QByteArray::number(index) + part + address);
    };
    QList<options::Descriptor> list;
    const int count = countOf(uchar(bytes(0, '#').front()));
    for (int i = 1; i <= count; ++i) {
        const Kind &kind = kindOf(uchar(bytes(i, '#').front()));
        list.append({(bytes(i, 'a') + bytes(i, 'b')).first(kind.idBytes), kind.transports});
    }
    return list;
}

} // namespace decoys
