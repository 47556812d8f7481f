// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "api/page.h"
#include "base/result.h"

#include <QAbstractTableModel>

// A list on the server as a table that never holds more than was looked at: what does not depend
// on the kind of record.
class PagedModelBase : public QAbstractTableModel
{
    Q_OBJECT

public:
    // Failed: there is nothing to show but the error. A failure after rows have arrived leaves the
    // state Ready and is told by isPartial().
    enum class State { Idle, Loading, Ready, Empty, Failed };

    enum Role {
        IdRole = Qt::UserRole + 1, // QString
        FilterRole                 // QString: the term that narrows the list to rows like this one
    };

    State state() const { return m_state; }
    const Error &error() const { return m_error; }
    bool isPartial() const { return m_state == State::Ready && !m_error.code.isEmpty(); }
    bool isFetching() const { return m_isFetching; }
    bool isNarrowed() const { return !m_query.search.isEmpty() || !m_query.filter.isEmpty(); }
    qint64 total() const { return m_total; }
    bool isTotalEstimated() const { return m_isTotalEstimated; } // then read "at least"
    const ListQuery &query() const { return m_query; }

    virtual QString idAt(int row) const = 0;
    virtual int rowOf(const QString &id) const = 0; // -1: not loaded

    // Stable names, for remembered columns.
    virtual QStringList columnNames() const = 0;

    // Each starts the list anew from its first page.
    void setNarrowing(const QString &search, const QString &filter);
    void sort(int column, Qt::SortOrder order) override;
    bool canSort(int column) const { return !sortKey(column).isEmpty(); }
    void setPath(const QString &path);
    QString path() const { return m_path; }

    // Asks again for what is loaded (at most a thousand rows) and merges the answer, so that
    // selection and place stay.
    void reload();

    // Loads the next page if this row is near the end of what is loaded.
    void prefetch(int lastVisibleRow);

    bool canFetchMore(const QModelIndex &parent = {}) const override;
    void fetchMore(const QModelIndex &parent = {}) override;

signals:
    void stateChanged();
    void totalChanged();
    void reloaded(); // a first page or a reload has arrived

protected:
    static constexpr int pageSize = 100;
    static constexpr int mostReloaded = 1000;

    explicit PagedModelBase(const QString &path, QObject *parent);

    virtual void ask(const ListQuery &query, int generation) = 0;
    virtual void clearRows() = 0;
    virtual QString sortKey(int column) const = 0; // empty: the server can't sort by it

    bool isCurrent(int generation) const { return generation == m_generation; }
    bool isReloading() const { return m_isReloading; }
    int reloadGoal() const { return m_reloadGoal; }
    void fetch(const QString &cursor);
    void startAnew();
    void noteFailure(const Error &error);
    void notePage(qint64 total, bool isEstimate, const std::optional<QString> &nextCursor);
    void noteSettled();
    void noteRowGone();
    void noteRowsCame(int count);

private:
    void setState(State state);

    QString m_path;
    ListQuery m_query;
    std::optional<QString> m_nextCursor;
    Error m_error = {};
    State m_state = State::Idle;
    qint64 m_total = 0;
    int m_generation = 0;
    int m_reloadGoal = 0;
    bool m_isTotalEstimated = false;
    bool m_isFetching = false;
    bool m_isReloading = false;
};
