// SPDX-License-Identifier: GPL-3.0-only
#include "widgets/filteroffers.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(FilterBar)
};

QStringList valuesOf(const filter::Key &key)
{
    switch (key.kind) {
    case filter::Kind::Choice:
        return key.choices;
    case filter::Kind::Age:
        return {u"1h"_s, u"24h"_s, u"7d"_s, u"30d"_s};
    case filter::Kind::Flag:
    case filter::Kind::Address:
    case filter::Kind::Text:
        break;
    }
    return {};
}

QStringList piecesOf(const filter::Key &key)
{
    if (key.kind == filter::Kind::Flag)
        return {key.name};
    QStringList pieces;
    for (const QString &value : valuesOf(key))
        pieces.append(key.name + u':' + value);
    return pieces.isEmpty() ? QStringList{key.name + u':'} : pieces;
}

} // namespace

filteroffers::Piece filteroffers::pieceAt(const QString &text, qsizetype cursor)
{
    qsizetype start = 0;
    bool quoted = false;
    for (qsizetype at = 0; at < text.size(); ++at) {
        if (text[at] == u'"')
            quoted = !quoted;
        if (quoted || !text[at].isSpace())
            continue;
        if (at >= cursor)
            return {start, at - start};
        start = at + 1;
    }
    return {start, text.size() - start};
}

QStringList filteroffers::offersFor(const QString &typed, const QList<filter::Key> &keys)
{
    const QString sign = typed.startsWith(u'-') ? u"-"_s : QString();
    QStringList offers;
    for (const filter::Key &key : keys) {
        for (const QString &piece : piecesOf(key)) {
            if (const QString offer = sign + piece; offer.startsWith(typed, Qt::CaseInsensitive))
                offers.append(offer);
        }
    }
    return offers == QStringList{typed} ? QStringList() : offers;
}

QString filteroffers::reason(const filter::Fault &fault, const QList<filter::Key> &keys)
{
    QStringList known;
    for (const filter::Key &key : keys)
        known.append(key.name);
    switch (fault.reason) {
    case filter::Fault::Reason::UnknownKey:
        return Words::tr("“%1” can't be filtered by. You can use: %2.").arg(fault.piece, known.join(u", "));
    case filter::Fault::Reason::MissingValue:
        return Words::tr("A value is missing after “%1”.").arg(fault.piece);
    case filter::Fault::Reason::BadValue:
        return Words::tr("The value in “%1” does not fit its key.").arg(fault.piece);
    case filter::Fault::Reason::OpenQuote:
        return Words::tr("The quotation mark before “%1” is not closed.").arg(fault.piece);
    }
    return {};
}
