// SPDX-License-Identifier: GPL-3.0-only
#include "support/peoplepagefixture.h"

#include "accounts/confirmdialog.h"
#include "widgets/cells.h"
#include "widgets/plainwords.h"

#include <QLabel>
#include <QPushButton>
#include <QTemporaryFile>
#include <QToolTip>

using namespace Qt::StringLiterals;

// Names and user agents are strangers' words: whatever they look like, they are shown and never read
// as HTML, which would read the files that it refers to.
class StrangersWordsTest : public PeoplePageFixture
{
    Q_OBJECT
private slots:
    void initTestCase();
    void areShownAsTheyAre();
    void areShownAsTheyAreInTooltips();
    void leaveThoseAloneWhoAskForRichText();
    void pushNothingAside();
};

void StrangersWordsTest::initTestCase()
{
    PlainWords::installOn(*qApp);
    PeoplePageFixture::initTestCase();
}

static QList<QLabel *> labelsWith(QWidget *window, const QString &words)
{
    QList<QLabel *> found;
    for (auto *label : window->findChildren<QLabel *>()) {
        if (label->text().contains(words))
            found.append(label);
    }
    return found;
}

void StrangersWordsTest::areShownAsTheyAre()
{
    const QString name = u"<b>Evil</b> <img src=\"/dev/zero\">"_s;
    const QString id = m_server->addPerson(name, u"evil@example.com"_s);
    m_page->reload();
    QTRY_VERIFY(m_page->findChild<PagedModelBase *>()->rowOf(id) >= 0);
    select({id});
    QWidget *details = m_page->details();
    QTRY_VERIFY(!labelsWith(details, u"<b>Evil</b>"_s).isEmpty());
    action(u"Delete…"_s)->trigger();
    auto *question = dialog<ConfirmDialog>();
    QVERIFY(question);
    for (QWidget *window : {details, static_cast<QWidget *>(question)}) {
        for (QLabel *label : labelsWith(window, u"<b>Evil</b>"_s))
            QCOMPARE(label->textFormat(), Qt::PlainText);
    }
    QCOMPARE(labelsWith(question, u"<b>Evil</b>"_s).size(), 2);
}

void StrangersWordsTest::areShownAsTheyAreInTooltips()
{
    const QString agent = u"Mozilla <img src=\"/dev/zero\">"_s;
    QCOMPARE(cells::device({}, {}, agent, Qt::ToolTipRole).toString(), agent);
    QToolTip::showText(m_page->mapToGlobal(QPoint(5, 5)), agent, m_page.get());
    const auto windows = QApplication::topLevelWidgets();
    const auto tip = std::ranges::find_if(windows, [](QWidget *window) { return window->objectName() == "qtooltip_label"_L1; });
    QVERIFY(tip != windows.end());
    QCOMPARE(qobject_cast<QLabel *>(*tip)->text(), agent);
    QCOMPARE(qobject_cast<QLabel *>(*tip)->textFormat(), Qt::PlainText);
    QToolTip::hideText();
}

void StrangersWordsTest::leaveThoseAloneWhoAskForRichText()
{
    QLabel rich(u"<b>ours</b>"_s);
    rich.setTextFormat(Qt::RichText);
    rich.ensurePolished();
    QCOMPARE(rich.textFormat(), Qt::RichText);
    QLabel plain(u"<b>theirs</b>"_s);
    (void)plain.sizeHint();
    QCOMPARE(plain.textFormat(), Qt::PlainText);
}

// One word as long as the rules let it be.
void StrangersWordsTest::pushNothingAside()
{
    const QString id = m_server->addPerson(QString(100, u'W'), u"w"_s + QString(50, u'w') + u"@example.com"_s);
    m_page->reload();
    QTRY_VERIFY(m_page->findChild<PagedModelBase *>()->rowOf(id) >= 0);
    select({id});
    QWidget *details = m_page->details();
    QTRY_VERIFY(!labelsWith(details, u"WWWW"_s).isEmpty());
    details->resize(370, 700);
    QTest::qWait(50);
    for (auto *button : details->findChildren<QPushButton *>()) {
        if (button->isVisible())
            QVERIFY2(button->mapTo(details, QPoint(button->width(), 0)).x() <= details->width(), qPrintable(button->text()));
    }
}

QTEST_MAIN(StrangersWordsTest)
#include "tst_strangerswords.moc"
