// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "filter.h"

#include <QLineEdit>
#include <QTimer>

class QCompleter;
class QStringListModel;

// The one line above each list, in the language of filter.h: searches while one types, completes
// keys and values, and says what it can't understand by colour, sign and tooltip.
class FilterBar : public QLineEdit
{
    Q_OBJECT

public:
    // `list` names the list in the settings, where its saved filters are kept.
    FilterBar(const QString &list, const QList<filter::Key> &keys, QWidget *parent = nullptr);

    enum class State { Valid, Unfinished, Wrong };
    State state() const;
    QString words() const;      // the free words
    QString filterText() const; // the terms that hold, as the server takes them
    bool isNarrowing() const { return !text().trimmed().isEmpty(); }

    // Narrows by one more term; one with the same key gives way, since both could not hold.
    void addTerm(const filter::Term &term);

    QStringList savedFilters() const;
    void save(const QString &filter);
    void forget(const QString &filter);

signals:
    // 250 ms after the last key, or at once with Enter; never while a piece is wrong. A piece that
    // is only unfinished is left out.
    void changed(const QString &words, const QString &filterText);
    void savedFiltersChanged();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;

private:
    void addCompleter();
    void understand();
    void showState();
    void announce();
    void complete(bool evenIfEmpty);
    void insertCompletion(const QString &piece);
    void openSavedMenu();
    QString reason() const;

    QString m_list;
    QList<filter::Key> m_keys;
    filter::Parsed m_parsed;
    QString m_announcedWords;
    QString m_announcedFilter;
    QTimer m_pause;
    QAction *m_sign;
    QStringListModel *m_offers;
    QCompleter *m_completer;
};
