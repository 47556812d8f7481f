// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "store/database.h"

#include <QTemporaryDir>
#include <QTest>

// A database file of its own, with every table, that goes with its test. It need not outlive a power
// cut, so this thread does not wait for the disk.
class TemporaryDatabase
{
public:
    TemporaryDatabase()
    {
        const auto migrated = store::migrate(m_database);
        if (!migrated)
            qFatal("%s", qPrintable(migrated.error().detail));
        run(QStringLiteral("PRAGMA synchronous = OFF"));
    }

    const store::Database &operator*() const { return m_database; }
    const store::Database *operator->() const { return &m_database; }

    // For preparing a test: a statement that must work, and the one number that a SELECT gives.
    int run(const QString &sql, const QVariantList &values = {}) const
    {
        const auto changed = m_database.run(sql, values);
        if (!changed)
            qFatal("%s: %s", qPrintable(sql), qPrintable(changed.error().detail));
        return *changed;
    }
    qint64 number(const QString &sql, const QVariantList &values = {}) const
    {
        const auto value = m_database.one(sql, values, [](const store::Row &row) { return row.number(0); });
        if (!value)
            qFatal("%s: %s", qPrintable(sql), qPrintable(value.error().detail));
        return *value;
    }

private:
    QTemporaryDir m_folder;
    store::Database m_database{m_folder.filePath(QStringLiteral("test.db"))};
};
