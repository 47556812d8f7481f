// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "base/id.h"
#include "widgets/emptystate.h"
#include "widgets/notice.h"

#include <QTimer>

class PagedModelBase;
class QAction;
class QHBoxLayout;
class QLabel;
class QStackedWidget;
class QTableView;

// A short list about one person in the details pane: what it counts, one or two buttons, and a
// table. Follows the selection, and asks only when it is looked at.
class ListPanel : public QWidget
{
    Q_OBJECT

public:
    // `pattern` is a path with a hole for the account.
    ListPanel(const QString &pattern, EmptyState::Content whenEmpty, QWidget *parent = nullptr);

    void setAccount(const AccountId &account); // an invalid one: nobody
    const AccountId &account() const { return m_account; }
    void reload();

signals:
    void noticeWanted(const Notice &notice);

protected:
    // Once, from the constructor of the panel. The other columns are hidden; the first is wide.
    void setModel(PagedModelBase *model, const QStringList &shownColumns, const QList<int> &widths);
    void addButton(QAction *action);
    virtual QString countText(qint64 total, bool isEstimate) const = 0;
    QStringList selectedIds() const;
    QTableView *table() const { return m_table; }
    void showEvent(QShowEvent *event) override;

private:
    void buildTable();
    void follow();
    void showState();
    EmptyState::Content content() const;

    QString m_pattern;
    EmptyState::Content m_whenEmpty;
    AccountId m_account;
    QTimer m_pause; // while somebody runs through the list of people
    PagedModelBase *m_model = nullptr;
    QLabel *m_count;
    QHBoxLayout *m_head;
    QTableView *m_table;
    EmptyState *m_emptyState;
    QStackedWidget *m_stack;
};
