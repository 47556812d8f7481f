// SPDX-License-Identifier: GPL-3.0-only
#include "api/codes.h"
#include "api/rules.h"
#include "support/vectors.h"

#include <QJsonArray>
#include <QElapsedTimer>
#include <QTest>

using namespace Qt::StringLiterals;
using Texts = std::initializer_list<QStringView>;

class TestRules : public QObject
{
    Q_OBJECT
private slots:
    void countsCodePoints();
    void judgesUsernames_data();
    void judgesUsernames();
    void judgesNames_data();
    void judgesNames();
    void judgesBlanks();
    void judgesAddresses_data();
    void judgesAddresses();
    void limitsTheLengthOfAddresses();
    void findsAddressesWhateverTheirSpelling();
    void survivesNaughtyStrings();
    void normalisesInNoTime();
};

void TestRules::countsCodePoints()
{
    constexpr rule::Length two{2, 3};
    QCOMPARE(two(u"🙂"_s), code::notLongEnough);
    QVERIFY(!two(u"🙂🙂"_s));
    QVERIFY(!two(u"🙂🙂🙂"_s));
    QCOMPARE(two(u"🙂🙂🙂🙂"_s), code::tooLong);
    QCOMPARE(two(QString()), code::notLongEnough);
    QVERIFY(!rule::Length{}(QString()));
}

void TestRules::judgesUsernames_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("fault");
    QTest::newRow("shortest") << u"abc"_s << QByteArray();
    QTest::newRow("longest") << QString(28, u'Z') << QByteArray();
    QTest::newRow("digits") << u"007"_s << QByteArray();
    QTest::newRow("too short") << u"ab"_s << QByteArray(code::notLongEnough);
    QTest::newRow("too long") << QString(29, u'a') << QByteArray(code::tooLong);
    for (const QStringView bad : Texts{u"a b c", u"abc ", u"abc\n", u"a_b_c", u"a-b-c", u"a@b.c", u"äbc",
                                       u"аbс", u"ａｂｃ", u"a\u0301bc", u"٣٤٥"})
        QTest::newRow(qUtf8Printable(bad.toString()))
            << bad.toString() << QByteArray(code::invalidCharacters);
}

void TestRules::judgesUsernames()
{
    QFETCH(QString, name);
    QTEST(QByteArray(rule::Username{}(name)), "fault");
}

void TestRules::judgesNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("fault");
    for (const QStringView good : Texts{u"Z", u"Zoë O’Brien-Łęcki", u"山田太郎", u"محمد", u"👩‍🚀",
                                        u"<script>", u"Robert'); DROP TABLE"})
        QTest::newRow(qUtf8Printable(good.toString())) << good.toString() << QByteArray();
    QTest::newRow("longest") << QString(100, u'x') << QByteArray();
    QTest::newRow("longest, in code points") << u"🙂"_s.repeated(100) << QByteArray();
    QTest::newRow("too long") << QString(101, u'x') << QByteArray(code::tooLong);
    QTest::newRow("empty") << QString() << QByteArray(code::required);
    QTest::newRow("blanks") << u" \t\u3000\u00a0"_s << QByteArray(code::required);
    for (const char16_t c : {u'\0', u'\n', u'\r', u'\t', u'\x1b', u'\x7f', u'\x85', u'\u2028', u'\u2029', u'\u202e', u'\u2066'})
        QTest::addRow("U+%04x", c) << u"a%1b"_s.arg(QChar(c)) << QByteArray(code::invalidCharacters);
    QTest::newRow("half a pair") << u"a"_s + QChar(0xd800) << QByteArray(code::invalidCharacters);
}

void TestRules::judgesNames()
{
    QFETCH(QString, name);
    QTEST(QByteArray(rule::PersonName{}(name)), "fault");
    QTEST(QByteArray(rule::DeviceName{}(name)), "fault");
    QCOMPARE(QByteArray(rule::PersonName{}(u"Pay here: https://evil.test"_s)), QByteArray(code::invalidCharacters));
}

void TestRules::judgesBlanks()
{
    QVERIFY(!rule::NotBlank{}(u" x "_s));
    QCOMPARE(rule::NotBlank{}(u" \n"_s), code::required);
    QCOMPARE(rule::NotBlank{}(QString()), code::required);
}

