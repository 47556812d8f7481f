// SPDX-License-Identifier: GPL-3.0-only
#include "widgets/listpage.h"

#include "api/apiclient.h"
#include "models/pagedmodelbase.h"
#include "widgets/filterbar.h"

#include <QAction>
#include <QHeaderView>
#include <QLabel>
#include <QScrollBar>
#include <QStackedWidget>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

ListPage::ListPage(ApiClient &client, Words words, const QList<filter::Key> &keys, QWidget *parent)
    : QWidget(parent)
    , m_client(client)
    , m_words(std::move(words))
    , m_keys(keys)
    , m_filterBar(new FilterBar(m_words.name, keys))
    , m_table(new QTableView)
    , m_count(new QLabel)
    , m_head(new QHBoxLayout)
    , m_emptyState(new EmptyState)
    , m_stack(new QStackedWidget)
{
    build();
    buildTable();
    connect(m_emptyState, &EmptyState::acted, this, &ListPage::act);
    connect(&m_client, &ApiClient::connectionChanged, this, [this](bool reachable) {
        if (reachable && m_model && !isDeclined() &&
            (m_model->state() == PagedModelBase::State::Failed || m_model->isPartial()))
            m_model->reload();
    });
}

void ListPage::build()
{
    auto *title = new QLabel(m_words.title);
    QFont font = title->font();
    font.setPointSizeF(font.pointSizeF() * 1.35);
    font.setWeight(QFont::DemiBold);
    title->setFont(font);
    m_count->setForegroundRole(QPalette::PlaceholderText);
    m_count->setAccessibleName(tr("Number of entries"));
    m_filterBar->setAccessibleName(tr("Filter for the list “%1”").arg(m_words.title));

    m_head->addWidget(title);
    m_head->addStretch();
    m_head->addWidget(m_count);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_emptyState);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 12, 16, 8);
    layout->setSpacing(8);
    layout->addLayout(m_head);
    layout->addWidget(m_filterBar);
    layout->addWidget(m_stack, 1);
    setFocusProxy(m_table);
}

void ListPage::buildTable()
{
    m_table->setAccessibleName(m_words.title);
    m_table->setSelectionBehavior(QTableView::SelectRows);
    m_table->setSelectionMode(QTableView::ExtendedSelection);
    m_table->setEditTriggers(QTableView::NoEditTriggers);
    m_table->setAlternatingRowColors(true);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setIconSize({20, 20});
    m_table->setHorizontalScrollMode(QTableView::ScrollPerPixel);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    m_table->viewport()->installEventFilter(this);

    QHeaderView *rows = m_table->verticalHeader();
    rows->hide();
    rows->setSectionResizeMode(QHeaderView::Fixed);
    rows->setDefaultSectionSize(std::max(28, m_table->fontMetrics().height() + 12));
    QHeaderView *columns = m_table->horizontalHeader();
    columns->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    columns->setHighlightSections(false);
    columns->setSectionsClickable(true);
    columns->setSectionsMovable(true);
    columns->setStretchLastSection(true);
    columns->setSortIndicatorShown(true);
    columns->setSortIndicator(-1, Qt::AscendingOrder);

    connect(columns, &QHeaderView::sectionClicked, this, &ListPage::sortBy);
    connect(m_table, &QTableView::customContextMenuRequested, this, &ListPage::openMenu);
    connect(m_table, &QTableView::activated, this,
            [this](const QModelIndex &index) { emit activated(m_model->idAt(index.row())); });
    connect(m_table->verticalScrollBar(), &QScrollBar::valueChanged, this, [this] {
        const int last = m_table->rowAt(m_table->viewport()->height() - 1);
        m_model->prefetch(last < 0 ? m_model->rowCount() : last);
    });
}

void ListPage::setModel(PagedModelBase *model, const QList<int> &columnWidths)
{
    m_model = model;
    model->setParent(this);
    m_table->setModel(model);
    for (int column = 0; column < columnWidths.size(); ++column)
        m_table->setColumnWidth(column, columnWidths.at(column));
    connect(m_filterBar, &FilterBar::changed, model, &PagedModelBase::setNarrowing);
    connect(model, &PagedModelBase::stateChanged, this, &ListPage::showState);
    connect(model, &PagedModelBase::totalChanged, this, &ListPage::showCount);
    connect(model, &PagedModelBase::reloaded, this, &ListPage::findSelection);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &ListPage::noteSelection);
    showState();
}

void ListPage::setDefaultOrder(int column, Qt::SortOrder order)
{
    m_table->horizontalHeader()->setSortIndicator(column, order);
}

void ListPage::addRowAction(QAction *action)
{
    m_rowActions.append(action);
    addAction(action);
}

void ListPage::addPageAction(QAction *action)
{
    m_pageActions.append(action);
    addAction(action);
}

void ListPage::addAboveTable(QWidget *widget)
{
    auto *column = static_cast<QVBoxLayout *>(layout());
    column->insertWidget(column->indexOf(m_stack), widget);
}

void ListPage::addToHead(QAction *action)
{
    auto *button = new QToolButton;
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setAutoRaise(true);
    m_head->insertWidget(m_head->count() - 1, button);
}

QStringList ListPage::selectedIds() const
{
    QStringList ids;
    for (const QModelIndex &row : m_table->selectionModel()->selectedRows())
        ids.append(m_model->idAt(row.row()));
    return ids;
}

void ListPage::select(const QString &id)
{
    const int row = m_model->rowOf(id);
    if (row >= 0)
        m_table->selectRow(row);
    else
        m_table->clearSelection();
    m_kept = {id};
}

void ListPage::setFilterText(const QString &text) { m_filterBar->setText(text); }

QString ListPage::filterText() const { return m_filterBar->text(); }

ListQuery ListPage::queryFor(const QString &filterText) const
{
    const filter::Parsed parsed = filter::parse(filterText, m_keys);
    QStringList terms;
    for (const filter::Term &term : parsed.terms)
        terms.append(filter::toText(term));
    ListQuery query;
    query.search = parsed.words.join(u' ');
    query.filter = terms.join(u' ');
    return query;
}

QString ListPage::path() const { return m_model->path(); }

void ListPage::reload() { m_model->reload(); }

void ListPage::focusFilter()
{
    m_filterBar->setFocus(Qt::ShortcutFocusReason);
    m_filterBar->selectAll();
}

bool ListPage::isFilterFocused() const { return m_filterBar->hasFocus(); }

void ListPage::focusTable() { m_table->setFocus(Qt::ShortcutFocusReason); }

QByteArray ListPage::saveColumns() const { return m_table->horizontalHeader()->saveState(); }

void ListPage::restoreColumns(const QByteArray &state)
{
    QHeaderView *header = m_table->horizontalHeader();
    if (state.isEmpty() || !header->restoreState(state))
        return;
    m_model->sort(header->sortIndicatorSection(), header->sortIndicatorOrder());
}

void ListPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_model->state() == PagedModelBase::State::Idle)
        m_model->reload();
}

void ListPage::sortBy(int column)
{
    QHeaderView *header = m_table->horizontalHeader();
    if (m_model->canSort(column))
        m_model->sort(column, header->sortIndicatorOrder());
    else
        header->setSortIndicator(-1, Qt::AscendingOrder);
}
