// SPDX-License-Identifier: GPL-3.0-only
#include "api/truthy.h"
#include "base/json.h"
#include "support/vectors.h"

#include <QDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

struct Sample
{
    QString name;
    Secret password;
    std::optional<bool> wanted;
    json::Nullable<QDateTime> seenAt;

    static const char *shortName(const QString &name) { return name.size() > 5 ? code::tooLong : nullptr; }
    static constexpr auto fields()
    {
        return std::tuple{
            json::field("name"_L1, &Sample::name, &shortName), json::field("password"_L1, &Sample::password),
            json::field("wanted"_L1, &Sample::wanted), json::field("seenAt"_L1, &Sample::seenAt)};
    }
};

QMap<QString, QByteArray> faultsOf(const Result<Sample> &result)
{
    QMap<QString, QByteArray> faults;
    if (!result) {
        for (const FieldError &fault : result.error().fields)
            faults.insert(fault.field, fault.code);
    }
    return faults;
}

bool isRefused(const QByteArray &text)
{
    const auto result = json::parse(text);
    return !result && result.error().kind == Error::Kind::Invalid && result.error().code == code::invalidJson;
}

} // namespace

class TestJson : public QObject
{
    Q_OBJECT
private slots:
    void agreesWithTheParsingTests_data();
    void agreesWithTheParsingTests();
    void takesAnEmptyBodyAsAnEmptyObject();
    void refusesWhatIsNoObject_data();
    void refusesWhatIsNoObject();
    void refusesKeysThatStandTwice_data();
    void refusesKeysThatStandTwice();
    void takesOneKeyInSeveralObjects();
    void refusesDeepNesting();
    void refusesTextThatIsNotUtf8_data();
    void refusesTextThatIsNotUtf8();
    void gathersAllFaults();
    void ignoresOrRefusesUnknownKeys();
    void readsAndWritesFields();
    void readsTruthyValues_data();
    void readsTruthyValues();
};

void TestJson::agreesWithTheParsingTests_data()
{
    QTest::addColumn<QString>("name");
    const QStringList names = QDir(QStringLiteral(TEST_VECTORS "/json/test_parsing")).entryList(QDir::Files);
    QCOMPARE(names.size(), 318);
    for (const QString &name : names)
        QTest::newRow(qUtf8Printable(name)) << name;
}

// y_ must be read when it is an object of different keys; n_ never; i_ may go either way, but not
// crash. Most of the files hold no object: each is tried as a member's value too.
void TestJson::agreesWithTheParsingTests()
{
    QFETCH(QString, name);
    const QByteArray text = readVectorFile("json/test_parsing/"_L1 + name);
    const QByteArray wrapped = "{\"value\":" + text + '}';
    const bool isGood = name.startsWith("y_"_L1) && !name.contains("duplicated"_L1);
    if (name.startsWith("i_"_L1)) {
        (void)json::parse(text);
        (void)json::parse(wrapped);
        return;
    }
    if (!text.isEmpty()) // no body at all is an empty object, by our own rule
        QCOMPARE(!isRefused(text), isGood && text.trimmed().startsWith('{'));
    QCOMPARE(!isRefused(wrapped), isGood);
}

void TestJson::takesAnEmptyBodyAsAnEmptyObject()
{
    const auto none = json::parse({});
    QVERIFY(none);
    QVERIFY(none->isEmpty());
    QVERIFY(isRefused(" "));
}

void TestJson::refusesWhatIsNoObject_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text : {"[]",
                             "[{}]",
                             "null",
                             "true",
                             "1",
                             "\"{}\"",
                             "{",
                             "}",
                             "{}{}",
                             "{},",
                             "{} x",
                             "{'a':1}",
                             "{a:1}",
                             "{\"a\"}",
                             "{\"a\":}",
                             "{\"a\":1,}",
                             "{\"a\":01}",
                             "{\"a\":NaN}",
                             "{\"a\":+1}",
                             "{\"a\":\"\t\"}",
                             "{\"a\":1}//",
                             "/**/{}",
                             "\xef\xbb\xbf{}",
                             "\xff\xfe{\0}\0"})
        QTest::addRow("%s", text) << QByteArray(text);
}

void TestJson::refusesWhatIsNoObject()
{
    QFETCH(QByteArray, text);
    QVERIFY(isRefused(text));
}

void TestJson::refusesKeysThatStandTwice_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("outermost") << QByteArray(R"({"a":1,"a":1})");
    QTest::newRow("apart") << QByteArray(R"({"a":1,"b":2,"a":3})");
    QTest::newRow("inner object") << QByteArray(R"({"b":{"a":1,"a":2}})");
    QTest::newRow("object in a list") << QByteArray(R"({"b":[0,[{"a":1,"a":2}]]})");
    QTest::newRow("escaped") << QByteArray(R"({"a":1,"\u0061":2})");
    QTest::newRow("hidden by strings") << QByteArray(R"({"a":"\":{","a":"}:\\"})");
    QTest::newRow("empty key") << QByteArray(R"({"":1,"":2})");
    QTest::newRow("value is replaced with its members") << QByteArray(R"({"a":{"x":1,"y":2},"a":1})");
}

void TestJson::refusesKeysThatStandTwice()
{
    QFETCH(QByteArray, text);
    QVERIFY(isRefused(text));
}

