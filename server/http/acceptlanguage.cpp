// SPDX-License-Identifier: GPL-3.0-only
#include "http/acceptlanguage.h"

using namespace Qt::StringLiterals;

namespace {

struct Wish
{
    QString language; // the primary subtag, in lower case
    double weight = 1;
};

Wish wishOf(QByteArrayView element)
{
    const QByteArray text = element.toByteArray().trimmed().toLower();
    const qsizetype semicolon = text.indexOf(';');
    const QByteArray range = (semicolon < 0 ? text : text.left(semicolon)).trimmed();
    Wish wish{.language = QString::fromLatin1(range.split('-').first())};
    const qsizetype weight = text.indexOf("q=");
    if (weight > semicolon && semicolon >= 0)
        wish.weight = text.mid(weight + 2).trimmed().toDouble();
    return wish;
}

} // namespace

QString http::preferredLanguage(QByteArrayView acceptLanguage, const QStringList &offered)
{
    QString best = offered.value(0);
    double most = 0;
    for (const QByteArray &element : acceptLanguage.toByteArray().split(',')) {
        const Wish wish = wishOf(element);
        if (wish.weight > most && offered.contains(wish.language)) {
            most = wish.weight;
            best = wish.language;
        }
    }
    return best;
}
