// SPDX-License-Identifier: GPL-3.0-only
#include "filter.h"
#include "widgets/signinwords.h"

#include <QDirIterator>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;

class SignInWordsTest : public QObject
{
    Q_OBJECT

private slots:
    void tellWhyASignInWasRefused_data();
    void tellWhyASignInWasRefused();
    void knowEveryReasonOfTheServer();
    void sayNothingOfASuccess();
    void keepAReasonOfANewerServer();
    void joinTheMethodsOfASession();

private:
    static QStringList choices();
    static QSet<QString> reasonsOf(const QString &folder);
};

// What the list of events can be narrowed to.
QStringList SignInWordsTest::choices()
{
    const auto &keys = filter::eventKeys();
    const auto reason = std::ranges::find(keys, u"reason"_s, &filter::Key::name);
    return reason == keys.end() ? QStringList() : reason->choices;
}

// What the sources of the server write down when they refuse a sign-in.
QSet<QString> SignInWordsTest::reasonsOf(const QString &folder)
{
    static const QRegularExpression written(
        uR"x((?:recordFailure\([^;]*?|refuse\(code::\w+, )u"([a-z_]+)"_s)x"_s);
    QSet<QString> reasons;
    QDirIterator sources(QString::fromUtf8(SOURCE_ROOT "/server/") + folder, {u"*.cpp"_s}, QDir::Files);
    while (sources.hasNext()) {
        QFile file(sources.next());
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const QString text = QString::fromUtf8(file.readAll());
        for (auto it = written.globalMatch(text); it.hasNext();)
            reasons.insert(it.next().captured(1));
    }
    return reasons;
}

void SignInWordsTest::tellWhyASignInWasRefused_data()
{
    QTest::addColumn<QString>("reason");
    for (const QString &reason : choices())
        QTest::newRow(qPrintable(reason)) << reason;
}

void SignInWordsTest::tellWhyASignInWasRefused()
{
    QFETCH(const QString, reason);
    const QString words = signinwords::reason(reason);
    QVERIFY2(words != reason && words.contains(u' '), qPrintable(words));
}

void SignInWordsTest::knowEveryReasonOfTheServer()
{
    const QStringList known = choices();
    QCOMPARE(reasonsOf(u"login"_s) + reasonsOf(u"passkeys"_s) + reasonsOf(u"external"_s),
             QSet<QString>(known.begin(), known.end()));
    QVERIFY(reasonsOf(u"passkeys"_s).contains(u"invalid_passkey"_s));
}

void SignInWordsTest::sayNothingOfASuccess() { QCOMPARE(signinwords::reason({}), QString()); }

void SignInWordsTest::keepAReasonOfANewerServer()
{
    QCOMPARE(signinwords::reason(u"moon_phase"_s), u"moon_phase"_s);
}

void SignInWordsTest::joinTheMethodsOfASession()
{
    QCOMPARE(signinwords::methods({u"password"_s, u"totp"_s}), u"Password + Code"_s);
    QCOMPARE(signinwords::methods({u"corp"_s, u"recovery_code"_s}), u"corp + Recovery code"_s);
    QCOMPARE(signinwords::methods({u"passkey"_s}), u"Passkey"_s);
}

QTEST_MAIN(SignInWordsTest)
#include "tst_signinwords.moc"
