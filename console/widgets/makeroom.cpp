// SPDX-License-Identifier: GPL-3.0-only
#include "widgets/makeroom.h"

#include <QLayout>
#include <QWidget>

#include <algorithm>

void makeRoom(QWidget &dialog)
{
    dialog.layout()->activate();
    const int wanted = dialog.layout()->hasHeightForWidth()
                           ? dialog.layout()->totalHeightForWidth(dialog.width())
                           : dialog.sizeHint().height();
    dialog.resize(dialog.width(), std::max(dialog.height(), wanted));
}
