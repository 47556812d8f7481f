// SPDX-License-Identifier: GPL-3.0-only
#include "methods/checkwords.h"
#include "methods/methodpane.h"
#include "methods/methodwords.h"
#include "widgets/statement.h"

#include <QAccessible>
#include <QAction>
#include <QLabel>
#include <QTest>

using namespace Qt::StringLiterals;

class CheckWordsTest : public QObject
{
    Q_OBJECT

private slots:
    void sayMoreOfWhatTheyKnow_data();
    void sayMoreOfWhatTheyKnow();
    void callAClockDoubtfulOnly();
    void callAProviderGoodThatIsSilentOnPkce();
    void sayOneAddressOnce();
    void keepTheNameOfACheckOfANewerServer();
    void showAdviceOnlyWhereItIsNeeded();
    void tellScreenReadersWhatIsWrong();
    void judgeAMethod_data();
    void judgeAMethod();
    void breakNothingInHostileNames();

private:
    static QStringList textsOf(const QWidget &widget);
};

QStringList CheckWordsTest::textsOf(const QWidget &widget)
{
    QStringList texts;
    for (const QLabel *label : widget.findChildren<QLabel *>())
        texts.append(label->text());
    return texts;
}

void CheckWordsTest::sayMoreOfWhatTheyKnow_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("words");
    QTest::newRow("unreadable") << u"UNREADABLE"_s << u"can't be read"_s;
    QTest::newRow("other name") << u"WRONG_NAME"_s << u"another name"_s;
    QTest::newRow("early") << u"NOT_YET_VALID"_s << u"not in force yet"_s;
    QTest::newRow("late") << u"EXPIRED"_s << u"run out"_s;
    QTest::newRow("of a newer server") << u"TOO_PRETTY"_s << u"not right"_s;
}

void CheckWordsTest::sayMoreOfWhatTheyKnow()
{
    QFETCH(const QString, code);
    QFETCH(const QString, words);
    const auto line = checkwords::ofPasskeys({.check = u"certificate"_s, .passed = false, .code = code});
    QVERIFY2(line.title.contains(words), qPrintable(line.title));
    QVERIFY(!line.advice.isEmpty());
}

void CheckWordsTest::callAClockDoubtfulOnly()
{
    const auto line =
        checkwords::ofPasskeys({.check = u"clock"_s, .passed = false, .code = u"NOT_SYNCHRONISED"_s});
    QCOMPARE(int(line.state), int(CheckList::Line::State::Doubtful));
    const auto unknown = checkwords::ofPasskeys({.check = u"clock"_s, .passed = false, .code = u"UNKNOWN"_s});
    QCOMPARE(int(unknown.state), int(CheckList::Line::State::Doubtful));
    QVERIFY2(unknown.title.contains(u"unknown"_s), qPrintable(unknown.title));
}

void CheckWordsTest::callAProviderGoodThatIsSilentOnPkce()
{
    const ProviderCheck check{.check = u"pkce"_s, .passed = false, .code = u"NOT_ANNOUNCED"_s};
    QCOMPARE(int(checkwords::ofProvider(check).state), int(CheckList::Line::State::Doubtful));
    SignInMethod method{.id = u"provider/x"_s, .provider = {.name = u"x"_s, .type = u"oidc"_s}};
    method.checks = QList<ProviderCheck>{check};
    QCOMPARE(methodwords::standing(method), u"Answers as it should"_s);
}

void CheckWordsTest::sayOneAddressOnce()
{
    const QString address = u"https://sso.example.lan"_s;
    QCOMPARE(checkwords::ofProvider({.check = u"address"_s, .passed = true, .value = address}).value, address);
    QCOMPARE(checkwords::ofProvider({.check = u"connect"_s, .passed = true, .value = address}).value, QString());
    QCOMPARE(checkwords::ofProvider({.check = u"connect"_s, .passed = false, .value = address}).value, address);
}

void CheckWordsTest::keepTheNameOfACheckOfANewerServer()
{
    const auto line = checkwords::ofProvider({.check = u"moon_phase"_s, .passed = false, .value = u"full"_s});
    QCOMPARE(line.title, u"moon_phase"_s);
    QCOMPARE(line.value, u"full"_s);
    QCOMPARE(int(line.state), int(CheckList::Line::State::Failed));
}

void CheckWordsTest::showAdviceOnlyWhereItIsNeeded()
{
    CheckList list;
    const auto good = checkwords::ofPasskeys({.check = u"secure_origin"_s, .passed = true});
    const auto bad =
        checkwords::ofPasskeys({.check = u"rp_id_is_name"_s, .passed = false, .value = u"10.0.0.7"_s});
    list.setLines({good, bad});
    const QStringList texts = textsOf(list);
    QVERIFY(texts.contains(good.title));
    QVERIFY(texts.contains(bad.advice));
    QCOMPARE(texts.filter(u"HTTPS"_s).size(), 1);
}

void CheckWordsTest::tellScreenReadersWhatIsWrong()
{
    CheckList list;
    list.setLines({checkwords::ofPasskeys({.check = u"rp_id_is_name"_s, .passed = false})});
    QStringList names;
    for (QWidget *widget : list.findChildren<QWidget *>())
        names.append(widget->accessibleName());
    QCOMPARE(names.filter(u"Wrong: "_s).size(), 1);
}

void CheckWordsTest::judgeAMethod_data()
{
    QTest::addColumn<bool>("isTested");
    QTest::addColumn<bool>("passed");
    QTest::addColumn<QString>("words");
    QTest::newRow("new") << false << false << u"Not tested yet"_s;
    QTest::newRow("good") << true << true << u"Answers as it should"_s;
    QTest::newRow("bad") << true << false << u"Something is wrong"_s;
}

void CheckWordsTest::judgeAMethod()
{
    QFETCH(const bool, isTested);
    QFETCH(const bool, passed);
    SignInMethod method{.id = u"provider/x"_s, .provider = {.name = u"x"_s, .type = u"oidc"_s}};
    if (isTested)
        method.checks = QList<ProviderCheck>{{.check = u"issuer"_s, .passed = passed}};
    QTEST(methodwords::standing(method), "words");
}

void CheckWordsTest::breakNothingInHostileNames()
{
    QAction test, stop;
    MethodPane pane(&test, &stop);
    const QString hostile = u"<img src=x><b>Free</b>"_s;
    pane.setMethod(
        {.id = u"provider/x"_s, .provider = {.name = u"x"_s, .issuer = hostile, .callbackUrls = {hostile}}});
    for (const QLabel *label : pane.findChildren<QLabel *>()) {
        if (label->text().contains(u'<'))
            QCOMPARE(label->textFormat(), Qt::PlainText);
    }
}

QTEST_MAIN(CheckWordsTest)
#include "tst_checkwords.moc"
