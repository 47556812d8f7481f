// SPDX-License-Identifier: GPL-3.0-only
#include "methods/checkwords.h"
#include "methods/methodpane.h"
#include "methods/methodwords.h"
#include "widgets/statement.h"

#include <QAccessible>
#include <QAction>
#include <QFile>
#include <QLabel>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

// The codes of each check, by its name.
using Faults = QMap<QString, QStringList>;

// What a source of the server can say: the name of a check stands before its codes. Codes that come
// before any name are those of `first`.
void readFaults(const char *source, QString first, Faults &faults)
{
    QFile file(QString::fromUtf8(SOURCE_ROOT "/server/") + QString::fromUtf8(source));
    QVERIFY2(file.open(QIODevice::ReadOnly), source);
    static const QRegularExpression name(
        uR"((?:\{|judged\(u|check\(u|checkAll\(u|\.check = u)"([a-z_]+)"_|u"([A-Z][A-Z_]+)"_s)"_s);
    const QString text = QString::fromUtf8(file.readAll());
    for (auto it = name.globalMatch(text); it.hasNext();) {
        const auto found = it.next();
        if (!found.captured(1).isEmpty())
            first = found.captured(1);
        else if (!faults[first].contains(found.captured(2)))
            faults[first].append(found.captured(2));
    }
}

Faults faultsOfPasskeys()
{
    Faults faults;
    readFaults("passkeys/relyingparty.cpp", {}, faults);
    readFaults("passkeys/passkeydoctor.cpp", u"certificate"_s, faults);
    return faults;
}

Faults faultsOfProviders()
{
    Faults faults;
    readFaults("external/providertest.cpp", {}, faults);
    return faults;
}

} // namespace

class CheckWordsTest : public QObject
{
    Q_OBJECT

private slots:
    void haveASentenceForEachCheck_data();
    void haveASentenceForEachCheck();
    void knowEveryCheckOfTheServer();
    void tellTheFaultsOfOneCheckApart_data();
    void tellTheFaultsOfOneCheckApart();
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

void CheckWordsTest::haveASentenceForEachCheck_data()
{
    QTest::addColumn<QString>("check");
    QTest::addColumn<bool>("isOfPasskeys");
    for (const QString &check : faultsOfPasskeys().keys())
        QTest::newRow(qPrintable(check)) << check << true;
    for (const QString &check : faultsOfProviders().keys())
        QTest::newRow(qPrintable(check)) << check << false;
}

void CheckWordsTest::haveASentenceForEachCheck()
{
    QFETCH(const QString, check);
    QFETCH(const bool, isOfPasskeys);
    const auto line = [&](bool passed) {
        return isOfPasskeys ? checkwords::ofPasskeys({.check = check, .passed = passed})
                            : checkwords::ofProvider({.check = check, .passed = passed});
    };
    QVERIFY(line(true).title.contains(u' '));
    QVERIFY(line(true).advice.isEmpty());
    QVERIFY(line(false).title.contains(u' '));
    QVERIFY(line(false).title != line(true).title);
    QVERIFY(line(false).advice.endsWith(u'.'));
}

// Reads the server's own sources, so that a new check can't be forgotten here.
void CheckWordsTest::knowEveryCheckOfTheServer()
{
    const QStringList ofPasskeys{u"certificate"_s,   u"clock"_s,          u"origins_match"_s,
                                 u"rp_id_fits_url"_s, u"rp_id_is_name"_s, u"secure_origin"_s};
    QCOMPARE(faultsOfPasskeys().keys(), ofPasskeys);
    const QStringList ofProviders{u"address"_s,   u"algorithms"_s, u"connect"_s, u"document"_s, u"endpoints"_s,
                                  u"issuer"_s,    u"jwks"_s,       u"pkce"_s,    u"resolve"_s,  u"tls"_s};
    QCOMPARE(faultsOfProviders().keys(), ofProviders);
}

void CheckWordsTest::tellTheFaultsOfOneCheckApart_data()
{
    QTest::addColumn<QString>("check");
    QTest::addColumn<QStringList>("codes");
    QTest::addColumn<bool>("isOfPasskeys");
    const auto add = [](const Faults &faults, bool areOfPasskeys) {
        for (const auto &[check, codes] : faults.asKeyValueRange())
            QTest::newRow(qPrintable(check)) << check << codes << areOfPasskeys;
    };
    add(faultsOfPasskeys(), true);
    add(faultsOfProviders(), false);
}

void CheckWordsTest::tellTheFaultsOfOneCheckApart()
{
    QFETCH(const QString, check);
    QFETCH(const QStringList, codes);
    QFETCH(const bool, isOfPasskeys);
    QSet<QString> titles;
    for (const QString &code : codes) {
        const auto line = isOfPasskeys
                              ? checkwords::ofPasskeys({.check = check, .passed = false, .code = code})
                              : checkwords::ofProvider({.check = check, .passed = false, .code = code});
        QVERIFY2(line.title.contains(u' ') && line.advice.endsWith(u'.'), qPrintable(code));
        QVERIFY2(!titles.contains(line.title), qPrintable(code));
        titles.insert(line.title);
    }
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
