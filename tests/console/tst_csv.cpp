// SPDX-License-Identifier: GPL-3.0-only
#include "history/csv.h"

#include <QTest>

using namespace Qt::StringLiterals;

class CsvTest : public QObject
{
    Q_OBJECT

private slots:
    void writesLinesAsRfc4180SaysIt_data();
    void writesLinesAsRfc4180SaysIt();
    void takesTheStingOutOfFormulas_data();
    void takesTheStingOutOfFormulas();
};

void CsvTest::writesLinesAsRfc4180SaysIt_data()
{
    QTest::addColumn<QStringList>("values");
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("plain") << QStringList{u"a"_s, u"b c"_s} << QByteArray("a,b c\r\n");
    QTest::newRow("empty") << QStringList{QString(), QString()} << QByteArray(",\r\n");
    QTest::newRow("comma") << QStringList{u"a,b"_s} << QByteArray("\"a,b\"\r\n");
    QTest::newRow("quote") << QStringList{u"say \"hi\""_s} << QByteArray("\"say \"\"hi\"\"\"\r\n");
    QTest::newRow("line break") << QStringList{u"a\nb"_s, u"c\rd"_s} << QByteArray("\"a\nb\",\"c\rd\"\r\n");
    QTest::newRow("UTF-8") << QStringList{u"Łódź"_s} << QByteArray("Łódź\r\n");
}

void CsvTest::writesLinesAsRfc4180SaysIt()
{
    QFETCH(QStringList, values);
    QTEST(csvLine(values), "line");
}

void CsvTest::takesTheStingOutOfFormulas_data()
{
    QTest::addColumn<QString>("value");
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("formula") << u"=HYPERLINK(\"http://x\",\"y\")"_s
                             << QByteArray("\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"\r\n");
    QTest::newRow("plus") << u"+1"_s << QByteArray("'+1\r\n");
    QTest::newRow("minus") << u"-1"_s << QByteArray("'-1\r\n");
    QTest::newRow("at") << u"@SUM(A1)"_s << QByteArray("'@SUM(A1)\r\n");
    QTest::newRow("tab") << u"\t=1"_s << QByteArray("'\t=1\r\n");
    QTest::newRow("carriage return") << u"\r=1"_s << QByteArray("\"'\r=1\"\r\n");
    QTest::newRow("harmless inside") << u"a=1"_s << QByteArray("a=1\r\n");
}

void CsvTest::takesTheStingOutOfFormulas()
{
    QFETCH(QString, value);
    QTEST(csvLine({value}), "line");
}

QTEST_GUILESS_MAIN(CsvTest)
#include "tst_csv.moc"