void TestRules::judgesAddresses_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<bool>("good");
    const auto rows = [](Texts addresses, bool good) {
        for (const QStringView address : addresses)
            QTest::newRow(qUtf8Printable(address.toString())) << address.toString() << good;
    };
    rows({u"a@b", u"zoe@localhost", u"zoe@nas", u"zoe@example.org", u"zoe.o'brien+tag@sub.example.org",
          u"1@2.3", u"!#$%&'*+-/=?^_`{|}~@example.org", u"zoë@bücher.example", u"用户@例子.公司",
          u"x@xn--bcher-kva.example", u" Zoe@Example.ORG ", u"user@mrdemonwolf.github.io"},
         true);
    rows({u"",
          u"@",
          u"zoe",
          u"@example.org",
          u"zoe@",
          u"a@b@c",
          u"a b@c",
          u"a@b c",
          u".a@b",
          u"a.@b",
          u"a..b@c",
          u"a@.b",
          u"a@b.",
          u"a@b..c",
          u"a@-b",
          u"a@b-",
          u"a@b_c",
          u"a@b.-c.d",
          u"\"a\"@b",
          u"\"a b\"@c",
          u"<a@b>",
          u"Zoe <a@b>",
          u"a@b,c@d",
          u"a,b@c",
          u"a;b@c",
          u"a(x)@b",
          u"a[x@b",
          u"a@[127.0.0.1]",
          u"a@[::1]",
          u"a:b@c",
          u"a\\b@c",
          u"a@b\nBcc: c@d",
          u"a@b\r\nBcc",
          u"a\n@b",
          u"a\r@b",
          u"a\t@b",
          u"a@b\x0b"
          u"c",
          u"a\u00a0@b",
          u"a\u200b@b",
          u"a\u2028@b",
          u"🙂@b",
          u"a@🙂"},
         false);
    QTest::newRow("NUL") << u"a"_s + QChar(0) + u"@b"_s << false;
    QTest::newRow("NUL in the domain") << u"a@b"_s + QChar(0) << false;
    QTest::newRow("half a pair") << u"a"_s + QChar(0xd800) + u"@b"_s << false;
    QTest::newRow("half a pair in the domain") << u"a@b"_s + QChar(0xdc00) << false;
}

void TestRules::judgesAddresses()
{
    QFETCH(QString, address);
    QFETCH(bool, good);
    QCOMPARE(QByteArray(rule::EmailAddress{}(address)), good ? QByteArray() : QByteArray(code::invalid));
}

void TestRules::limitsTheLengthOfAddresses()
{
    constexpr rule::EmailAddress check;
    const QString domain = u"@"_s + (QString(60, u'd') + u'.').repeated(3) + u"org"_s; // 187
    QVERIFY(!check(QString(64, u'a') + domain));
    QCOMPARE(check(QString(65, u'a') + domain), code::invalid);
    QCOMPARE(check(QString(33, u'ä') + domain), code::invalid); // 66 octets
    QVERIFY(!check(u"a@"_s + QString(63, u'd')));
    QCOMPARE(check(u"a@"_s + QString(64, u'd')), code::invalid);
    const QString longest = u"a@"_s + (QString(62, u'd') + u'.').repeated(4); // ends with a dot: 254
    QVERIFY(!check(longest.chopped(1)));
    QCOMPARE(check(longest + u"dd"_s), code::tooLong);
    QCOMPARE(check(QString(100'000, u'a') + u"@b"_s), code::tooLong);
}

void TestRules::findsAddressesWhateverTheirSpelling()
{
    QCOMPARE(normalisedEmail(u"  Zoe@Example.ORG\t"_s), u"zoe@example.org"_s);
    QCOMPARE(normalisedEmail(u"ZOË@x"_s), u"zoë@x"_s);
    QCOMPARE(normalisedEmail(u"zoe\u0308@x"_s), u"zoë@x"_s);
    QCOMPARE(normalisedEmail(QString()), QString());
}

// A run of marks in two classes, out of order: to sort it costs the square of its length.
void TestRules::normalisesInNoTime()
{
    const QString marks = u"a"_s + QString(16'000, QChar(0x0301)) + QString(16'000, QChar(0x0323));
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(normalised(marks, QString::NormalizationForm_KC), marks);
    QCOMPARE(normalisedEmail(marks), marks);
    QVERIFY(rule::EmailAddress{}(marks));
    QVERIFY2(timer.elapsed() < 200, QByteArray::number(timer.elapsed()));
    QCOMPARE(normalised(u"a\u0301"_s, QString::NormalizationForm_C), u"\u00e1"_s);
}

void TestRules::survivesNaughtyStrings()
{
    const QJsonArray strings = readVectors(u"strings/blns.json"_s).array();
    QCOMPARE(strings.size(), 515);
    for (const QJsonValue entry : strings) {
        const QString text = entry.toString();
        (void)rule::Username{}(text);
        (void)rule::NotBlank{}(text);
        (void)rule::Length{1, 20}(text);
        if (!rule::PersonName{}(text))
            QVERIFY(!text.contains(u'\n'));
        if (!rule::EmailAddress{}(text))
            QCOMPARE(text.count(u'@'), 1);
        QCOMPARE(normalisedEmail(normalisedEmail(text)), normalisedEmail(text));
    }
}

QTEST_GUILESS_MAIN(TestRules)
#include "tst_rules.moc"
