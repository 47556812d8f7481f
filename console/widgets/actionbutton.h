// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QToolButton>

// A button for an action that goes where the action goes: out of sight when that is not visible.
class ActionButton : public QToolButton
{
    Q_OBJECT

public:
    explicit ActionButton(QAction *action, QWidget *parent = nullptr);
};
