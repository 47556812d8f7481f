// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QWidget>

class QVBoxLayout;

// A heading and below it a few things that somebody has, each with what is known of it and a button
// that takes it away. Hidden while there is nothing.
class EntryList : public QWidget
{
    Q_OBJECT

public:
    struct Entry
    {
        QString id = {};
        QString icon = {};
        QString title = {};
        QString details = {};
        QString warning = {}; // stands out, with a sign
        QString tip = {};     // exact times
        bool operator==(const Entry &) const = default;
    };

    // `buttonText` is on each button; `buttonName` is what a screen reader says, with %1 for the title.
    EntryList(const QString &heading, const QString &buttonText, const QString &buttonName,
              QWidget *parent = nullptr);

    void setEntries(const QList<Entry> &entries);
    const QList<Entry> &entries() const { return m_entries; }

signals:
    void removeWanted(const QString &id);

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    QWidget *buildEntry(const Entry &entry);
    static QWidget *buildWarning(const QString &text, qreal ratio);

    QString m_buttonText;
    QString m_buttonName;
    QList<Entry> m_entries;
    QVBoxLayout *m_column;
    QWidget *m_content = nullptr;
};
