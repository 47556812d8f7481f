// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "base/secret.h"

#include <QElapsedTimer>
#include <QLineEdit>

// A line for a secret: dots until its eye is pressed (seen while it is held) or clicked (seen until
// the next click). Remembers no earlier text to undo; what is copied leaves the clipboard by itself.
class SecretEdit : public QLineEdit
{
    Q_OBJECT

public:
    explicit SecretEdit(QWidget *parent = nullptr);

    Secret secret() const { return Secret(text()); }
    void setSecret(const Secret &secret) { setText(secret.text()); }
    bool isRevealed() const { return echoMode() == Normal; }
    void setRevealed(bool revealed);

signals:
    void copied(); // onto the clipboard, for secretclipboard::span

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void pressEye();
    void releaseEye();
    void forgetHistory();
    void copySelected();

    QAction *m_eye;
    QElapsedTimer m_held;
    bool m_wasRevealed = false;
};
