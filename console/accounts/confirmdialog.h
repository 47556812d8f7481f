// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QDialog>

// Asks before something is destroyed. The button says the consequence; for the worst, the name has
// to be typed first. Deletes itself when closed.
class ConfirmDialog : public QDialog
{
    Q_OBJECT

public:
    struct Question
    {
        QString title;
        QString text;
        QString buttonText;
        QString typedName = {}; // empty: nothing has to be typed
    };

    ConfirmDialog(const Question &question, QWidget *parent);
};
