// SPDX-License-Identifier: GPL-3.0-only
#include "widgets/filterbar.h"
#include "widgets/filteroffers.h"

#include <QAbstractItemView>
#include <QAction>
#include <QCompleter>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>

using namespace Qt::StringLiterals;

class FilterBarTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanup() { QSettings().clear(); }
    void searchesAShortWhileAfterTheLastKey();
    void searchesAtOnceWithEnter();
    void saysTheSameOnlyOnce();
    void tellsValidFromUnfinishedFromWrong_data();
    void tellsValidFromUnfinishedFromWrong();
    void keepsWrongFiltersToItself();
    void leavesUnfinishedPiecesOut();
    void givesTheReasonAsTooltipAndAsSign();
    void findsThePieceUnderTheCursor_data();
    void findsThePieceUnderTheCursor();
    void offersKeysAndValues_data();
    void offersKeysAndValues();
    void completesThePieceThatIsTyped();
    void leavesEnterToTheCompletion();
    void addsATermOnce();
    void replacesATermOfTheSameKey();
    void keepsSeveralExclusionsOfOneKey();
    void quotesWordsWithBlanksWhenATermIsAdded();
    void clearsWithEscapeAndPassesTheSecondOn();
    void remembersSavedFilters();
    void keepsTheFiltersOfListsApart();
};

void FilterBarTest::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName(u"gatehouse-test"_s);
    QCoreApplication::setApplicationName(u"filterbar"_s);
    QSettings().clear();
}

void FilterBarTest::searchesAShortWhileAfterTheLastKey()
{
    FilterBar bar(u"test"_s, filter::sessionKeys());
    QSignalSpy changed(&bar, &FilterBar::changed);
    QTest::keyClicks(&bar, u"ada device:bot"_s);
    QCOMPARE(changed.size(), 0);
    QVERIFY(changed.wait(1000));
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.first(), (QVariantList{u"ada"_s, u"device:bot"_s}));
}

void FilterBarTest::searchesAtOnceWithEnter()
{
    FilterBar bar(u"test"_s, filter::sessionKeys());
    QSignalSpy changed(&bar, &FilterBar::changed);
    bar.setText(u"ada"_s);
    QTest::keyClick(&bar, Qt::Key_Return);
    QCOMPARE(changed.size(), 1);
}

void FilterBarTest::saysTheSameOnlyOnce()
{
    FilterBar bar(u"test"_s, filter::sessionKeys());
    QSignalSpy changed(&bar, &FilterBar::changed);
    bar.setText(u"ada"_s);
    QTest::keyClick(&bar, Qt::Key_Return);
    bar.setText(u" ada  "_s);
    QTest::keyClick(&bar, Qt::Key_Return);
    QTest::qWait(300);
    QCOMPARE(changed.size(), 1);
}

void FilterBarTest::tellsValidFromUnfinishedFromWrong_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<FilterBar::State>("state");
    QTest::newRow("nothing") << QString() << FilterBar::State::Valid;
    QTest::newRow("words") << u"ada lovelace"_s << FilterBar::State::Valid;
    QTest::newRow("a term") << u"ip:10.0.0.0/8"_s << FilterBar::State::Valid;
    QTest::newRow("a negated flag") << u"-remembered"_s << FilterBar::State::Valid;
    QTest::newRow("a value to come") << u"ip:"_s << FilterBar::State::Unfinished;
    QTest::newRow("half a value") << u"device:de"_s << FilterBar::State::Unfinished;
    QTest::newRow("an open quote") << u"method:\"a b"_s << FilterBar::State::Unfinished;
    QTest::newRow("an unknown key") << u"nonsense:x"_s << FilterBar::State::Wrong;
    QTest::newRow("a bad value") << u"device:toaster"_s << FilterBar::State::Wrong;
    QTest::newRow("half a value that was left") << u"device:de ada"_s << FilterBar::State::Wrong;
    QTest::newRow("wrong beside unfinished") << u"nonsense:x ip:"_s << FilterBar::State::Wrong;
}

void FilterBarTest::tellsValidFromUnfinishedFromWrong()
{
    QFETCH(QString, text);
    FilterBar bar(u"test"_s, filter::sessionKeys());
    bar.setText(text);
    QTEST(bar.state(), "state");
}

