// SPDX-License-Identifier: GPL-3.0-only
#include "widgets/listpage.h"

#include "models/pagedmodelbase.h"
#include "widgets/filterbar.h"

#include <QAction>
#include <QItemSelectionModel>
#include <QMenu>
#include <QMouseEvent>
#include <QTableView>

using namespace Qt::StringLiterals;

void ListPage::openMenu(const QPoint &position)
{
    const QModelIndex index = m_table->indexAt(position);
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (m_table->selectionModel()->hasSelection())
        menu->addActions(m_rowActions);
    menu->addSeparator();
    const QString term = index.data(PagedModelBase::FilterRole).toString();
    if (!term.isEmpty())
        menu->addAction(tr("Filter by “%1”").arg(term), this, [this, position] { narrowByCell(position); });
    menu->addSeparator();
    menu->addActions(m_pageActions);
    menu->popup(m_table->viewport()->mapToGlobal(position));
}

void ListPage::narrowByCell(const QPoint &position)
{
    const QString text = m_table->indexAt(position).data(PagedModelBase::FilterRole).toString();
    const auto terms = filter::parse(text, m_keys).terms;
    for (const filter::Term &term : terms)
        m_filterBar->addTerm(term);
}

bool ListPage::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_table->viewport() || event->type() != QEvent::MouseButtonPress)
        return QWidget::eventFilter(watched, event);
    const auto *press = static_cast<QMouseEvent *>(event);
    if (press->button() != Qt::LeftButton || press->modifiers() != Qt::AltModifier)
        return false;
    narrowByCell(press->position().toPoint());
    return true;
}
