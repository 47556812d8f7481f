// SPDX-License-Identifier: GPL-3.0-only
#include "mainwindow.h"

#include "accounts/peoplepage.h"
#include "api/apiclient.h"
#include "api/paths.h"
#include "errortext.h"
#include "history/historypage.h"
#include "mail/mailpage.h"
#include "methods/methodspage.h"
#include "navigation/counts.h"
#include "navigation/sidebar.h"
#include "sessions/sessionspage.h"
#include "widgets/filterbar.h"
#include "widgets/noticebar.h"

#include <QAction>
#include <QStackedWidget>

using namespace Qt::StringLiterals;

void MainWindow::addPages()
{
    m_people = new PeoplePage(m_client, m_me.id);
    auto *sessions = new SessionsPage(m_client);
    auto *history = new HistoryPage(m_client);
    auto *mail = new MailPage(m_client);
    auto *methods = new MethodsPage(m_client);
    for (ListPage *page : std::initializer_list<ListPage *>{m_people, sessions, history, mail, methods})
        addPage(page);
    connect(m_people, &PeoplePage::mailsWanted, this,
            [this, mail](const QString &email) { showFilter(mail->words().name, u'"' + email + u'"'); });
    connect(m_people, &PeoplePage::detailsCloseWanted, this, [this] { setDetailsWanted(false); });
    connect(m_people, &PeoplePage::peopleChanged, m_counts, &Counts::refreshSoon);
    connect(sessions, &SessionsPage::personWanted, this, &MainWindow::showPerson);
    connect(history, &HistoryPage::personWanted, this, &MainWindow::showPerson);
    connect(mail, &MailPage::personWanted, this, &MainWindow::showPerson);
}

void MainWindow::addPage(ListPage *page)
{
    m_pages->addWidget(page);
    if (QWidget *details = page->details())
        m_details->addWidget(details);
    m_sidebar->addPage(page->words().name, page->words().title, page->words().icon);
    connect(page, &ListPage::noticeWanted, m_notices, &NoticeBar::show);
    if (page->words().wantsPassword) // counted by looking at it
        connect(page, &ListPage::countChanged, this, [this, page] {
            if (const auto count = page->wholeCount())
                m_sidebar->setCount(page->words().name, {}, *count, false);
        });
    connect(page, &ListPage::activated, this, [this] {
        if (current()->details())
            setDetailsWanted(true);
    });
}

void MainWindow::addFilters()
{
    const QString people = u"people"_s;
    m_counts->watch(people, {}, path::adminUsers, {});
    m_counts->watch(u"sessions"_s, {}, path::adminSessions, {});
    const QList<std::tuple<QString, QString, QString>> filters{
        {people, u"locked"_s, tr("Locked")},
        {people, u"disabled"_s, tr("Disabled")},
        {people, u"2fa:off"_s, tr("No two-factor")},
        {u"history"_s, u"failed since:1d"_s, tr("Failed today")}};
    for (const auto &[page, filter, title] : filters) {
        m_sidebar->addFilter(page, filter, title);
        m_counts->watch(page, filter, this->page(page)->path(), this->page(page)->queryFor(filter));
    }
    m_sidebar->addFilter(u"mail"_s, u"failed"_s, tr("Failed"));
    for (int i = 0; i < m_pages->count(); ++i)
        watchSavedFilters(static_cast<ListPage *>(m_pages->widget(i)));
}

// Filters that were saved stand below their page too, each with its count.
void MainWindow::watchSavedFilters(ListPage *page)
{
    const QString name = page->words().name;
    const auto follow = [this, page, name, known = QStringList()]() mutable {
        const QStringList saved = page->filterBar().savedFilters();
        for (const QString &filter : std::as_const(known)) {
            if (saved.contains(filter))
                continue;
            m_counts->forget(name, filter);
            m_sidebar->removeFilter(name, filter);
        }
        for (const QString &filter : saved) {
            if (known.contains(filter))
                continue;
            m_sidebar->addFilter(name, filter, filter);
            if (!page->words().wantsPassword)
                m_counts->watch(name, filter, page->path(), page->queryFor(filter));
        }
        known = saved;
    };
    connect(&page->filterBar(), &FilterBar::savedFiltersChanged, this, follow);
    emit page->filterBar().savedFiltersChanged();
}

ListPage *MainWindow::current() const { return static_cast<ListPage *>(m_pages->currentWidget()); }

ListPage *MainWindow::page(const QString &name) const
{
    for (int i = 0; i < m_pages->count(); ++i) {
        auto *page = static_cast<ListPage *>(m_pages->widget(i));
        if (page->words().name == name)
            return page;
    }
    return nullptr;
}

void MainWindow::showPage(const QString &name)
{
    m_pages->setCurrentWidget(page(name));
    m_sidebar->setCurrent(name, current()->filterText());
    fillListMenu();
    showDetails();
    current()->focusTable();
}

// A page keeps its filter while one looks elsewhere; going to it twice shows all of it.
void MainWindow::showWhole(const QString &name)
{
    if (current() == page(name))
        current()->setFilterText({});
    showPage(name);
}

void MainWindow::showFilter(const QString &name, const QString &filter)
{
    page(name)->setFilterText(filter);
    showPage(name);
}

void MainWindow::showPerson(const QString &id)
{
    m_client.get<AccountAnswer>(
        path::fill(path::adminUser, id), {}, this, [this](const Result<AccountAnswer> &answer) {
            if (!answer)
                return m_notices->show({.kind = Notice::Kind::Failure, .text = errorText(answer.error())});
            showPage(m_people->words().name);
            m_people->open(answer->user);
            setDetailsWanted(true);
        });
}

void MainWindow::showDetails()
{
    QWidget *details = current()->details();
    if (details)
        m_details->setCurrentWidget(details);
    m_details->parentWidget()->setVisible(details && m_detailsAction->isChecked());
    m_detailsAction->setEnabled(details);
}

void MainWindow::setDetailsWanted(bool wanted)
{
    m_detailsAction->setChecked(wanted);
    showDetails();
}