void FilterBarTest::keepsWrongFiltersToItself()
{
    FilterBar bar(u"test"_s, filter::sessionKeys());
    QSignalSpy changed(&bar, &FilterBar::changed);
    bar.setText(u"ada nonsense:x"_s);
    QTest::keyClick(&bar, Qt::Key_Return);
    QTest::qWait(300);
    QCOMPARE(changed.size(), 0);
}

void FilterBarTest::leavesUnfinishedPiecesOut()
{
    FilterBar bar(u"test"_s, filter::sessionKeys());
    QSignalSpy changed(&bar, &FilterBar::changed);
    bar.setText(u"ada remembered ip:"_s);
    QVERIFY(changed.wait(1000));
    QCOMPARE(changed.first(), (QVariantList{u"ada"_s, u"remembered:yes"_s}));
}

void FilterBarTest::givesTheReasonAsTooltipAndAsSign()
{
    FilterBar bar(u"test"_s, filter::sessionKeys());
    bar.setText(u"nonsense:x"_s);
    QVERIFY(bar.toolTip().contains(u"nonsense:x"_s));
    QCOMPARE(bar.accessibleDescription(), bar.toolTip());
    const auto actions = bar.actions();
    const auto sign = std::find_if(actions.begin(), actions.end(),
                                   [&](QAction *a) { return a->toolTip() == bar.toolTip(); });
    QVERIFY(sign != actions.end());
    QVERIFY((*sign)->isVisible());
    const QColor wrong = bar.palette().color(QPalette::Text);
    bar.setText(u"remembered"_s);
    QVERIFY(!(*sign)->isVisible());
    QVERIFY(bar.palette().color(QPalette::Text) != wrong);
    QCOMPARE(bar.accessibleDescription(), QString());
}

void FilterBarTest::findsThePieceUnderTheCursor_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("cursor");
    QTest::addColumn<QString>("piece");
    QTest::newRow("nothing") << QString() << 0 << QString();
    QTest::newRow("the end") << u"ada ip:1"_s << 8 << u"ip:1"_s;
    QTest::newRow("the middle") << u"ada ip:1 bo"_s << 6 << u"ip:1"_s;
    QTest::newRow("the start") << u"ada ip:1"_s << 0 << u"ada"_s;
    QTest::newRow("behind a blank") << u"ada "_s << 4 << QString();
    QTest::newRow("quotes") << u"bo \"a b"_s << 7 << u"\"a b"_s;
}

void FilterBarTest::findsThePieceUnderTheCursor()
{
    QFETCH(QString, text);
    QFETCH(int, cursor);
    const auto [start, length] = filteroffers::pieceAt(text, cursor);
    QTEST(text.mid(start, length), "piece");
}

void FilterBarTest::offersKeysAndValues_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QStringList>("offers");
    QTest::newRow("a key") << u"re"_s << QStringList{u"remembered"_s};
    QTest::newRow("a negated key") << u"-re"_s << QStringList{u"-remembered"_s};
    QTest::newRow("values") << u"device:d"_s << QStringList{u"device:desktop"_s};
    QTest::newRow("upper case") << u"DEVICE:t"_s << QStringList{u"device:tablet"_s};
    QTest::newRow("a key with a free value") << u"i"_s << QStringList{u"ip:"_s};
    QTest::newRow("times") << u"seen:"_s
                           << QStringList{u"seen:1h"_s, u"seen:24h"_s, u"seen:7d"_s, u"seen:30d"_s};
    QTest::newRow("what is there already") << u"remembered"_s << QStringList();
    QTest::newRow("a word") << u"lovelace"_s << QStringList();
}

void FilterBarTest::offersKeysAndValues()
{
    QFETCH(QString, typed);
    QTEST(filteroffers::offersFor(typed, filter::sessionKeys()), "offers");
}

void FilterBarTest::completesThePieceThatIsTyped()
{
    FilterBar bar(u"test"_s, filter::sessionKeys());
    bar.show();
    bar.setText(u"ada device:desktop"_s);
    bar.setCursorPosition(0);
    QTest::keyClicks(&bar, u"rem"_s);
    bar.setText(u"rem device:desktop"_s);
    bar.setCursorPosition(2);
    QTest::keyClicks(&bar, u"m"_s);
    bar.findChild<QCompleter *>()->activated(u"remembered"_s);
    QCOMPARE(bar.text(), u"remembered device:desktop"_s);
}

