// SPDX-License-Identifier: GPL-3.0-only
#include "http/acceptlanguage.h"

#include <QTest>

using namespace Qt::StringLiterals;

class AcceptLanguageTest : public QObject
{
    Q_OBJECT
private slots:
    void choosesWhatIsWishedForMost_data();
    void choosesWhatIsWishedForMost();
};

void AcceptLanguageTest::choosesWhatIsWishedForMost_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QString>("language");
    QTest::newRow("nothing") << QByteArray() << u"en"_s;
    QTest::newRow("one") << QByteArray("de") << u"de"_s;
    QTest::newRow("a region") << QByteArray("de-AT") << u"de"_s;
    QTest::newRow("capitals") << QByteArray("DE-de") << u"de"_s;
    QTest::newRow("by weight") << QByteArray("en;q=0.4, de;q=0.9") << u"de"_s;
    QTest::newRow("the first of equals") << QByteArray("de, en") << u"de"_s;
    QTest::newRow("an unknown one first") << QByteArray("fr, de;q=0.5, en;q=0.3") << u"de"_s;
    QTest::newRow("unknown ones only") << QByteArray("fr, it") << u"en"_s;
    QTest::newRow("refused") << QByteArray("de;q=0") << u"en"_s;
    QTest::newRow("blanks") << QByteArray("  de ; q=1 ") << u"de"_s;
    QTest::newRow("rubbish") << QByteArray(";;,,q=,=;q=x") << u"en"_s;
    QTest::newRow("another word that begins so") << QByteArray("deu") << u"en"_s;
}

void AcceptLanguageTest::choosesWhatIsWishedForMost()
{
    QFETCH(const QByteArray, header);
    QTEST(http::preferredLanguage(header, {u"en"_s, u"de"_s}), "language");
}

QTEST_GUILESS_MAIN(AcceptLanguageTest)
#include "tst_acceptlanguage.moc"
