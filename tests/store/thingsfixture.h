// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "store/listing.h"

#include "support/temporarydatabase.h"

// What a row holds, to find out by brute force what a list must give.
struct Thing
{
    qint64 number;
    QString name;
    qint64 at;
    bool isRare;
    bool isCommon;
    QString colour;
};

// A table of things and a list of them. Made to be a second base of a test class.
class ThingsFixture
{
protected:
    static inline const Secret key{QByteArray("a key for cursors")};
    static const store::Listing &listing();

    void fill();
    QList<qint64> expected(const std::function<bool(const Thing &)> &wanted, const QString &sort) const;
    QList<qint64> pages(const ListQuery &query, const QList<store::Criterion> &scope = {}) const;

    TemporaryDatabase m_database;
    QList<Thing> m_things;
};
