// SPDX-License-Identifier: GPL-3.0-only
#include "navigation/gotopalette.h"

#include "api/apiclient.h"
#include "api/paths.h"
#include "widgets/avatar.h"

#include <QAction>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int typingPause = 150; // ms after the last key
constexpr int mostPeople = 8;
constexpr int personRole = Qt::UserRole;
constexpr int actionRole = Qt::UserRole + 1;

QString titleOf(const QAction &action)
{
    QString title = action.text();
    return title.remove(u'&');
}

bool hasAllWords(const QString &text, const QStringList &words)
{
    return std::all_of(words.begin(), words.end(),
                       [&text](const QString &word) { return text.contains(word, Qt::CaseInsensitive); });
}

} // namespace

GoToPalette::GoToPalette(ApiClient &client, QWidget *parent)
    : QFrame(parent, Qt::Popup)
    , m_client(client)
    , m_line(new QLineEdit)
    , m_results(new QListWidget)
{
    setAttribute(Qt::WA_WindowPropagation);
    setFrameShape(QFrame::StyledPanel);
    setAccessibleName(tr("Go to a person, a page or an action"));
    m_line->setPlaceholderText(tr("Go to a person, a page or an action"));
    m_line->setAccessibleName(tr("Go to"));
    m_line->setClearButtonEnabled(true);
    m_line->installEventFilter(this);
    m_results->setFrameShape(QFrame::NoFrame);
    m_results->setFocusPolicy(Qt::NoFocus);
    m_results->setUniformItemSizes(true);
    m_results->setIconSize({20, 20});
    m_results->setAccessibleName(tr("What was found"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->addWidget(m_line);
    layout->addWidget(m_results, 1);

    m_pause.setSingleShot(true);
    m_pause.setInterval(typingPause);
    connect(&m_pause, &QTimer::timeout, this, &GoToPalette::askForPeople);
    connect(m_line, &QLineEdit::textChanged, this, &GoToPalette::find);
    connect(m_results, &QListWidget::itemClicked, this, &GoToPalette::choose);
    connect(m_line, &QLineEdit::returnPressed, this, [this] { chooseCurrent(); });
}

void GoToPalette::open(const QList<QAction *> &actions)
{
    m_actions = actions;
    m_line->clear();
    find();
    const QWidget *window = parentWidget();
    const int width = std::min(560, window->width() - 32);
    resize(width, height());
    move(window->mapToGlobal(QPoint((window->width() - width) / 2, 56)));
    fit();
    show();
    m_line->setFocus(Qt::PopupFocusReason);
}

void GoToPalette::find()
{
    m_people.clear();
    m_results->clear();
    addActions();
    m_hasMoved = false;
    m_isChosen = false;
    m_isAsking = !m_line->text().trimmed().isEmpty();
    if (m_isAsking)
        m_pause.start();
    else
        m_pause.stop();
}

void GoToPalette::addActions()
{
    const QStringList words = m_line->text().split(u' ', Qt::SkipEmptyParts);
    for (QAction *action : std::as_const(m_actions)) {
        const QString title = titleOf(*action);
        if (!action->isEnabled() || !action->isVisible() || title.isEmpty() || !hasAllWords(title, words))
            continue;
        const QString shortcut = action->shortcut().toString(QKeySequence::NativeText);
        auto *item = new QListWidgetItem(
            action->icon(), shortcut.isEmpty() ? title : tr("%1    %2").arg(title, shortcut), m_results);
        item->setData(actionRole, QVariant::fromValue(action));
    }
    m_results->setCurrentRow(0);
    fit();
}

// As high as its results, so that nothing below is hidden for no reason.
void GoToPalette::fit()
{
    constexpr int mostRows = 14;
    const int rows = std::clamp(m_results->count(), 1, mostRows);
    const int row = std::max(m_results->sizeHintForRow(0), fontMetrics().height() + 4);
    const QMargins around = layout()->contentsMargins();
    resize(width(), around.top() + m_line->sizeHint().height() + layout()->spacing() + rows * row + 4 +
                        around.bottom());
}

void GoToPalette::askForPeople()
{
    const QString text = m_line->text().trimmed();
    const ListQuery query{.search = text, .filter = {}, .sort = {}, .limit = mostPeople, .cursor = {}};
    m_client.getPage<Account>(path::adminUsers, "users"_L1, query, this,
                              [this, text](const Result<Page<Account>> &page) {
                                  if (!isVisible() || m_line->text().trimmed() != text)
                                      return;
                                  if (page)
                                      addPeople(page->items);
                                  settle();
                              });
}

// People come first: they are what one looks for most.
void GoToPalette::addPeople(const QList<Account> &people)
{
    m_people = people;
    for (int row = 0; row < people.size(); ++row) {
        const Account &person = people.at(row);
        auto *item = new QListWidgetItem(Avatar::icon(person.name, palette()),
                                         tr("%1    %2").arg(person.name, person.email));
        item->setData(personRole, row);
        m_results->insertItem(row, item); // what is current stays it
    }
    if (!m_hasMoved)
        m_results->setCurrentRow(0);
    fit();
}

void GoToPalette::settle()
{
    m_isAsking = false;
    if (m_isChosen)
        choose(m_results->currentItem());
}

// What Enter means must not depend on how fast it was: as long as people may still come on top, it waits.
void GoToPalette::chooseCurrent()
{
    m_isChosen = m_isAsking && !m_hasMoved;
    if (!m_isChosen)
        choose(m_results->currentItem());
}

void GoToPalette::choose(QListWidgetItem *item)
{
    if (!item)
        return;
    auto *action = item->data(actionRole).value<QAction *>();
    const int row = item->data(personRole).toInt();
    const Account person = action ? Account() : m_people.at(row);
    close();
    if (action)
        action->trigger();
    else
        emit personWanted(person);
}

void GoToPalette::moveCurrent(int step)
{
    m_hasMoved = true;
    const int last = m_results->count() - 1;
    m_results->setCurrentRow(std::clamp(m_results->currentRow() + step, 0, std::max(0, last)));
}

bool GoToPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_line || event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Down:
        moveCurrent(1);
        return true;
    case Qt::Key_Up:
        moveCurrent(-1);
        return true;
    case Qt::Key_PageDown:
        moveCurrent(8);
        return true;
    case Qt::Key_PageUp:
        moveCurrent(-8);
        return true;
    case Qt::Key_Escape:
        close();
        return true;
    default:
        return false;
    }
}
