// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;

// One line of a form: its name above, what is wrong with it below. The name never vanishes into a
// placeholder, and screen readers hear the fault with the field.
class Field : public QWidget
{
    Q_OBJECT

public:
    // Takes the editor, which may be any kind of line.
    Field(const QString &name, QLineEdit *editor, QWidget *parent = nullptr);

    QString text() const;
    void setText(const QString &text);
    void setHint(const QString &hint);   // shown below while nothing is wrong
    void setFault(const QString &fault); // empty: nothing is wrong
    bool hasFault() const { return !m_fault.isEmpty(); }
    QLineEdit *editor() const { return m_editor; }

signals:
    void edited();

protected:
    void changeEvent(QEvent *event) override;

private:
    void showBelow();

    QLineEdit *m_editor;
    QLabel *m_below;
    QString m_hint;
    QString m_fault;
};
