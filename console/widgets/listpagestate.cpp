// SPDX-License-Identifier: GPL-3.0-only
#include "widgets/listpage.h"

#include "api/localcodes.h"
#include "errortext.h"
#include "models/pagedmodelbase.h"
#include "widgets/filterbar.h"

#include <QItemSelectionModel>
#include <QLabel>
#include <QLocale>
#include <QPointer>
#include <QStackedWidget>
#include <QTableView>

using namespace Qt::StringLiterals;

void ListPage::showState()
{
    const auto state = m_model->state();
    const bool hasRows = state == PagedModelBase::State::Ready;
    if (!hasRows)
        m_emptyState->setContent(content());
    m_stack->setCurrentWidget(hasRows ? static_cast<QWidget *>(m_table) : m_emptyState);
    if (std::exchange(m_wasPartial, m_model->isPartial()) != m_wasPartial && m_wasPartial)
        warnOfGap();
    showCount();
}

EmptyState::Content ListPage::content() const
{
    switch (m_model->state()) {
    case PagedModelBase::State::Failed:
        if (isDeclined())
            return {u"object-locked"_s, tr("This list asks for your password"),
                    tr("It holds keys to accounts, so you say who you are just before you read it."),
                    tr("Enter the password")};
        return {u"dialog-warning"_s, tr("This list could not be loaded"), errorText(m_model->error()),
                tr("Try again")};
    case PagedModelBase::State::Empty:
        if (m_model->isNarrowed())
            return {u"edit-find"_s, tr("Nothing matches this filter"),
                    tr("Use fewer or other words, or look at the whole list."), tr("Clear the filter")};
        return m_words.empty;
    default:
        return {m_words.icon, tr("Asking the server"), tr("The list will be here in a moment.")};
    }
}

void ListPage::act()
{
    if (m_model->state() == PagedModelBase::State::Failed)
        m_model->reload();
    else if (m_model->isNarrowed())
        m_filterBar->clear();
    else
        emit emptyActionWanted();
}

bool ListPage::isDeclined() const { return m_model->error().code == localcode::cancelled; }

void ListPage::warnOfGap()
{
    if (isDeclined())
        return;
    emit noticeWanted(
        {.kind = Notice::Kind::Warning,
         .text = tr("This list may be incomplete or out of date. %1").arg(errorText(m_model->error())),
         .actionText = tr("Try again"),
         .action = [model = QPointer(m_model)] {
             if (model)
                 model->reload();
         }});
}

QString ListPage::countText() const
{
    if (m_model->state() != PagedModelBase::State::Ready)
        return {};
    const QString number = QLocale().toString(m_model->total());
    const QString total = m_model->isTotalEstimated() ? tr("at least %1").arg(number) : number;
    const int selected = int(m_table->selectionModel()->selectedRows().size());
    return selected < 2 ? total : tr("%1 · %n selected", nullptr, selected).arg(total);
}

std::optional<qint64> ListPage::wholeCount() const
{
    const auto state = m_model->state();
    const bool isKnown = state == PagedModelBase::State::Ready || state == PagedModelBase::State::Empty;
    return isKnown && !m_model->isNarrowed() ? std::optional(m_model->total()) : std::nullopt;
}

void ListPage::showCount()
{
    m_count->setText(countText());
    emit countChanged();
}

void ListPage::noteSelection()
{
    const QStringList ids = selectedIds();
    if (!ids.isEmpty() || m_model->state() == PagedModelBase::State::Ready)
        m_kept = ids;
    showCount();
    emit selectionChanged();
}

// After the list started anew its rows are other rows; the same records are selected again.
void ListPage::findSelection()
{
    if (m_kept.isEmpty() || m_table->selectionModel()->hasSelection())
        return;
    QItemSelection found;
    for (const QString &id : std::as_const(m_kept)) {
        const int row = m_model->rowOf(id);
        if (row >= 0)
            found.select(m_model->index(row, 0), m_model->index(row, m_model->columnCount() - 1));
    }
    if (found.isEmpty())
        return noteSelection();
    m_table->selectionModel()->setCurrentIndex(found.first().topLeft(), QItemSelectionModel::NoUpdate);
    m_table->selectionModel()->select(found, QItemSelectionModel::ClearAndSelect);
}
