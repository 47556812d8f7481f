// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "history/eventcolumns.h"
#include "widgets/listpanel.h"

// The tried logins of one person, newest first.
class HistoryPanel : public ListPanel
{
    Q_OBJECT

public:
    explicit HistoryPanel(ApiClient &client, QWidget *parent = nullptr);

protected:
    QString countText(qint64 total, bool isEstimate) const override;
};
