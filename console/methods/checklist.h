// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QWidget>

// Things that were looked at one after the other, each with a sign of its own shape, and, where
// something is wrong, what to do about it.
class CheckList : public QWidget
{
    Q_OBJECT

public:
    struct Line
    {
        enum class State { Passed, Doubtful, Failed };
        State state = State::Passed;
        QString title = {};
        QString value = {};  // what was looked at; shown in the fixed font
        QString advice = {}; // shown where it did not pass
        bool operator==(const Line &) const = default;
    };

    explicit CheckList(QWidget *parent = nullptr);

    void setLines(const QList<Line> &lines);
    const QList<Line> &lines() const { return m_lines; }

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    QWidget *buildLine(const Line &line) const;

    QList<Line> m_lines;
    QWidget *m_content = nullptr;
};
