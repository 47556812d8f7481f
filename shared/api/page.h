// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QList>
#include <QString>

#include <optional>

// One page of a list (api.md 1.7). `total` counts what the filter lets through; when that would
// cost too much it is what was counted before giving up, and totalIsEstimate is true: "at least".
template<class T>
struct Page
{
    QList<T> items;
    qint64 total = 0;
    bool totalIsEstimate = false;
    std::optional<QString> nextCursor = {}; // opaque; none on the last page
};

// What a list is asked for. `filter` is the filter language of the console: words `key:value` or
// `key`, joined by spaces (all must hold), '-' in front negates, "quotes" hold blanks together.
struct ListQuery
{
    QString search = {}; // free words, matched anywhere in names and addresses
    QString filter = {};
    QString sort = {};   // a key of the list, '-' in front for descending; empty: the list's default
    int limit = 50;      // 1..200
    QString cursor = {}; // of the page before; empty: the first page
};
