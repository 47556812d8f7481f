// SPDX-License-Identifier: GPL-3.0-only
#include "history/historypanel.h"

#include "api/paths.h"

#include <QTableView>

using namespace Qt::StringLiterals;

HistoryPanel::HistoryPanel(ApiClient &client, QWidget *parent)
    : ListPanel(path::adminUserLoginHistory,
                {u"view-history"_s, tr("No tries to sign in"),
                 tr("Every try is listed here, whether it worked or not.")},
                parent)
{
    setModel(makeEventModel(client, {}, Tried::One, this), {u"result"_s, u"createdAt"_s, u"address"_s},
             {0, 100, 120});
    table()->setAccessibleName(tr("Sign-ins of this person"));
}

QString HistoryPanel::countText(qint64 total, bool isEstimate) const
{
    return isEstimate ? tr("at least %Ln event(s)", nullptr, int(total))
                      : tr("%Ln event(s)", nullptr, int(total));
}
