// SPDX-License-Identifier: GPL-3.0-only
#include "widgets/secretedit.h"

#include "icons.h"
#include "widgets/secretclipboard.h"

#include <QAction>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMenu>
#include <QSignalBlocker>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace {

constexpr int holdMilliseconds = 350; // longer than a click

} // namespace

SecretEdit::SecretEdit(QWidget *parent)
    : QLineEdit(parent)
    , m_eye(addAction(icon(u"view-visible"_s), TrailingPosition))
{
    setEchoMode(Password);
    setInputMethodHints(Qt::ImhHiddenText | Qt::ImhSensitiveData | Qt::ImhNoPredictiveText |
                        Qt::ImhNoAutoUppercase);
    connect(this, &QLineEdit::textEdited, this, &SecretEdit::forgetHistory);
    setRevealed(false);

    // The action's own button has no press and release to offer.
    if (auto *button = findChild<QToolButton *>()) {
        connect(button, &QToolButton::pressed, this, &SecretEdit::pressEye);
        connect(button, &QToolButton::released, this, &SecretEdit::releaseEye);
    }
}

void SecretEdit::setRevealed(bool revealed)
{
    setEchoMode(revealed ? Normal : Password);
    m_eye->setText(revealed ? tr("Hide") : tr("Show"));
    m_eye->setToolTip(revealed ? tr("Hide (Ctrl+H)") : tr("Show (Ctrl+H)"));
    m_eye->setIcon(icon(revealed ? u"view-hidden"_s : u"view-visible"_s));
}

void SecretEdit::pressEye()
{
    m_wasRevealed = isRevealed();
    m_held.start();
    setRevealed(true);
}

void SecretEdit::releaseEye()
{
    const bool wasClick = m_held.isValid() && m_held.elapsed() < holdMilliseconds;
    setRevealed(wasClick && !m_wasRevealed);
}

// Setting the text is the only way to make a line edit forget what could be undone.
void SecretEdit::forgetHistory()
{
    const QSignalBlocker quiet(this);
    const int place = cursorPosition();
    setText(text());
    setCursorPosition(place);
}

void SecretEdit::copySelected()
{
    if (!isRevealed() || selectedText().isEmpty())
        return;
    secretclipboard::copy(selectedText());
    emit copied();
}

void SecretEdit::keyPressEvent(QKeyEvent *event)
{
    const bool isCut = event->matches(QKeySequence::Cut);
    if (event->matches(QKeySequence::Copy) || isCut) {
        copySelected();
        if (isCut && !isReadOnly() && isRevealed())
            del();
    } else if (event->key() == Qt::Key_H && event->modifiers() == Qt::ControlModifier) {
        setRevealed(!isRevealed());
    } else {
        QLineEdit::keyPressEvent(event);
    }
}

// On X11 whatever is marked with the mouse would be offered to every program.
void SecretEdit::mouseReleaseEvent(QMouseEvent *event)
{
    QLineEdit::mouseReleaseEvent(event);
    QClipboard *clipboard = QGuiApplication::clipboard();
    if (clipboard->supportsSelection() && clipboard->ownsSelection())
        clipboard->clear(QClipboard::Selection);
}

void SecretEdit::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(m_eye->icon(), m_eye->text(), this, [this] { setRevealed(!isRevealed()); });
    auto *copy = menu->addAction(icon(u"edit-copy"_s), tr("Copy"), this, &SecretEdit::copySelected);
    copy->setEnabled(isRevealed() && hasSelectedText());
    auto *paste = menu->addAction(icon(u"edit-paste"_s), tr("Paste"), this, &QLineEdit::paste);
    paste->setEnabled(!isReadOnly());
    menu->popup(event->globalPos());
}

void SecretEdit::hideEvent(QHideEvent *event)
{
    setRevealed(false);
    QLineEdit::hideEvent(event);
}
