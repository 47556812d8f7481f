// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "palette.h"

#include <QLabel>

// One word of state on a quiet ground of its colour: "disabled", "administrator".
class Chip : public QLabel
{
    Q_OBJECT

public:
    Chip(const QString &text, colour::Meaning meaning, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void dress();

    colour::Meaning m_meaning;
};
