// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "base/result.h"

#include <QHostAddress>

#include <memory>

struct Place
{
    QString city; // "" when not known
    QString country;
};

// Looks places up in a MaxMind DB file (https://maxmind.github.io/MaxMind-DB/). Thread-safe.
class Geo
{
public:
    // An empty file name makes one that knows nothing. Error: a file that is no MaxMind DB.
    static Result<Geo> open(const QString &file);

    Place placeOf(const QHostAddress &address) const;

private:
    struct Reader;
    std::shared_ptr<const Reader> m_reader;
};
