// SPDX-License-Identifier: GPL-3.0-only
#include "totp/recoverycodes.h"

#include "base/base32.h"
#include "crypto/random.h"

#include <QStringList>

using namespace Qt::StringLiterals;

constexpr int codeBytes = 15; // 24 characters of base32
constexpr int codeCharacters = 24;
constexpr int groupCharacters = 6;

static QByteArray bare(const QString &code)
{
    QByteArray letters;
    for (const QChar c : code) {
        if (c.isLetterOrNumber() && c.unicode() < 128)
            letters.append(char(c.toUpper().unicode()));
    }
    return letters;
}

QString recovery::newCode()
{
    const QByteArray letters = base32::encode(crypto::randomBytes(codeBytes));
    QStringList groups;
    for (int at = 0; at < codeCharacters; at += groupCharacters)
        groups.append(QString::fromLatin1(letters.mid(at, groupCharacters)));
    return groups.join(u'-');
}

QByteArray recovery::hashOf(const QString &code)
{
    return crypto::sha256(bare(code));
}

bool recovery::looksLikeOne(const QString &code)
{
    return bare(code).size() == codeCharacters;
}
