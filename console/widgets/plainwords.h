// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QObject>

class QApplication;

// Labels and tooltips show words as they are. By itself Qt takes what looks like HTML for HTML, and
// reads what it refers to: somebody who calls himself <img src="/dev/zero"> would have the console
// read that file without end. Who wants rich text says so with QLabel::setTextFormat().
class PlainWords : public QObject
{
    Q_OBJECT

public:
    static void installOn(QApplication &application);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    using QObject::QObject;
};
