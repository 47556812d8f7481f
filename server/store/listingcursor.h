// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "base/secret.h"
#include "base/result.h"

#include <QVariant>

namespace store {

// Where a row stands in a list: the value of the sort key, none when the list is sorted by
// `number` itself, and the number.
struct Position
{
    QVariant key = {}; // QString or qint64
    qint64 number = 0;
};

// What a cursor carries: where the page before ended, what the first page counted, and whether it
// was driven after a walk had proved too long.
struct Cursor
{
    Position position;
    qint64 total = 0;
    bool totalIsEstimate = false;
    bool isDriven = false;

    // Opaque to clients: base64url of a tag and JSON. The tag binds it to `binding` under the key.
    QString toText(const QByteArray &binding, const Secret &key) const;

    // INVALID_CURSOR for anything that toText() did not give for the same binding and key.
    static Result<Cursor> fromText(const QString &text, const QByteArray &binding, const Secret &key);
};

} // namespace store
