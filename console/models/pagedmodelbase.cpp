// SPDX-License-Identifier: GPL-3.0-only
#include "models/pagedmodelbase.h"

#include "api/codes.h"

#include <algorithm>
#include <utility>

namespace {

constexpr int prefetchAhead = 60; // rows

}

PagedModelBase::PagedModelBase(const QString &path, QObject *parent)
    : QAbstractTableModel(parent)
    , m_path(path)
{
    m_query.limit = pageSize;
}

void PagedModelBase::setNarrowing(const QString &search, const QString &filter)
{
    if (search == m_query.search && filter == m_query.filter)
        return;
    m_query.search = search;
    m_query.filter = filter;
    startAnew();
}

void PagedModelBase::sort(int column, Qt::SortOrder order)
{
    const QString key = sortKey(column);
    const QString wanted = key.isEmpty() || order == Qt::AscendingOrder ? key : u'-' + key;
    if (wanted == m_query.sort)
        return;
    m_query.sort = wanted;
    if (m_state != State::Idle)
        startAnew();
}

void PagedModelBase::setPath(const QString &path)
{
    if (path == m_path)
        return;
    m_path = path;
    startAnew();
}

void PagedModelBase::startAnew()
{
    ++m_generation;
    m_nextCursor.reset();
    m_error = {};
    m_isReloading = false;
    m_isFetching = false;
    clearRows();
    setState(m_path.isEmpty() ? State::Idle : State::Loading);
    if (!m_path.isEmpty())
        fetch({});
}

void PagedModelBase::reload()
{
    if (m_path.isEmpty())
        return;
    if (rowCount() == 0)
        return startAnew();
    ++m_generation;
    m_isReloading = true;
    m_reloadGoal = std::min(rowCount(), mostReloaded);
    fetch({});
}

void PagedModelBase::fetch(const QString &cursor)
{
    m_isFetching = true;
    ListQuery query = m_query;
    query.cursor = cursor;
    ask(query, m_generation);
}

bool PagedModelBase::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && m_nextCursor && !m_isFetching && m_error.code.isEmpty();
}

void PagedModelBase::fetchMore(const QModelIndex &parent)
{
    if (canFetchMore(parent))
        fetch(*m_nextCursor);
}

void PagedModelBase::prefetch(int lastVisibleRow)
{
    if (lastVisibleRow + prefetchAhead >= rowCount())
        fetchMore();
}

void PagedModelBase::noteFailure(const Error &error)
{
    m_isFetching = false;
    m_isReloading = false;
    if (error.code == code::invalidCursor && rowCount() > 0)
        return reload();
    m_error = error;
    setState(rowCount() > 0 ? State::Ready : State::Failed);
}

void PagedModelBase::notePage(qint64 total, bool isEstimate, const std::optional<QString> &nextCursor)
{
    m_isFetching = false;
    m_error = {};
    m_nextCursor = nextCursor;
    const bool isNews = total != m_total || isEstimate != m_isTotalEstimated;
    m_total = total;
    m_isTotalEstimated = isEstimate;
    if (isNews)
        emit totalChanged();
}

void PagedModelBase::noteSettled()
{
    if (rowCount() == 0 && canFetchMore()) // a page may be empty though more follow
        return fetchMore();
    const bool isFirst = m_state != State::Ready || m_isReloading;
    m_isReloading = false;
    setState(rowCount() > 0 ? State::Ready : State::Empty);
    if (isFirst)
        emit reloaded();
}

void PagedModelBase::noteRowGone()
{
    m_total = std::max<qint64>(0, m_total - 1);
    emit totalChanged();
    if (rowCount() == 0)
        canFetchMore() ? fetchMore() : setState(State::Empty);
}

void PagedModelBase::noteRowsCame(int count)
{
    if (count == 0)
        return;
    m_total += count;
    emit totalChanged();
    if (m_state == State::Empty)
        setState(State::Ready);
}

void PagedModelBase::setState(State state)
{
    m_state = state;
    emit stateChanged();
}
