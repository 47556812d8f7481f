// SPDX-License-Identifier: GPL-3.0-only
#include "widgets/listpanel.h"

#include "api/paths.h"
#include "errortext.h"
#include "models/pagedmodelbase.h"

#include <QAction>
#include <QHeaderView>
#include <QLabel>
#include <QScrollBar>
#include <QStackedWidget>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

ListPanel::ListPanel(const QString &pattern, EmptyState::Content whenEmpty, QWidget *parent)
    : QWidget(parent)
    , m_pattern(pattern)
    , m_whenEmpty(std::move(whenEmpty))
    , m_count(new QLabel)
    , m_head(new QHBoxLayout)
    , m_table(new QTableView)
    , m_emptyState(new EmptyState)
    , m_stack(new QStackedWidget)
{
    buildTable();
    m_count->setForegroundRole(QPalette::PlaceholderText);
    m_head->addWidget(m_count, 1);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_emptyState);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 8, 0, 0);
    layout->setSpacing(8);
    layout->addLayout(m_head);
    layout->addWidget(m_stack, 1);

    m_pause.setSingleShot(true);
    m_pause.setInterval(150ms);
    connect(&m_pause, &QTimer::timeout, this, &ListPanel::follow);
    connect(m_emptyState, &EmptyState::acted, this, &ListPanel::reload);
}

void ListPanel::buildTable()
{
    m_table->setSelectionBehavior(QTableView::SelectRows);
    m_table->setEditTriggers(QTableView::NoEditTriggers);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(qMax(28, fontMetrics().height() + 12));
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->horizontalHeader()->setHighlightSections(false);
    connect(m_table->verticalScrollBar(), &QScrollBar::valueChanged, this, [this] {
        const int last = m_table->rowAt(m_table->viewport()->height() - 1);
        m_model->prefetch(last < 0 ? m_model->rowCount() : last);
    });
}

void ListPanel::setModel(PagedModelBase *model, const QStringList &shownColumns, const QList<int> &widths)
{
    m_model = model;
    m_table->setModel(model);
    m_table->setAccessibleName(m_whenEmpty.title);
    const QStringList names = model->columnNames();
    for (int column = 0; column < names.size(); ++column) {
        const auto place = shownColumns.indexOf(names.at(column));
        m_table->setColumnHidden(column, place < 0);
        if (place == 0)
            m_table->horizontalHeader()->setSectionResizeMode(column, QHeaderView::Stretch);
        else if (place > 0)
            m_table->setColumnWidth(column, widths.value(place));
    }
    connect(model, &PagedModelBase::stateChanged, this, &ListPanel::showState);
    connect(model, &PagedModelBase::totalChanged, this, &ListPanel::showState);
    showState();
}

void ListPanel::addButton(QAction *action)
{
    m_table->addAction(action);
    auto *button = new QToolButton;
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setAutoRaise(true);
    m_head->addWidget(button);
}

QStringList ListPanel::selectedIds() const
{
    QStringList ids;
    for (const QModelIndex &row : m_table->selectionModel()->selectedRows())
        ids.append(m_model->idAt(row.row()));
    return ids;
}

void ListPanel::setAccount(const AccountId &account)
{
    if (account == m_account)
        return;
    m_account = account;
    m_model->setPath({});
    m_pause.start();
}

void ListPanel::follow()
{
    if (isVisible())
        m_model->setPath(m_account.isValid() ? path::fill(m_pattern, m_account.toString()) : QString());
}

void ListPanel::reload()
{
    follow();
    m_model->reload();
}

void ListPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_pause.start();
}

void ListPanel::showState()
{
    const bool hasRows = m_model->state() == PagedModelBase::State::Ready;
    m_count->setText(hasRows ? countText(m_model->total(), m_model->isTotalEstimated()) : QString());
    if (!hasRows)
        m_emptyState->setContent(content());
    m_stack->setCurrentIndex(hasRows ? 0 : 1);
}

EmptyState::Content ListPanel::content() const
{
    switch (m_model->state()) {
    case PagedModelBase::State::Failed:
        return {u"dialog-warning"_s, tr("This list could not be loaded"), errorText(m_model->error()),
                tr("Try again")};
    case PagedModelBase::State::Empty:
        return m_whenEmpty;
    default:
        return {{}, tr("Asking the server"), {}};
    }
}
