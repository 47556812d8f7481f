// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "widgets/notice.h"

#include <QFrame>

class QLabel;

// A sentence or two inside a form or dialog: why something failed, what to think of before going
// on. Hidden while it has nothing to say.
class Statement : public QFrame
{
    Q_OBJECT

public:
    explicit Statement(QWidget *parent = nullptr);

    void say(Notice::Kind kind, const QString &text);
    void clear();
    QString text() const;

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void dress();

    Notice::Kind m_kind = Notice::Kind::Information;
    QLabel *m_sign;
    QLabel *m_text;
};
