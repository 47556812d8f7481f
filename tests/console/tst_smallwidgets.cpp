// SPDX-License-Identifier: GPL-3.0-only
#include "widgets/avatar.h"
#include "widgets/countdown.h"
#include "widgets/emptystate.h"
#include "widgets/noticebar.h"
#include "widgets/recoverysheet.h"

#include <QDialog>
#include <QFile>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTextDocument>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

RecoverySheet::Content sheet()
{
    return {.title = u"Recovery codes"_s,
            .person = u"Ada <script> · ada@example.com"_s,
            .sentence = u"Each signs in once."_s,
            .lines = {u"ABCDEF-GHIJKL-MNOPQR-STUVWX"_s, u"234567-ABCDEF-GHIJKL-MNOPQR"_s}};
}

} // namespace

class SmallWidgetsTest : public QObject
{
    Q_OBJECT

private slots:
    void makesInitials_data();
    void makesInitials();
    void countsDownAndSaysSo();
    void countsOnWhileItsWindowIsHidden();
    void offersTheOneThingToDo();
    void hidesItsButtonWhenNothingCanBeDone();
    void takesBackWithUndo();
    void keepsFailuresUntilTheyAreClosed();
    void putsTheCodesOnAPage();
    void writesTheSheetForItsOwnerOnly();
    void tellsWhenASheetCantBeWritten();
    void asksBeforeWhatWasNotKeptIsLost();
};

void SmallWidgetsTest::makesInitials_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("initials");
    QTest::newRow("two words") << u"Ada Lovelace"_s << u"AL"_s;
    QTest::newRow("three words") << u"Johann Sebastian Bach"_s << u"JB"_s;
    QTest::newRow("one word") << u"plato"_s << u"P"_s;
    QTest::newRow("an address") << u"ada.lovelace@example.com"_s << u"AL"_s;
    QTest::newRow("accents") << u"émile Zola"_s << u"ÉZ"_s;
    QTest::newRow("other scripts") << u"李 小龍"_s << u"李小"_s;
    QTest::newRow("beyond 16 bits") << u"𝒜da"_s << u"𝒜"_s;
    QTest::newRow("a letter that grows") << u"ßa"_s << u"SS"_s;
    QTest::newRow("signs") << u"(Ada) \"L\""_s << u"AL"_s;
    QTest::newRow("nothing") << QString() << u"?"_s;
    QTest::newRow("no letters") << u"!!! ---"_s << u"?"_s;
}

void SmallWidgetsTest::makesInitials()
{
    QFETCH(QString, name);
    QTEST(Avatar::initials(name), "initials");
}

void SmallWidgetsTest::countsDownAndSaysSo()
{
    Countdown ring;
    QSignalSpy finished(&ring, &Countdown::finished);
    ring.start(1200ms);
    QCOMPARE(ring.secondsLeft(), 2);
    QCOMPARE(ring.accessibleName(), u"2 second(s) left"_s);
    QTRY_COMPARE(ring.accessibleName(), u"1 second(s) left"_s);
    QVERIFY(finished.wait(2000));
    QVERIFY(!ring.isRunning());
    QCOMPARE(ring.secondsLeft(), 0);
}

void SmallWidgetsTest::countsOnWhileItsWindowIsHidden()
{
    QDialog window;
    auto *ring = new Countdown(&window);
    QSignalSpy finished(ring, &Countdown::finished);
    window.show();
    ring->start(200ms);
    window.hide();
    QVERIFY(finished.wait(2000));
}

void SmallWidgetsTest::offersTheOneThingToDo()
{
    EmptyState state;
    QSignalSpy acted(&state, &EmptyState::acted);
    state.setContent({.icon = u"edit-find"_s,
                      .title = u"Nothing here"_s,
                      .sentence = u"Look elsewhere."_s,
                      .action = u"Look"_s});
    QCOMPARE(state.accessibleName(), u"Nothing here"_s);
    QTest::mouseClick(state.findChild<QPushButton *>(), Qt::LeftButton);
    QCOMPARE(acted.size(), 1);
}

void SmallWidgetsTest::hidesItsButtonWhenNothingCanBeDone()
{
    EmptyState state;
    state.show();
    state.setContent({.icon = {}, .title = u"Nothing here"_s, .sentence = {}});
    QVERIFY(!state.findChild<QPushButton *>()->isVisible());
}

void SmallWidgetsTest::takesBackWithUndo()
{
    QWidget window;
    auto *bar = new NoticeBar(&window);
    window.show();
    int undone = 0;
    bar->show(
        {.kind = Notice::Kind::Done, .text = u"Ada was disabled."_s, .actionText = u"Undo"_s, .action = [&] {
             ++undone;
         }});
    QVERIFY(bar->isVisible());
    QCOMPARE(bar->accessibleName(), u"Ada was disabled."_s);
    QTest::mouseClick(bar->findChild<QPushButton *>(), Qt::LeftButton);
    QCOMPARE(undone, 1);
    QVERIFY(!bar->isVisible());
}

void SmallWidgetsTest::keepsFailuresUntilTheyAreClosed()
{
    QWidget window;
    auto *bar = new NoticeBar(&window);
    window.show();
    bar->show({.kind = Notice::Kind::Failure, .text = u"It did not work."_s});
    QVERIFY(!bar->isClosing());
    bar->show({.kind = Notice::Kind::Done, .text = u"It worked."_s});
    QVERIFY(bar->isClosing());
    QTest::keyClick(bar, Qt::Key_Escape);
    QVERIFY(!bar->isVisible());
}

void SmallWidgetsTest::putsTheCodesOnAPage()
{
    const auto page = RecoverySheet::page(sheet(), QDateTime::currentDateTime());
    const QString text = page->toPlainText();
    for (const QString &code : sheet().lines)
        QVERIFY(text.contains(code));
    QVERIFY(text.contains(sheet().person)); // as text, not as markup
}

void SmallWidgetsTest::writesTheSheetForItsOwnerOnly()
{
    QTemporaryDir folder;
    for (const QString &name : {u"codes.txt"_s, u"codes.pdf"_s}) {
        const QString path = folder.filePath(name);
        QVERIFY(RecoverySheet::write(sheet(), path));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.size() > 50);
        QVERIFY(!(file.permissions() & (QFile::ReadGroup | QFile::ReadOther)));
        QCOMPARE(file.peek(4) == "%PDF", name.endsWith(u"pdf"_s));
    }
}

void SmallWidgetsTest::tellsWhenASheetCantBeWritten()
{
    QVERIFY(!RecoverySheet::write(sheet(), u"/nowhere/at/all/codes.txt"_s));
    QVERIFY(!RecoverySheet::write(sheet(), u"/nowhere/at/all/codes.pdf"_s));
}

void SmallWidgetsTest::asksBeforeWhatWasNotKeptIsLost()
{
    QWidget window;
    window.show();
    RecoverySheet::showOnce(&window, sheet());
    QPointer<QDialog> dialog = window.findChild<QDialog *>();
    QVERIFY(dialog);
    QTest::keyClick(dialog, Qt::Key_Escape);
    QVERIFY(dialog && dialog->isVisible());
    const auto buttons = dialog->findChildren<QPushButton *>();
    const auto copy =
        std::find_if(buttons.begin(), buttons.end(), [](auto *b) { return b->text() == u"&Copy"_s; });
    QTest::mouseClick(*copy, Qt::LeftButton);
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(!dialog);
}

QTEST_MAIN(SmallWidgetsTest)
#include "tst_smallwidgets.moc"
