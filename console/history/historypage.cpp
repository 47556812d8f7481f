// SPDX-License-Identifier: GPL-3.0-only
#include "history/historypage.h"

#include "api/paths.h"
#include "history/eventexport.h"
#include "history/liveevents.h"
#include "icons.h"

#include <QAction>
#include <QFileDialog>
#include <QProgressDialog>
#include <QScrollBar>
#include <QShowEvent>
#include <QTableView>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

HistoryPage::HistoryPage(ApiClient &client, QWidget *parent)
    : ListPage(client,
               {.name = u"history"_s,
                .title = tr("History"),
                .icon = u"view-history"_s,
                .empty = {u"view-history"_s, tr("Nobody has tried to sign in yet"),
                          tr("Every try is listed here, whether it worked or not.")}},
               filter::eventKeys(), parent)
    , m_events(makeEventModel(client, path::adminLoginHistory, Tried::All, this))
    , m_live(new LiveEvents(client, *m_events, this))
    , m_isLive(nullptr)
    , m_export(nullptr)
    , m_openPerson(nullptr)
{
    setModel(m_events, {110, 220, 110, 150, 100, 130, 200, 150});
    buildActions();
    connect(m_live, &LiveEvents::arrived, this, &HistoryPage::keepPlace);
    m_minute.setInterval(30s);
    connect(&m_minute, &QTimer::timeout, table()->viewport(), qOverload<>(&QWidget::update));
    m_minute.start();
}

void HistoryPage::buildActions()
{
    m_isLive = new QAction(icon(u"media-record"_s), tr("Live"), this);
    m_isLive->setCheckable(true);
    m_isLive->setChecked(true);
    m_isLive->setShortcut(Qt::CTRL | Qt::Key_L);
    m_isLive->setToolTip(tr("Show new events on top as they happen (Ctrl+L)"));
    m_export = new QAction(icon(u"document-export"_s), tr("Export as CSV…"), this);
    m_export->setShortcut(Qt::CTRL | Qt::Key_E);
    m_export->setToolTip(
        tr("Save what the filter shows, at most %L1 rows (Ctrl+E)").arg(EventExport::mostRows));
    m_openPerson = new QAction(icon(u"user"_s), tr("Show the person"), this);
    m_openPerson->setShortcut(Qt::CTRL | Qt::Key_Return);
    for (QAction *action : {m_isLive, m_export, m_openPerson})
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addPageAction(m_isLive);
    addPageAction(m_export);
    addRowAction(m_openPerson);
    addToHead(m_isLive);
    addToHead(m_export);

    connect(m_isLive, &QAction::toggled, this, [this](bool on) { m_live->setRunning(on && isVisible()); });
    connect(m_export, &QAction::triggered, this, &HistoryPage::chooseFile);
    connect(m_openPerson, &QAction::triggered, this, [this] {
        const AdminLoginEvent *event = m_events->find(selectedIds().value(0));
        if (event && event->userId)
            emit personWanted(event->userId->toString());
    });
}

void HistoryPage::showEvent(QShowEvent *event)
{
    const bool wasAway = m_events->state() != PagedModelBase::State::Idle;
    ListPage::showEvent(event);
    m_live->setRunning(m_isLive->isChecked());
    if (wasAway && m_isLive->isChecked() && !event->spontaneous())
        reload();
}

void HistoryPage::hideEvent(QHideEvent *event)
{
    m_live->setRunning(false);
    ListPage::hideEvent(event);
}

// Whoever has scrolled down keeps looking at the same rows.
void HistoryPage::keepPlace(int newRows)
{
    QScrollBar *bar = table()->verticalScrollBar();
    if (bar->value() > 0)
        bar->setValue(bar->value() + newRows);
}

void HistoryPage::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("Export the history"), {}, tr("CSV (*.csv)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"csv"_s);
    connect(dialog, &QFileDialog::fileSelected, this, &HistoryPage::exportTo);
    dialog->open();
}

void HistoryPage::exportTo(const QString &fileName)
{
    auto *job = new EventExport(client(), m_events->query(), fileName, this);
    connect(job, &EventExport::finished, this, [this](int rows, bool isCutShort) {
        emit noticeWanted(
            {.kind = isCutShort ? Notice::Kind::Warning : Notice::Kind::Done,
             .text =
                 isCutShort
                     ? tr("The first %L1 events were exported. Narrow the filter to get the rest.").arg(rows)
                     : tr("%Ln event(s) exported.", nullptr, rows)});
    });
    connect(job, &EventExport::failed, this, [this](const QString &reason) {
        emit noticeWanted({.kind = Notice::Kind::Failure, .text = tr("The export failed. %1").arg(reason)});
    });
    connect(job, &EventExport::cancelled, this, [this] {
        emit noticeWanted({.kind = Notice::Kind::Information,
                           .text = tr("The export was cancelled. Nothing was written.")});
    });
    showProgress(job);
    job->start();
}

void HistoryPage::showProgress(EventExport *job)
{
    auto *progress = new QProgressDialog(tr("Exporting events…"), tr("Cancel the export"), 0, 0, this);
    progress->setWindowTitle(tr("Export the history"));
    progress->setMinimumDuration(700);
    progress->setAutoReset(false);
    connect(job, &EventExport::progressed, progress, [progress](int rows, int expected) {
        progress->setMaximum(expected);
        progress->setValue(rows);
    });
    connect(progress, &QProgressDialog::canceled, job, &EventExport::cancel);
    connect(job, &QObject::destroyed, progress, &QObject::deleteLater);
}
