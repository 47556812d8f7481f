// SPDX-License-Identifier: GPL-3.0-only
#include "widgets/actionbutton.h"

#include <QAction>

ActionButton::ActionButton(QAction *action, QWidget *parent)
    : QToolButton(parent)
{
    setDefaultAction(action);
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setFocusPolicy(Qt::TabFocus);
    setVisible(action->isVisible());
    connect(action, &QAction::changed, this, [this, action] { setVisible(action->isVisible()); });
}
