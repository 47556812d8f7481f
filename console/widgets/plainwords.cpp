// SPDX-License-Identifier: GPL-3.0-only
#include "widgets/plainwords.h"

#include <QApplication>
#include <QEvent>
#include <QLabel>

void PlainWords::installOn(QApplication &application)
{
    application.installEventFilter(new PlainWords(&application));
}

// Every label is polished before it is measured or painted; a tooltip is one too.
bool PlainWords::eventFilter(QObject *watched, QEvent *event)
{
    auto *label = event->type() == QEvent::Polish ? qobject_cast<QLabel *>(watched) : nullptr;
    if (label && label->textFormat() == Qt::AutoText)
        label->setTextFormat(Qt::PlainText);
    return false;
}
