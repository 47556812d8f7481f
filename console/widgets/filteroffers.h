// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "filter.h"

// What could be meant by a piece of a filter that is still being typed, or why it means nothing.
namespace filteroffers {

// The piece around the cursor: where it begins and how long it is. Blanks in quotes don't end it.
struct Piece
{
    qsizetype start = 0;
    qsizetype length = 0;
};
Piece pieceAt(const QString &text, qsizetype cursor);

// Whole pieces that begin as `typed` does: "2f" offers "2fa:on" and "2fa:off", "-re" offers
// "-remembered". Empty when there is only what was typed.
QStringList offersFor(const QString &typed, const QList<filter::Key> &keys);

// Why a piece can't be understood, in words.
QString reason(const filter::Fault &fault, const QList<filter::Key> &keys);

} // namespace filteroffers
