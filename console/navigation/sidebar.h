// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QTreeWidget>

class QToolButton;

// Where one is and can go: the server with its colour, the pages, and the filters whose counts
// matter.
class Sidebar : public QWidget
{
    Q_OBJECT

public:
    explicit Sidebar(QWidget *parent = nullptr);

    void setServer(const QString &name, const QString &tip, QMenu *menu);
    void addPage(const QString &page, const QString &title, const QString &iconName);
    // A filter of a page, below it; not shown while its count is zero.
    void addFilter(const QString &page, const QString &filter, const QString &title);
    void removeFilter(const QString &page, const QString &filter);
    void setCount(const QString &page, const QString &filter, qint64 count, bool isEstimate);
    void setCurrent(const QString &page, const QString &filter);

signals:
    void pageWanted(const QString &page);
    void filterWanted(const QString &page, const QString &filter);

protected:
    void changeEvent(QEvent *event) override;

private:
    QTreeWidgetItem *find(const QString &page, const QString &filter) const;
    void go(QTreeWidgetItem *item);
    void paintMark();

    QString m_name;
    QToolButton *m_server;
    QTreeWidget *m_tree;
};
