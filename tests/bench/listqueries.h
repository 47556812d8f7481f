// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "api/page.h"

#include <QList>
#include <QString>

// What bench_lists asks of each list: common and rare filters, searches that find nobody, a few, a
// hundredth and nearly all, in each order that they may be wanted in.
struct AskedOfList
{
    QString list; // accounts, sessions, events
    ListQuery query;

    // As a person would type it: "events search=ann filter=failed sort=-createdAt".
    QString name() const;
};

QList<AskedOfList> allListQueries();
