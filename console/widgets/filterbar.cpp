// SPDX-License-Identifier: GPL-3.0-only
#include "widgets/filterbar.h"

#include "icons.h"
#include "palette.h"
#include "widgets/filteroffers.h"
#include "widgets/sign.h"

#include <QAbstractItemView>
#include <QAction>
#include <QCompleter>
#include <QEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QSettings>
#include <QStringListModel>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QStringList toTexts(const QList<filter::Term> &terms)
{
    QStringList texts;
    for (const filter::Term &term : terms)
        texts.append(filter::toText(term));
    return texts;
}

QString quoted(const QString &word) { return word.contains(u' ') ? u'"' + word + u'"' : word; }

bool isExcludedBy(const filter::Term &present, const filter::Term &wanted)
{
    return present.key == wanted.key && (!wanted.negated || present.value == wanted.value);
}

} // namespace

FilterBar::FilterBar(const QString &list, const QList<filter::Key> &keys, QWidget *parent)
    : QLineEdit(parent)
    , m_list(list)
    , m_keys(keys)
    , m_sign(nullptr)
    , m_offers(new QStringListModel(this))
    , m_completer(new QCompleter(m_offers, this))
{
    addAction(icon(u"view-filter"_s), LeadingPosition);
    m_sign = addAction(QIcon(), TrailingPosition);
    auto *saved = addAction(icon(u"bookmarks"_s), TrailingPosition);
    saved->setText(tr("Saved filters"));
    saved->setToolTip(tr("Saved filters"));
    setAccessibleName(tr("Filter"));
    setClearButtonEnabled(true);
    addCompleter();

    m_pause.setSingleShot(true);
    m_pause.setInterval(250ms);
    connect(&m_pause, &QTimer::timeout, this, &FilterBar::announce);
    connect(saved, &QAction::triggered, this, &FilterBar::openSavedMenu);
    connect(this, &QLineEdit::textChanged, this, &FilterBar::understand);
    connect(this, &QLineEdit::textEdited, this, [this] { complete(false); });
    connect(this, &QLineEdit::returnPressed, this, &FilterBar::announce);
    understand();
    m_pause.stop();
}

// Not QLineEdit's own completer, which would complete the whole line instead of one piece.
void FilterBar::addCompleter()
{
    m_completer->setWidget(this);
    m_completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    connect(m_completer, qOverload<const QString &>(&QCompleter::activated), this,
            &FilterBar::insertCompletion);
}

FilterBar::State FilterBar::state() const
{
    if (m_parsed.faults.isEmpty())
        return State::Valid;
    const bool allUnfinished = std::all_of(m_parsed.faults.begin(), m_parsed.faults.end(),
                                           [](const filter::Fault &fault) { return fault.isUnfinished; });
    return allUnfinished ? State::Unfinished : State::Wrong;
}

QString FilterBar::words() const { return m_parsed.words.join(u' '); }

QString FilterBar::filterText() const { return toTexts(m_parsed.terms).join(u' '); }

void FilterBar::addTerm(const filter::Term &term)
{
    QStringList pieces;
    for (const QString &word : std::as_const(m_parsed.words))
        pieces.append(quoted(word));
    QList<filter::Term> terms = m_parsed.terms;
    terms.removeIf([&](const filter::Term &present) { return isExcludedBy(present, term); });
    terms.append(term);
    setText((pieces + toTexts(terms)).join(u' '));
    announce();
}

void FilterBar::understand()
{
    m_parsed = filter::parse(text(), m_keys);
    showState();
    m_pause.start();
}

void FilterBar::showState()
{
    const State now = state();
    QPalette colouring;
    if (now != State::Valid) {
        const auto meaning = now == State::Wrong ? colour::Meaning::Danger : colour::Meaning::Muted;
        colouring.setColor(QPalette::Text, colour::of(meaning, palette()));
    }
    setPalette(colouring);
    m_sign->setVisible(now == State::Wrong);
    m_sign->setIcon(signIcon(Sign::Cross));
    m_sign->setToolTip(reason());
    m_sign->setText(reason());
    setToolTip(now == State::Valid ? tr("Words search; “key:value” narrows; “-” in front excludes. "
                                        "Ctrl+Space shows what can be said.")
                                   : reason());
    setAccessibleDescription(reason());
}

