// SPDX-License-Identifier: GPL-3.0-only
#include "totpcode.h"

#include <QMessageAuthenticationCode>
#include <QtEndian>

namespace totp {

namespace {

constexpr quint32 modulus = 1'000'000; // ten to the power of `digits`

bool isSame(QByteArrayView a, QByteArrayView b)
{
    if (a.size() != b.size())
        return false;
    int difference = 0;
    for (qsizetype i = 0; i < a.size(); ++i)
        difference |= a[i] ^ b[i];
    return difference == 0;
}

} // namespace

qint64 timeStep(qint64 unixSeconds) { return unixSeconds / stepSeconds; }

// RFC 4226 section 5.3.
QByteArray codeAt(const QByteArray &secret, qint64 step)
{
    const qint64 counter = qToBigEndian(step);
    const QByteArrayView message(reinterpret_cast<const char *>(&counter), sizeof counter);
    const QByteArray hash =
        QMessageAuthenticationCode::hash(message.toByteArray(), secret, QCryptographicHash::Sha1);
    const int offset = hash.back() & 0xf;
    const quint32 truncated = qFromBigEndian<quint32>(hash.constData() + offset) & 0x7fffffff;
    return QByteArray::number(truncated % modulus).rightJustified(digits, '0');
}

std::optional<qint64> matchingStep(const QByteArray &secret, QByteArrayView code, qint64 unixSeconds,
                                   int window)
{
    QByteArray typed = code.toByteArray();
    typed.replace(' ', QByteArrayView());
    const qint64 now = timeStep(unixSeconds);
    for (qint64 step = now + window; step >= now - window; --step) {
        if (isSame(codeAt(secret, step), typed))
            return step;
    }
    return std::nullopt;
}

} // namespace totp
