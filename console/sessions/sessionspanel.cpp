// SPDX-License-Identifier: GPL-3.0-only
#include "sessions/sessionspanel.h"

#include "api/paths.h"
#include "errortext.h"
#include "icons.h"
#include "sessions/revocation.h"
#include "sessions/revocationnotice.h"

#include <QAction>
#include <QItemSelectionModel>
#include <QTableView>

using namespace Qt::StringLiterals;

SessionsPanel::SessionsPanel(ApiClient &client, QWidget *parent)
    : ListPanel(path::adminUserSessions,
                {u"network-disconnect"_s, tr("Not signed in anywhere"),
                 tr("New sessions are listed here after a sign-in.")},
                parent)
    , m_client(client)
    , m_sessions(makeSessionModel(client, {}, People::One, this))
{
    setModel(m_sessions, {u"device"_s, u"address"_s, u"lastSeenAt"_s}, {0, 120, 90});
    table()->setAccessibleName(tr("Sessions of this person"));
    auto *one = new QAction(icon(u"network-disconnect"_s), tr("End the session"), this);
    one->setShortcut(Qt::Key_Delete);
    one->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    one->setEnabled(false);
    auto *all = new QAction(tr("End all"), this);
    all->setToolTip(tr("Sign this person out everywhere"));
    addButton(one);
    addButton(all);
    connect(one, &QAction::triggered, this, &SessionsPanel::revokeSelected);
    connect(all, &QAction::triggered, this, &SessionsPanel::revokeAll);
    connect(table()->selectionModel(), &QItemSelectionModel::selectionChanged, one,
            [this, one] { one->setEnabled(!selectedIds().isEmpty()); });
    connect(m_sessions, &PagedModelBase::stateChanged, all,
            [this, all] { all->setEnabled(m_sessions->state() == PagedModelBase::State::Ready); });
}

QString SessionsPanel::countText(qint64 total, bool) const
{
    return tr("%n session(s)", nullptr, int(total));
}

void SessionsPanel::revokeSelected()
{
    auto *revocation = new Revocation(m_client, selectedIds(), this);
    connect(revocation, &Revocation::ended, m_sessions, &SessionModel::removeById);
    connect(revocation, &Revocation::finished, this, &SessionsPanel::tell);
}

void SessionsPanel::revokeAll()
{
    const int count = int(m_sessions->total());
    m_client.remove(path::fill(path::adminUserSessions, account().toString()), this,
                    [this, count](const Result<> &result) {
                        tell(result ? count : 0, result ? 0 : 1,
                             result ? QString() : errorText(result.error()));
                        reload();
                    });
}

void SessionsPanel::tell(int ended, int failed, const QString &reason)
{
    emit noticeWanted(revocationNotice(ended, failed, reason));
    if (ended > 0)
        emit accountChanged();
}
