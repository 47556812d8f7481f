// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "api/page.h"
#include "filter.h"
#include "widgets/emptystate.h"
#include "widgets/notice.h"

#include <QWidget>

class ApiClient;
class FilterBar;
class PagedModelBase;
class QAction;
class QHBoxLayout;
class QLabel;
class QStackedWidget;
class QTableView;

// The sentence that every page is: title and count, one filter line, one table; and, where there is
// nothing to show, why and what to do. A page gives its model, its words and its actions.
class ListPage : public QWidget
{
    Q_OBJECT

public:
    struct Words
    {
        QString name;  // stable, never shown: "people"
        QString title; // "People"
        QString icon;
        EmptyState::Content empty; // when the list itself is empty; its button emits emptyActionWanted()
        bool wantsPassword = false; // the server asks for it again: nothing is counted in the background
    };

    ListPage(ApiClient &client, Words words, const QList<filter::Key> &keys, QWidget *parent = nullptr);

    const Words &words() const { return m_words; }
    ApiClient &client() const { return m_client; }

    // What the window shows in its third column; the window takes it. Null: nothing.
    virtual QWidget *details() { return nullptr; }

    // For the context menu and the window's menu. Row actions are told apart from page actions
    // because they need a selection.
    const QList<QAction *> &rowActions() const { return m_rowActions; }
    const QList<QAction *> &pageActions() const { return m_pageActions; }

    QStringList selectedIds() const;
    void select(const QString &id);
    void setFilterText(const QString &text);
    QString filterText() const;
    ListQuery queryFor(const QString &filterText) const; // what this page would ask the server
    FilterBar &filterBar() const { return *m_filterBar; }
    QString path() const;

    // Loads when first shown, asks again later.
    void reload();
    void focusFilter();
    bool isFilterFocused() const;
    void focusTable();

    QByteArray saveColumns() const;
    void restoreColumns(const QByteArray &state);

    // "12,408", "at least 10,000 · 3 selected"
    QString countText() const;
    // Of the list without a filter; none before it was loaded.
    std::optional<qint64> wholeCount() const;

signals:
    void selectionChanged();
    void activated(const QString &id); // Enter or double click
    void noticeWanted(const Notice &notice);
    void emptyActionWanted();
    void countChanged();

protected:
    // Once, from the constructor of the page; takes the model as its child.
    void setModel(PagedModelBase *model, const QList<int> &columnWidths);
    // The order in which the server gives the list by itself.
    void setDefaultOrder(int column, Qt::SortOrder order);
    void addRowAction(QAction *action);
    void addPageAction(QAction *action);
    // A line of its own between filter and table, taken as a child.
    void addAboveTable(QWidget *widget);
    // A button beside the title, for what is used so often that a menu hides it.
    void addToHead(QAction *action);
    PagedModelBase *model() const { return m_model; }
    QTableView *table() const { return m_table; }
    bool eventFilter(QObject *watched, QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void build();
    void buildTable();
    void showState();
    EmptyState::Content content() const;
    void act();
    void warnOfGap();
    bool isDeclined() const; // the password that the server asked for was not given
    void showCount();
    void sortBy(int column);
    void noteSelection();
    void findSelection();
    void openMenu(const QPoint &position);
    void narrowByCell(const QPoint &position);

    ApiClient &m_client;
    Words m_words;
    QList<filter::Key> m_keys;
    PagedModelBase *m_model = nullptr;
    FilterBar *m_filterBar;
    QTableView *m_table;
    QLabel *m_count;
    QHBoxLayout *m_head;
    EmptyState *m_emptyState;
    QStackedWidget *m_stack;
    QList<QAction *> m_rowActions;
    QList<QAction *> m_pageActions;
    QStringList m_kept; // ids of the selection, to be found again when the list has started anew
    bool m_wasPartial = false;
};
