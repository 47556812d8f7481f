// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "api/apiclient.h"
#include "models/pagedmodelbase.h"

#include <QSet>

// One column: a title and what it reads from a record.
template<class T>
struct Column
{
    QString name; // stable, never shown
    QString title;
    std::function<QVariant(const T &)> read;                   // what is displayed
    QString sortKey = {};                                      // empty: can't be sorted by
    std::function<QVariant(const T &, int role)> furnish = {}; // tooltip, icon, alignment, accessible text …
};

// A list on the server, fetched by cursor as the view scrolls; searching, sorting and counting
// happen there.
template<class T>
class PagedModel : public PagedModelBase
{
public:
    using IdOf = std::function<QString(const T &)>;

    PagedModel(ApiClient &client, const QString &path, QLatin1StringView plural, QList<Column<T>> columns,
               IdOf idOf, QObject *parent = nullptr)
        : PagedModelBase(path, parent)
        , m_client(client)
        , m_plural(plural)
        , m_columns(std::move(columns))
        , m_idOf(std::move(idOf))
    {}

    const T &at(int row) const { return m_rows.at(row); }
    const T *find(const QString &id) const
    {
        const int row = rowOf(id);
        return row < 0 ? nullptr : &m_rows.at(row);
    }

    // A record that an action has just changed; nothing happens when it is not loaded.
    void replace(const T &record)
    {
        const int row = rowOf(m_idOf(record));
        if (row < 0)
            return;
        m_rows[row] = record;
        emit dataChanged(index(row, 0), index(row, columnCount() - 1));
    }

    void removeById(const QString &id)
    {
        const int row = rowOf(id);
        if (row < 0)
            return;
        beginRemoveRows({}, row, row);
        m_rows.removeAt(row);
        reindex();
        endRemoveRows();
        noteRowGone();
    }

    // What has just happened, newest first, on top of a list in that order. Gives how many rows came.
    int prepend(const QList<T> &records)
    {
        QList<T> fresh;
        for (const T &record : records) {
            if (!m_rowOf.contains(m_idOf(record)))
                fresh.append(record);
        }
        insert(0, fresh);
        noteRowsCame(int(fresh.size()));
        return int(fresh.size());
    }

    QString idAt(int row) const override { return m_idOf(m_rows.at(row)); }
    int rowOf(const QString &id) const override { return m_rowOf.value(id, -1); }
    QStringList columnNames() const override
    {
        QStringList names;
        for (const auto &column : m_columns)
            names.append(column.name);
        return names;
    }

    int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : int(m_rows.size());
    }
    int columnCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : int(m_columns.size());
    }

    QVariant data(const QModelIndex &index, int role) const override
    {
        if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
            return {};
        const auto &column = m_columns.at(index.column());
        const T &record = m_rows.at(index.row());
        if (role == Qt::DisplayRole)
            return column.read(record);
        if (role == IdRole)
            return m_idOf(record);
        return column.furnish ? column.furnish(record, role) : QVariant();
    }

    QVariant headerData(int section, Qt::Orientation orientation, int role) const override
    {
        const bool isTitle = role == Qt::DisplayRole && orientation == Qt::Horizontal;
        return isTitle && section < m_columns.size() ? m_columns.at(section).title : QVariant();
    }

protected:
    void ask(const ListQuery &query, int generation) override
    {
        if (query.cursor.isEmpty()) {
            m_incoming.clear();
            m_arrived.clear();
        }
        m_client.getPage<T>(path(), m_plural, query, this, [this, generation](const Result<Page<T>> &page) {
            if (!isCurrent(generation))
                return;
            page ? take(*page) : noteFailure(page.error());
        });
    }

    void clearRows() override
    {
        beginResetModel();
        m_rows.clear();
        m_rowOf.clear();
        endResetModel();
    }

    QString sortKey(int column) const override
    {
        return column < 0 || column >= m_columns.size() ? QString() : m_columns.at(column).sortKey;
    }

private:
    void take(const Page<T> &page)
    {
        notePage(page.total, page.totalIsEstimate, page.nextCursor);
        if (!isReloading())
            append(page.items);
        else if (!gather(page))
            return;
        noteSettled();
    }

    // While reloading: true once as much has arrived as was there before.
    bool gather(const Page<T> &page)
    {
        for (const T &item : page.items) {
            if (!m_arrived.contains(m_idOf(item)))
                m_incoming.append(item);
            m_arrived.insert(m_idOf(item));
        }
        if (page.nextCursor && m_incoming.size() < reloadGoal()) {
            fetch(*page.nextCursor);
            return false;
        }
        merge(std::exchange(m_incoming, {}));
        return true;
    }

    // Rows that a list in motion gives twice are taken once.
    void append(const QList<T> &items)
    {
        QList<T> fresh;
        for (const T &item : items) {
            if (!m_rowOf.contains(m_idOf(item)))
                fresh.append(item);
        }
        insert(int(m_rows.size()), fresh);
    }

    void insert(int row, const QList<T> &items)
    {
        if (items.isEmpty())
            return;
        beginInsertRows({}, row, row + int(items.size()) - 1);
        if (row == m_rows.size()) { // the usual case, whose cost must not grow with what is loaded
            m_rows.append(items);
            reindex(row);
        } else {
            m_rows = m_rows.first(row) + items + m_rows.sliced(row);
            reindex();
        }
        endInsertRows();
    }

    void merge(const QList<T> &wanted);
    void dropAllBut(const QSet<QString> &kept);
    void arrange(const QList<T> &wanted);

    void reindex(int from = 0)
    {
        if (from == 0)
            m_rowOf.clear();
        for (int row = from; row < m_rows.size(); ++row)
            m_rowOf.insert(m_idOf(m_rows.at(row)), row);
    }

    ApiClient &m_client;
    QLatin1StringView m_plural;
    QList<Column<T>> m_columns;
    IdOf m_idOf;
    QList<T> m_rows;
    QList<T> m_incoming; // while reloading
    QSet<QString> m_arrived;
    QHash<QString, int> m_rowOf;
};

#include "models/merge.h" // the rest of the template: how a reload becomes visible
