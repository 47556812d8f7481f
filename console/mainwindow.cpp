// SPDX-License-Identifier: GPL-3.0-only
#include "mainwindow.h"

#include "accounts/peoplepage.h"
#include "api/apiclient.h"
#include "connection/address.h"
#include "connection/freshlogindialog.h"
#include "navigation/counts.h"
#include "navigation/gotopalette.h"
#include "navigation/sidebar.h"
#include "palette.h"
#include "widgets/noticebar.h"

#include <QAction>
#include <QApplication>
#include <QCloseEvent>
#include <QLabel>
#include <QScreen>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QStatusBar>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

// A column with a fine line on the side where the next one begins.
QWidget *beside(QWidget *column, Qt::Edge edge)
{
    auto *line = new QFrame;
    line->setFrameShape(QFrame::VLine);
    line->setFrameShadow(QFrame::Plain);
    line->setForegroundRole(QPalette::Mid);
    auto *both = new QWidget;
    auto *row = new QHBoxLayout(both);
    row->setContentsMargins({});
    row->setSpacing(0);
    row->addWidget(column, 1);
    row->insertWidget(edge == Qt::LeftEdge ? 0 : 1, line);
    return both;
}

} // namespace

MainWindow::MainWindow(ApiClient &client, Theme &theme, const AccountProfile &me,
                       const RememberedServer &server, QWidget *parent)
    : QMainWindow(parent)
    , m_client(client)
    , m_theme(theme)
    , m_me(me)
    , m_server(server)
    , m_counts(new Counts(client, this))
    , m_sidebar(new Sidebar)
    , m_columns(new QSplitter)
    , m_pages(new QStackedWidget)
    , m_details(new QStackedWidget)
    , m_notices(new NoticeBar)
    , m_connection(new QLabel)
    , m_goTo(new GoToPalette(client, this))
{
    build();
    addPages();
    addMenus();
    addFilters();
    restore();
    showConnection();
    connect(&m_client, &ApiClient::connectionChanged, this, &MainWindow::showConnection);
    connect(&m_client, &ApiClient::freshLoginNeeded, this, &MainWindow::askForPassword);
    connect(m_sidebar, &Sidebar::pageWanted, this, &MainWindow::showWhole);
    connect(m_sidebar, &Sidebar::filterWanted, this, &MainWindow::showFilter);
    connect(m_counts, &Counts::counted, m_sidebar, &Sidebar::setCount);
    connect(m_goTo, &GoToPalette::personWanted, this, [this](const Account &person) {
        showPage(m_people->words().name);
        m_people->open(person);
    });
}

void MainWindow::build()
{
    setWindowTitle(address::toText(m_server.url));
    auto *middle = new QWidget;
    auto *column = new QVBoxLayout(middle);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(m_pages, 1);
    column->addWidget(m_notices);
    m_sidebar->setMinimumWidth(160);
    middle->setMinimumWidth(360);
    m_details->setMinimumWidth(300);
    m_columns->addWidget(beside(m_sidebar, Qt::RightEdge));
    m_columns->addWidget(middle);
    m_columns->addWidget(beside(m_details, Qt::LeftEdge));
    m_columns->setCollapsible(1, false);
    m_columns->setStretchFactor(1, 1);
    m_columns->setHandleWidth(1);
    m_columns->setSizes({210, 780, 370});
    setCentralWidget(m_columns);
    statusBar()->addPermanentWidget(m_connection);
    statusBar()->setSizeGripEnabled(false);
    m_connection->setContentsMargins(8, 0, 8, 0);
    resize(QSize(1360, 820).boundedTo(screen()->availableSize() - QSize(16, 48))); // with its frame
}

void MainWindow::askForPassword()
{
    if (std::exchange(m_isAskingPassword, true))
        return;
    auto *dialog =
        new FreshLoginDialog(m_client, m_me.totpEnabled,
                             QApplication::activeModalWidget() ? QApplication::activeModalWidget() : this);
    connect(dialog, &QObject::destroyed, this, [this] { m_isAskingPassword = false; });
    dialog->open();
}

void MainWindow::explainSessionEnd()
{
    m_notices->show({.kind = Notice::Kind::Information,
                     .text = tr("This session is not kept: it ends when you close the console.")});
}

void MainWindow::showConnection()
{
    const bool isConnected = m_client.isReachable();
    const auto meaning = isConnected ? colour::Meaning::Ok : colour::Meaning::Warning;
    m_connection->setText(isConnected ? tr("● Connected") : tr("○ Reconnecting …"));
    m_connection->setToolTip(
        isConnected ? m_server.url.toString()
                    : tr("The server does not answer. What you see stays; the console tries again "
                         "every few seconds."));
    QPalette colours;
    colours.setColor(QPalette::WindowText, colour::of(meaning, palette()));
    m_connection->setPalette(colours);
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showConnection();
}

void MainWindow::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        stepBack();
    else
        QMainWindow::keyPressEvent(event);
}

// Esc takes away what came last: the notice, the filter line, the details.
void MainWindow::stepBack()
{
    if (m_notices->isVisible())
        m_notices->dismiss();
    else if (current()->isFilterFocused())
        current()->focusTable();
    else if (m_details->isVisible())
        setDetailsWanted(false);
}

void MainWindow::restore()
{
    const QSettings settings;
    restoreGeometry(settings.value(u"window/geometry"_s).toByteArray());
    m_columns->restoreState(settings.value(u"window/columns"_s).toByteArray());
    m_detailsAction->setChecked(settings.value(u"window/details"_s, true).toBool());
    for (int i = 0; i < m_pages->count(); ++i) {
        auto *page = static_cast<ListPage *>(m_pages->widget(i));
        page->restoreColumns(settings.value(u"columns/%1"_s.arg(page->words().name)).toByteArray());
    }
    const QString last = settings.value(u"window/page"_s, u"people"_s).toString();
    showPage(page(last) ? last : u"people"_s);
}

void MainWindow::remember()
{
    QSettings settings;
    settings.setValue(u"window/geometry"_s, saveGeometry());
    settings.setValue(u"window/columns"_s, m_columns->saveState());
    settings.setValue(u"window/details"_s, m_detailsAction->isChecked());
    settings.setValue(u"window/page"_s, current()->words().name);
    for (int i = 0; i < m_pages->count(); ++i) {
        const auto *page = static_cast<ListPage *>(m_pages->widget(i));
        settings.setValue(u"columns/%1"_s.arg(page->words().name), page->saveColumns());
    }
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    remember();
    QMainWindow::closeEvent(event);
}
