// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "widgets/notice.h"

#include <QFrame>
#include <QTimer>

class QLabel;
class QPushButton;
class QToolButton;

// One line at the foot of the window that says what has just happened, and offers to take it back.
// Goes by itself after a while, unless it tells of a failure or the pointer rests on it; read out by
// screen readers.
class NoticeBar : public QFrame
{
    Q_OBJECT

public:
    explicit NoticeBar(QWidget *parent = nullptr);

    void show(const Notice &notice);
    void dismiss();
    const Notice &notice() const { return m_notice; }
    bool isClosing() const { return m_clock.isActive(); } // by itself, after a while

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void act();
    void dress();
    void announce();
    void startClock();

    Notice m_notice;
    QTimer m_clock;
    QLabel *m_icon;
    QLabel *m_text;
    QPushButton *m_action;
    QToolButton *m_close;
};
