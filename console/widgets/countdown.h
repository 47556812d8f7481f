// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QDeadlineTimer>
#include <QTimer>
#include <QWidget>

#include <chrono>

// A ring that closes while a time runs out, with the seconds left in its middle. It runs on while
// its window is hidden: what it guards must end on time.
class Countdown : public QWidget
{
    Q_OBJECT

public:
    explicit Countdown(QWidget *parent = nullptr);

    void start(std::chrono::milliseconds span);
    void stop();
    bool isRunning() const { return m_tick.isActive(); }
    int secondsLeft() const; // rounded up

    QSize sizeHint() const override { return {40, 40}; }

signals:
    void finished();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void advance();
    void tell();

    QTimer m_tick;
    QDeadlineTimer m_end;
    std::chrono::milliseconds m_span{0};
    int m_told = -1; // seconds last said to a screen reader
};
