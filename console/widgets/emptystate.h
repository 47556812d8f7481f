// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

// What stands where a table has nothing to show: what that means and the one thing to do about it.
class EmptyState : public QWidget
{
    Q_OBJECT

public:
    struct Content
    {
        QString icon; // a freedesktop icon name
        QString title;
        QString sentence;
        QString action = {}; // empty: no button
        bool operator==(const Content &) const = default;
    };

    explicit EmptyState(QWidget *parent = nullptr);
    void setContent(const Content &content);
    const Content &content() const { return m_content; }

signals:
    void acted();

protected:
    void changeEvent(QEvent *event) override;

private:
    void showIcon();

    Content m_content;
    QLabel *m_icon;
    QLabel *m_title;
    QLabel *m_sentence;
    QPushButton *m_action;
};
