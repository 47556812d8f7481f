// SPDX-License-Identifier: GPL-3.0-only
#include "http/request.h"
#include "http/response.h"

#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace http;

class RequestTest : public QObject
{
    Q_OBJECT
private slots:
    void readsTheFirstHeaderOfAName();
    void readsJson_data();
    void readsJson();
    void readsForms_data();
    void readsForms();
    void refusesOtherTypes_data();
    void refusesOtherTypes();
    void refusesARepeatedKeyOfAForm();
    void refusesAFormThatIsNotText();
    void refusesAFormWithTooManyKeys();
    void takesAnEmptyBodyOfAnyType();
    void refusesAnArgumentThatIsNoId();
    void dropsHeadersThatWouldSplitAnAnswer();

private:
    static Request requestWith(const QByteArray &type, const QByteArray &content, bool acceptsForm)
    {
        Request request;
        if (!type.isEmpty())
            request.headers.append({"content-type", type});
        request.content = content;
        request.acceptsForm = acceptsForm;
        return request;
    }
};

static constexpr char form[] = "application/x-www-form-urlencoded";

void RequestTest::readsTheFirstHeaderOfAName()
{
    Request request;
    request.headers = {{"x", "1"}, {"x", "2"}};
    QCOMPARE(request.header("x"), QByteArray("1"));
    QVERIFY(request.header("y").isEmpty());
}

void RequestTest::readsJson_data()
{
    QTest::addColumn<QByteArray>("type");
    for (const char *type :
         {"", "application/json", "Application/JSON ; charset=utf-8", "application/vnd.api+json", form})
        QTest::newRow(type) << QByteArray(type);
}

void RequestTest::readsJson()
{
    QFETCH(QByteArray, type);
    for (const bool acceptsForm : {false, true}) {
        const Request request = requestWith(type, " {\"a\":\"b\"}", acceptsForm);
        QVERIFY(!request.isForm());
        const auto members = request.fields();
        QVERIFY(members);
        QCOMPARE(*members, (QJsonObject{{"a"_L1, "b"_L1}}));
    }
    const auto bad = requestWith("application/json", "{\"a\":1,\"a\":2}", false).fields();
    QCOMPARE(bad.error().code, QByteArray(code::invalidJson));
}

void RequestTest::readsForms_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QJsonObject>("members");
    const auto row = [](const char *content, const QJsonObject &members) {
        QTest::newRow(content) << QByteArray(content) << members;
    };
    row("a=b&c=d", {{"a"_L1, "b"_L1}, {"c"_L1, "d"_L1}});
    row("a=b+c%2Bd", {{"a"_L1, "b c+d"_L1}});
    row("p%61ss=%C3%BC", {{"pass"_L1, u"ü"_s}});
    row("a=b=c", {{"a"_L1, "b=c"_L1}});
    row("a=&b", {{"a"_L1, ""_L1}, {"b"_L1, ""_L1}});
    row("&&a=1&", {{"a"_L1, "1"_L1}});
    row("a=%zz%", {{"a"_L1, "%zz%"_L1}});
    row("email=user%40example.org", {{"email"_L1, "user@example.org"_L1}});
}

void RequestTest::readsForms()
{
    QFETCH(QByteArray, content);
    QFETCH(QJsonObject, members);
    const Request request = requestWith("application/x-www-form-urlencoded; charset=UTF-8", content, true);
    QVERIFY(request.isForm());
    const auto read = request.fields();
    QVERIFY(read);
    QCOMPARE(*read, members);
}

void RequestTest::refusesOtherTypes_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<bool>("acceptsForm");
    for (const char *type : {"text/plain", "text/json", "multipart/form-data; boundary=x", "application/xml",
                             "application/x-nonsense", "json", "text/x+json"}) {
        QTest::addRow("%s", type) << QByteArray(type) << false;
        QTest::addRow("%s where forms are taken", type) << QByteArray(type) << true;
    }
    QTest::newRow("a form where none is taken") << QByteArray(form) << false;
}

void RequestTest::refusesOtherTypes()
{
    QFETCH(QByteArray, type);
    QFETCH(bool, acceptsForm);
    const auto members = requestWith(type, "a=b", acceptsForm).fields();
    QVERIFY(!members);
    QCOMPARE(members.error().code, QByteArray(code::unsupportedMediaType));
}

void RequestTest::refusesARepeatedKeyOfAForm()
{
    const auto members = requestWith(form, "email=a&password=b&email=c&em%61il=d", true).fields();
    QVERIFY(!members);
    QCOMPARE(members.error().code, QByteArray(code::validationFailed));
    QCOMPARE(members.error().fields, (QList<FieldError>{{u"email"_s, code::invalid}}));
}

void RequestTest::refusesAFormThatIsNotText()
{
    const auto members = requestWith(form, "a=%ff&b=c", true).fields();
    QVERIFY(!members);
    QCOMPARE(members.error().fields, (QList<FieldError>{{u"a"_s, code::invalid}}));
}

void RequestTest::refusesAFormWithTooManyKeys()
{
    QByteArray content;
    for (int i = 0; i < 101; ++i)
        content += 'k' + QByteArray::number(i) + "=v&";
    QCOMPARE(requestWith(form, content, true).fields().error().code, QByteArray(code::badRequest));
}

void RequestTest::takesAnEmptyBodyOfAnyType()
{
    for (const char *type : {"", form, "text/plain", "application/json"})
        QVERIFY(requestWith(type, {}, false).fields()->isEmpty());
}

void RequestTest::refusesAnArgumentThatIsNoId()
{
    Request request;
    const auto id = AccountId::create();
    request.arguments = {id.toString(), u"x"_s, id.toString().toUpper()};
    QCOMPARE(*request.argumentId<AccountId>(), id);
    for (const int index : {1, 2, 3})
        QCOMPARE(request.argumentId<AccountId>(index).error().code, QByteArray(code::notFound));
}

void RequestTest::dropsHeadersThatWouldSplitAnAnswer()
{
    Response response;
    for (const QByteArray &value :
         {QByteArray("a\r\nSet-Cookie: b"), QByteArray("a\nb"), QByteArray("a\rb"), QByteArray("a\0b", 3)}) {
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"dropped"_s));
        response.addHeader("Location", value);
    }
    for (const char *name : {"", "A B", "A:", "A\r\nB"}) {
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"dropped"_s));
        response.addHeader(name, "x");
    }
    QVERIFY(response.headers.isEmpty());
    response.addHeader("Location", "/dashboard");
    QCOMPARE(response.headers.size(), 1);
}

QTEST_GUILESS_MAIN(RequestTest)
#include "tst_request.moc"