QString FilterBar::reason() const
{
    return m_parsed.faults.isEmpty() ? QString() : filteroffers::reason(m_parsed.faults.first(), m_keys);
}

void FilterBar::announce()
{
    m_pause.stop();
    if (state() == State::Wrong || (words() == m_announcedWords && filterText() == m_announcedFilter))
        return;
    m_announcedWords = words();
    m_announcedFilter = filterText();
    emit changed(m_announcedWords, m_announcedFilter);
}

void FilterBar::complete(bool evenIfEmpty)
{
    const auto [start, length] = filteroffers::pieceAt(text(), cursorPosition());
    const QString typed = text().mid(start, length);
    const bool atEnd = cursorPosition() == start + length;
    const bool wanted = evenIfEmpty || (atEnd && !typed.isEmpty());
    m_offers->setStringList(wanted ? filteroffers::offersFor(typed, m_keys) : QStringList());
    if (m_offers->rowCount() > 0)
        m_completer->complete();
    else
        m_completer->popup()->hide();
}

void FilterBar::insertCompletion(const QString &piece)
{
    const auto [start, length] = filteroffers::pieceAt(text(), cursorPosition());
    const bool isWhole = !piece.endsWith(u':');
    const QString rest = text().mid(start + length);
    const QString gap = isWhole && rest.isEmpty() ? u" "_s : QString();
    setText(text().left(start) + piece + gap + rest);
    setCursorPosition(int(start + piece.size() + gap.size()));
}

void FilterBar::keyPressEvent(QKeyEvent *event)
{
    const int key = event->key();
    const bool choosing = m_completer->popup()->isVisible();
    const bool confirms =
        key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Tab || key == Qt::Key_Escape;
    if (choosing && confirms && (key != Qt::Key_Return || m_completer->popup()->currentIndex().isValid())) {
        event->ignore(); // the completer's
    } else if (key == Qt::Key_Space && event->modifiers() == Qt::ControlModifier) {
        complete(true);
    } else if (key == Qt::Key_Escape && !text().isEmpty()) {
        clear();
        announce();
    } else {
        QLineEdit::keyPressEvent(event);
    }
}

bool FilterBar::event(QEvent *event)
{
    const bool handled = QLineEdit::event(event);
    if (event->type() == QEvent::ApplicationPaletteChange)
        showState();
    return handled;
}

QStringList FilterBar::savedFilters() const
{
    return QSettings().value(u"filters/"_s + m_list).toStringList();
}

void FilterBar::save(const QString &filter)
{
    QStringList saved = savedFilters();
    saved.removeAll(filter);
    saved.append(filter);
    QSettings().setValue(u"filters/"_s + m_list, saved);
    emit savedFiltersChanged();
}

void FilterBar::forget(const QString &filter)
{
    QStringList saved = savedFilters();
    saved.removeAll(filter);
    QSettings().setValue(u"filters/"_s + m_list, saved);
    emit savedFiltersChanged();
}

void FilterBar::openSavedMenu()
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QStringList saved = savedFilters();
    for (const QString &filter : saved) {
        menu->addAction(QString(filter).replace(u'&', u"&&"_s), this, [this, filter] {
            setText(filter);
            announce();
        });
    }
    menu->addSeparator();
    const QString present = text().simplified();
    if (saved.contains(present)) {
        menu->addAction(icon(u"bookmark-remove"_s), tr("Forget this filter"), this,
                        [=, this] { forget(present); });
    } else {
        auto *add = menu->addAction(icon(u"bookmark-new"_s), tr("Save this filter"), this,
                                    [=, this] { save(present); });
        add->setEnabled(!present.isEmpty() && state() == State::Valid);
    }
    menu->popup(mapToGlobal(QPoint(width() - menu->sizeHint().width(), height())));
}