void FilterBarTest::leavesEnterToTheCompletion()
{
    FilterBar bar(u"test"_s, filter::sessionKeys());
    bar.show();
    QTest::keyClicks(&bar, u"rem"_s);
    auto *popup = bar.findChild<QCompleter *>()->popup();
    QVERIFY(popup->isVisible());
    QTest::keyClick(popup, Qt::Key_Down);
    QTest::keyClick(popup, Qt::Key_Return);
    QCOMPARE(bar.text(), u"remembered "_s);
    QCOMPARE(bar.state(), FilterBar::State::Valid);
}

void FilterBarTest::addsATermOnce()
{
    FilterBar bar(u"test"_s, filter::sessionKeys());
    QSignalSpy changed(&bar, &FilterBar::changed);
    bar.setText(u"ada"_s);
    bar.addTerm({.key = u"ip"_s, .value = u"10.0.0.7"_s});
    bar.addTerm({.key = u"ip"_s, .value = u"10.0.0.7"_s});
    QCOMPARE(bar.text(), u"ada ip:10.0.0.7"_s);
    QCOMPARE(changed.size(), 1);
}

void FilterBarTest::replacesATermOfTheSameKey()
{
    FilterBar bar(u"test"_s, filter::sessionKeys());
    bar.setText(u"ip:10.0.0.7 ada"_s);
    bar.addTerm({.key = u"ip"_s, .value = u"10.0.0.8"_s});
    QCOMPARE(bar.text(), u"ada ip:10.0.0.8"_s);
}

void FilterBarTest::keepsSeveralExclusionsOfOneKey()
{
    FilterBar bar(u"test"_s, filter::sessionKeys());
    bar.setText(u"-device:bot"_s);
    bar.addTerm({.key = u"device"_s, .value = u"tablet"_s, .negated = true});
    QCOMPARE(bar.text(), u"-device:bot -device:tablet"_s);
}

void FilterBarTest::quotesWordsWithBlanksWhenATermIsAdded()
{
    FilterBar bar(u"test"_s, filter::sessionKeys());
    bar.setText(u"\"ada love\""_s);
    bar.addTerm({.key = u"device"_s, .value = u"bot"_s});
    QCOMPARE(bar.text(), u"\"ada love\" device:bot"_s);
}

void FilterBarTest::clearsWithEscapeAndPassesTheSecondOn()
{
    FilterBar bar(u"test"_s, filter::sessionKeys());
    bar.setText(u"ada"_s);
    QKeyEvent first(QEvent::KeyPress, Qt::Key_Escape, Qt::NoModifier);
    QCoreApplication::sendEvent(&bar, &first);
    QVERIFY(first.isAccepted());
    QCOMPARE(bar.text(), QString());
    QKeyEvent second(QEvent::KeyPress, Qt::Key_Escape, Qt::NoModifier);
    QCoreApplication::sendEvent(&bar, &second);
    QVERIFY(!second.isAccepted());
}

void FilterBarTest::remembersSavedFilters()
{
    {
        FilterBar bar(u"test"_s, filter::sessionKeys());
        QSignalSpy changed(&bar, &FilterBar::savedFiltersChanged);
        bar.save(u"device:bot"_s);
        bar.save(u"remembered seen:7d"_s);
        bar.save(u"device:bot"_s);
        QCOMPARE(changed.size(), 3);
    }
    FilterBar bar(u"test"_s, filter::sessionKeys());
    QCOMPARE(bar.savedFilters(), (QStringList{u"remembered seen:7d"_s, u"device:bot"_s}));
    bar.forget(u"device:bot"_s);
    QCOMPARE(bar.savedFilters(), QStringList{u"remembered seen:7d"_s});
}

void FilterBarTest::keepsTheFiltersOfListsApart()
{
    FilterBar people(u"people"_s, filter::accountKeys());
    FilterBar sessions(u"sessions"_s, filter::sessionKeys());
    people.save(u"disabled"_s);
    QVERIFY(sessions.savedFilters().isEmpty());
}

QTEST_MAIN(FilterBarTest)
#include "tst_filterbar.moc"