void TestJson::takesOneKeyInSeveralObjects()
{
    QVERIFY(json::parse(R"({"a":{"a":[{"a":1},{"a":2}]},"b":{"a":":::","c":"\\\":"}})"));
    QVERIFY(json::parse(R"({"a":1,"A":2,"\u00e4":3,"ä ":4})"));
}

void TestJson::refusesDeepNesting()
{
    const auto nested = [](int depth) {
        return "{\"a\":" + QByteArray(depth - 1, '[') + QByteArray(depth - 1, ']') + '}';
    };
    QVERIFY(json::parse(nested(64)));
    QVERIFY(isRefused(nested(65)));
    QVERIFY(isRefused(nested(100'000)));
    QVERIFY(isRefused("{\"a\":" + QByteArray(1'000'000, '[')));
    QVERIFY(json::parse("{\"a\":\"" + QByteArray(1000, '[') + "\"}"));
}

void TestJson::refusesTextThatIsNotUtf8_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("lone byte") << QByteArray("\xe4");
    QTest::newRow("lone continuation") << QByteArray("\x80");
    QTest::newRow("cut") << QByteArray("\xe2\x82");
    QTest::newRow("overlong") << QByteArray("\xc0\xaf");
    QTest::newRow("surrogate") << QByteArray("\xed\xa0\x80");
    QTest::newRow("beyond Unicode") << QByteArray("\xf4\x90\x80\x80");
}

void TestJson::refusesTextThatIsNotUtf8()
{
    QFETCH(QByteArray, bytes);
    QVERIFY(isRefused("{\"a\":\"" + bytes + "\"}"));
    QVERIFY(isRefused("{\"" + bytes + "\":1}"));
}

void TestJson::gathersAllFaults()
{
    const auto result =
        json::read<Sample>({{u"name"_s, u"too long"_s}, {u"wanted"_s, 1}, {u"seenAt"_s, u"now"_s}});
    QCOMPARE(result.error().code, code::validationFailed);
    QCOMPARE(faultsOf(result), (QMap<QString, QByteArray>{{u"name"_s, code::tooLong},
                                                          {u"password"_s, code::required},
                                                          {u"wanted"_s, code::invalid},
                                                          {u"seenAt"_s, code::invalid}}));
    const auto empty = json::read<Sample>({{u"name"_s, QString()}, {u"password"_s, QJsonValue::Null}});
    QCOMPARE(faultsOf(empty),
             (QMap<QString, QByteArray>{{u"name"_s, code::required}, {u"password"_s, code::required}}));
    const auto wrongType = json::read<Sample>({{u"name"_s, 5}, {u"password"_s, QJsonArray{u"x"_s}}});
    QCOMPARE(faultsOf(wrongType),
             (QMap<QString, QByteArray>{{u"name"_s, code::invalid}, {u"password"_s, code::invalid}}));
}

void TestJson::ignoresOrRefusesUnknownKeys()
{
    const QJsonObject object{{u"name"_s, u"Zoe"_s}, {u"password"_s, u"x"_s}, {u"nmae"_s, 1}};
    QVERIFY(json::read<Sample>(object));
    QCOMPARE(faultsOf(json::read<Sample>(object, json::Unknown::Refuse)),
             (QMap<QString, QByteArray>{{u"nmae"_s, code::unknownField}}));
}

void TestJson::readsAndWritesFields()
{
    const QJsonObject object{{u"name"_s, u"Zoë"_s},
                             {u"password"_s, u"x"_s},
                             {u"wanted"_s, false},
                             {u"seenAt"_s, u"2024-02-29T12:00:00.250Z"_s}};
    const auto sample = json::read<Sample>(object);
    QVERIFY(sample);
    QCOMPARE(sample->seenAt->toMSecsSinceEpoch(), 1709208000250);
    QCOMPARE(json::write(*sample), object);

    const auto small = json::read<Sample>({{u"name"_s, u"Zoe"_s}, {u"password"_s, u"x"_s}});
    QCOMPARE(json::write(*small),
             (QJsonObject{{u"name"_s, u"Zoe"_s}, {u"password"_s, u"x"_s}, {u"seenAt"_s, QJsonValue::Null}}));
}

void TestJson::readsTruthyValues_data()
{
    QTest::addColumn<QJsonValue>("value");
    QTest::addColumn<bool>("truth");
    for (const char *yes : {"true", "on", "1", "yes", " ", "False"})
        QTest::addRow("\"%s\"", yes) << QJsonValue(QString::fromLatin1(yes)) << true;
    for (const char *no : {"", "false", "0"})
        QTest::addRow("\"%s\"", no) << QJsonValue(QString::fromLatin1(no)) << false;
    QTest::newRow("true") << QJsonValue(true) << true;
    QTest::newRow("false") << QJsonValue(false) << false;
    QTest::newRow("1") << QJsonValue(1) << true;
    QTest::newRow("0") << QJsonValue(0) << false;
    QTest::newRow("null") << QJsonValue() << false;
}

void TestJson::readsTruthyValues()
{
    QFETCH(QJsonValue, value);
    const auto read = json::Codec<Truthy>::read(value);
    QVERIFY(read);
    QTEST(read->value, "truth");
    QCOMPARE(json::Codec<Truthy>::write(*read), QJsonValue(read->value));
    QVERIFY(!json::Codec<Truthy>::read(QJsonArray{1}));
    QVERIFY(!json::Codec<Truthy>::read(QJsonObject()));
}

QTEST_GUILESS_MAIN(TestJson)
#include "tst_json.moc"
