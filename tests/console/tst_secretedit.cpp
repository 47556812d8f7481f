// SPDX-License-Identifier: GPL-3.0-only
#include "widgets/secretclipboard.h"
#include "widgets/secretedit.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class SecretEditTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { QGuiApplication::clipboard()->clear(); }
    void showsDotsUntilAsked();
    void showsWhileTheEyeIsHeld();
    void togglesWithAClick();
    void hidesAgainWhenItIsHidden();
    void remembersNothingToUndo();
    void copiesNothingWhileItShowsDots();
    void marksWhatItCopiesForClipboardHistories();
    void givesNothingAwayThatIsMarkedWithTheMouse();
    void takesASecretOffTheClipboardAgain();
    void leavesTheClipboardToOthers();
};

void SecretEditTest::showsDotsUntilAsked()
{
    SecretEdit edit;
    edit.setText(u"open sesame"_s);
    QVERIFY(!edit.isRevealed());
    QVERIFY(!edit.displayText().contains(u'o'));
    QTest::keyClick(&edit, Qt::Key_H, Qt::ControlModifier);
    QCOMPARE(edit.displayText(), u"open sesame"_s);
}

void SecretEditTest::showsWhileTheEyeIsHeld()
{
    SecretEdit edit;
    edit.show();
    auto *eye = edit.findChild<QToolButton *>();
    QTest::mousePress(eye, Qt::LeftButton);
    QVERIFY(edit.isRevealed());
    QTest::qWait(450);
    QTest::mouseRelease(eye, Qt::LeftButton);
    QVERIFY(!edit.isRevealed());
}

void SecretEditTest::togglesWithAClick()
{
    SecretEdit edit;
    edit.show();
    auto *eye = edit.findChild<QToolButton *>();
    QTest::mouseClick(eye, Qt::LeftButton);
    QVERIFY(edit.isRevealed());
    QTest::mouseClick(eye, Qt::LeftButton);
    QVERIFY(!edit.isRevealed());
}

void SecretEditTest::hidesAgainWhenItIsHidden()
{
    SecretEdit edit;
    edit.show();
    edit.setRevealed(true);
    edit.hide();
    QVERIFY(!edit.isRevealed());
}

void SecretEditTest::remembersNothingToUndo()
{
    SecretEdit edit;
    QTest::keyClicks(&edit, u"first"_s);
    edit.selectAll();
    QTest::keyClicks(&edit, u"second"_s);
    edit.setRevealed(true);
    QVERIFY(!edit.isUndoAvailable());
    edit.undo();
    QCOMPARE(edit.text(), u"second"_s);
}

void SecretEditTest::copiesNothingWhileItShowsDots()
{
    SecretEdit edit;
    edit.setText(u"open sesame"_s);
    edit.selectAll();
    QTest::keyClick(&edit, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), QString());
}

void SecretEditTest::marksWhatItCopiesForClipboardHistories()
{
    SecretEdit edit;
    QSignalSpy copied(&edit, &SecretEdit::copied);
    edit.setText(u"open sesame"_s);
    edit.setRevealed(true);
    edit.selectAll();
    QTest::keyClick(&edit, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(copied.size(), 1);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"open sesame"_s);
    QCOMPARE(QGuiApplication::clipboard()->mimeData()->data(u"x-kde-passwordManagerHint"_s), "secret");
}

// X11 offers what is marked to every program.
void SecretEditTest::givesNothingAwayThatIsMarkedWithTheMouse()
{
    QClipboard *clipboard = QGuiApplication::clipboard();
    if (!clipboard->supportsSelection())
        QSKIP("This platform has no selection clipboard");
    SecretEdit edit;
    edit.setText(u"sesame"_s);
    edit.setRevealed(true);
    edit.show();
    QVERIFY(QTest::qWaitForWindowExposed(&edit));
    QTest::mouseDClick(&edit, Qt::LeftButton, {}, QPoint(20, edit.height() / 2));
    QCOMPARE(edit.selectedText(), u"sesame"_s);
    QCOMPARE(clipboard->text(QClipboard::Selection), QString());
}

void SecretEditTest::takesASecretOffTheClipboardAgain()
{
    secretclipboard::copy(u"open sesame"_s, 50ms);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"open sesame"_s);
    QTRY_COMPARE(QGuiApplication::clipboard()->text(), QString());
}

void SecretEditTest::leavesTheClipboardToOthers()
{
    secretclipboard::copy(u"open sesame"_s, 50ms);
    QGuiApplication::clipboard()->setText(u"shopping list"_s);
    QTest::qWait(120);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"shopping list"_s);
}

QTEST_MAIN(SecretEditTest)
#include "tst_secretedit.moc"
