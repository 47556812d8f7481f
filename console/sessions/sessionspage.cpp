// SPDX-License-Identifier: GPL-3.0-only
#include "sessions/sessionspage.h"

#include "api/paths.h"
#include "icons.h"
#include "sessions/revocation.h"
#include "sessions/revocationnotice.h"

#include <QAction>
#include <QItemSelectionModel>
#include <QTableView>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

SessionsPage::SessionsPage(ApiClient &client, QWidget *parent)
    : ListPage(client,
               {.name = u"sessions"_s,
                .title = tr("Sessions"),
                .icon = u"network-connect"_s,
                .empty = {u"network-disconnect"_s, tr("Nobody is signed in"),
                          tr("As soon as somebody signs in, the session is listed here.")}},
               filter::sessionKeys(), parent)
    , m_sessions(makeSessionModel(client, path::adminSessions, People::All, this))
    , m_revoke(nullptr)
    , m_openPerson(nullptr)
{
    setModel(m_sessions, {220, 220, 130, 150, 110, 125, 130, 100});
    buildActions();
    m_pulse.setInterval(10s);
    connect(&m_pulse, &QTimer::timeout, this, &SessionsPage::refresh);
    m_pulse.start();
    connect(this, &ListPage::selectionChanged, this, &SessionsPage::enableActions);
    enableActions();
}

void SessionsPage::buildActions()
{
    m_openPerson = new QAction(icon(u"user"_s), tr("Show the person"), this);
    m_openPerson->setShortcut(Qt::CTRL | Qt::Key_Return);
    m_revoke = new QAction(icon(u"network-disconnect"_s), tr("End the selected sessions"), this);
    m_revoke->setShortcut(Qt::Key_Delete);
    for (QAction *action : {m_openPerson, m_revoke}) {
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        addRowAction(action);
    }
    connect(m_revoke, &QAction::triggered, this, &SessionsPage::revokeSelected);
    connect(m_openPerson, &QAction::triggered, this, [this] {
        const Session *session = m_sessions->find(selectedIds().value(0));
        if (session)
            emit personWanted(session->userId.toString());
    });
}

void SessionsPage::enableActions()
{
    const auto count = selectedIds().size();
    m_revoke->setEnabled(count > 0);
    m_revoke->setText(count > 1 ? tr("End %n session(s)", nullptr, int(count)) : tr("End the session"));
    m_openPerson->setEnabled(count == 1);
}

// At once: a person who was signed out by mistake signs in again. Not the session of this console,
// which would end in the middle of the work.
void SessionsPage::revokeSelected()
{
    QStringList ids = selectedIds();
    if (ids.removeOne(ownSession(client()).toString()) && ids.isEmpty()) {
        emit noticeWanted({.kind = Notice::Kind::Information,
                           .text = tr("This is the session of this console. Sign out to end it.")});
        return;
    }
    auto *revocation = new Revocation(client(), ids, this);
    connect(revocation, &Revocation::ended, m_sessions, &SessionModel::removeById);
    connect(revocation, &Revocation::finished, this, [this](int ended, int failed, const QString &reason) {
        emit noticeWanted(revocationNotice(ended, failed, reason));
    });
}

void SessionsPage::refresh()
{
    const bool isAtWork = m_sessions->isFetching() || !client().isReachable();
    if (isVisible() && !isAtWork && m_sessions->state() != PagedModelBase::State::Failed)
        m_sessions->reload();
}
