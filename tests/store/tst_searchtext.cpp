// SPDX-License-Identifier: GPL-3.0-only
#include "store/searchtext.h"

#include <QTest>

using namespace Qt::StringLiterals;

class TestSearchText : public QObject
{
    Q_OBJECT

private slots:
    void foldsCaseAccentsAndBlanks_data();
    void foldsCaseAccentsAndBlanks();
    void putsTwoBlanksBeforeEachWord();
    void looksForShortWordsAtTheBeginningOfWords_data();
    void looksForShortWordsAtTheBeginningOfWords();
    void coversANeedleWithTrigrams_data();
    void coversANeedleWithTrigrams();
};

void TestSearchText::foldsCaseAccentsAndBlanks_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("wanted");
    QTest::newRow("case") << u"Ada LOVELACE"_s << u"ada lovelace"_s;
    QTest::newRow("accents") << u"Zoë Núñez Ångström"_s << u"zoe nunez angstrom"_s;
    QTest::newRow("decomposed already") << u"Zoe\u0308"_s << u"zoe"_s;
    QTest::newRow("sharp s") << u"Straße"_s << u"strasse"_s;
    QTest::newRow("wide letters") << u"Ａｄａ"_s << u"ada"_s;
    QTest::newRow("blanks") << u"  a \t b\u00a0c "_s << u"a b c"_s;
    QTest::newRow("controls") << u"a\x01"
                                 "b"_s
                              << u"a b"_s;
    QTest::newRow("Greek") << u"Ὀδυσσεύς"_s << u"οδυσσευσ"_s;
    QTest::newRow("Chinese") << u"李 伟"_s << u"李 伟"_s;
    QTest::newRow("nothing") << QString() << QString();
}

void TestSearchText::foldsCaseAccentsAndBlanks()
{
    QFETCH(QString, text);
    QTEST(store::folded(text), "wanted");
}

void TestSearchText::putsTwoBlanksBeforeEachWord()
{
    QCOMPARE(store::searchText({u"Ada Lovelace"_s, u"Ada@Example.com"_s, u"ada"_s, QString()}),
             u"  ada  lovelace  ada@example.com"_s);
}

void TestSearchText::looksForShortWordsAtTheBeginningOfWords_data()
{
    QTest::addColumn<QString>("word");
    QTest::addColumn<QString>("wanted");
    QTest::newRow("one") << u"A"_s << u"  a"_s;
    QTest::newRow("two") << u"lo"_s << u" lo"_s;
    QTest::newRow("one beyond the first plane") << u"\U0001F600"_s << u"  \U0001F600"_s;
    QTest::newRow("three") << u"LOV"_s << u"lov"_s;
    QTest::newRow("quoted words") << u"ada lovelace"_s << u"ada  lovelace"_s;
    QTest::newRow("nothing but an accent") << u"\u0308"_s << QString();
}

void TestSearchText::looksForShortWordsAtTheBeginningOfWords()
{
    QFETCH(QString, word);
    QTEST(store::needle(word), "wanted");
}

void TestSearchText::coversANeedleWithTrigrams_data()
{
    QTest::addColumn<QString>("needle");
    QTest::addColumn<QString>("wanted");
    QTest::newRow("three") << u"ada"_s << u"\"ada\""_s;
    QTest::newRow("four") << u"adam"_s << u"\"ada\" AND \"dam\""_s;
    QTest::newRow("six") << u"lovela"_s << u"\"lov\" AND \"ela\""_s;
    QTest::newRow("seven") << u"lovelac"_s << u"\"lov\" AND \"ela\" AND \"lac\""_s;
    QTest::newRow("quotes") << u"a\"b"_s << u"\"a\"\"b\""_s;
    QTest::newRow("beyond the first plane") << u"\U0001F600ab"_s << u"\"\U0001F600ab\""_s;
}

void TestSearchText::coversANeedleWithTrigrams()
{
    QFETCH(QString, needle);
    QTEST(store::trigramQuery(needle), "wanted");
}

QTEST_GUILESS_MAIN(TestSearchText)
#include "tst_searchtext.moc"
