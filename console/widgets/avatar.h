// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QIcon>
#include <QWidget>

// A person's initials on a calm colour that follows from the name: the same everywhere and always.
class Avatar : public QWidget
{
    Q_OBJECT

public:
    explicit Avatar(QWidget *parent = nullptr);

    void setName(const QString &name);
    QSize sizeHint() const override { return {40, 40}; }

    // One or two letters: of the first and the last word; "?" for a name without any.
    static QString initials(const QString &name);
    static void paint(QPainter &painter, const QRectF &place, const QString &name, const QPalette &palette);
    // For a table's decoration; crisp at every scale.
    static QIcon icon(const QString &name, const QPalette &palette);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_name;
};
