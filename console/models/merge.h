// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "models/pagedmodel.h"

// Turns the rows into the wanted ones in three steps that views can follow: what is gone goes, what
// stayed is put in order, what is new comes in.
template<class T>
void PagedModel<T>::merge(const QList<T> &wanted)
{
    QSet<QString> kept;
    for (const T &record : wanted)
        kept.insert(m_idOf(record));
    dropAllBut(kept);
    arrange(wanted);

    int row = 0;
    while (row < wanted.size()) {
        QList<T> fresh;
        while (row + fresh.size() < wanted.size() && !m_rowOf.contains(m_idOf(wanted.at(row + fresh.size()))))
            fresh.append(wanted.at(row + fresh.size()));
        insert(row, fresh);
        row += int(fresh.size()) + 1;
    }
    if (!m_rows.isEmpty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

template<class T>
void PagedModel<T>::dropAllBut(const QSet<QString> &kept)
{
    for (int last = rowCount() - 1; last >= 0; --last) {
        if (kept.contains(idAt(last)))
            continue;
        int first = last;
        while (first > 0 && !kept.contains(idAt(first - 1)))
            --first;
        beginRemoveRows({}, first, last);
        m_rows.remove(first, last - first + 1);
        reindex();
        endRemoveRows();
        last = first;
    }
}

template<class T>
void PagedModel<T>::arrange(const QList<T> &wanted)
{
    QList<T> ordered;
    for (const T &record : wanted) {
        if (m_rowOf.contains(m_idOf(record)))
            ordered.append(record);
    }
    emit layoutAboutToBeChanged();
    const QModelIndexList before = persistentIndexList();
    QStringList ids;
    for (const QModelIndex &old : before)
        ids.append(idAt(old.row()));
    m_rows = std::move(ordered);
    reindex();
    QModelIndexList after;
    for (qsizetype i = 0; i < before.size(); ++i)
        after.append(index(rowOf(ids.at(i)), before.at(i).column()));
    changePersistentIndexList(before, after);
    emit layoutChanged();
}
