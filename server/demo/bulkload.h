// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "store/database.h"

// Loading very many rows at once into an SQLite database that nobody else has open: without journal,
// indexes and triggers, which are put back at the end.
class BulkLoad
{
public:
    explicit BulkLoad(const store::Database &database)
        : m_database(database)
    {}

    // Empties every table that belongs to people.
    Result<> begin();
    Result<> rebuildIndexes(const std::function<void(const QString &)> &progress);
    Result<> end();

private:
    Result<> dropWhatSlows();

    const store::Database &m_database;
    QStringList m_indexes; // the statements that make them
    QStringList m_triggers;
};
