// SPDX-License-Identifier: GPL-3.0-only
#include "api/paths.h"
#include "support/testserver.h"

#include <QElapsedTimer>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// Whether somebody has an account here can't be told from answers, nor from how long they take.
class EnumerationTest : public QObject
{
    Q_OBJECT
private slots:
    void answersAlike_data();
    void answersAlike();
    void takesAsLong_data();
    void takesAsLong();

private:
    // Everything of an answer that is not declared random.
    static QByteArray comparable(const Answer &answer);
    double microseconds(const QString &path, QJsonObject body);
    static double medianOf(QList<double> times)
    {
        std::ranges::sort(times);
        return times[times.size() / 2];
    }

    // Hashing costs what it costs by default.
    TestServer m_server{{u"password.argon2_memory_kib=19456"_s, u"password.argon2_passes=2"_s,
                         u"throttle.enabled=false"_s, u"mail.url=smtp://127.0.0.1:9"_s}};
    int m_signUps = 0;
};

QByteArray EnumerationTest::comparable(const Answer &answer)
{
    QByteArray text = QByteArray::number(answer.status) + '\n';
    for (const auto &[name, value] : answer.headers) {
        const QByteArray lower = name.toLower();
        text += lower + ": " + (lower == "date" || lower == "x-request-id" ? QByteArray("*") : value) + '\n';
    }
    return text + answer.body;
}

void EnumerationTest::answersAlike_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QJsonObject>("known");
    QTest::addColumn<QJsonObject>("unknown");
    const auto login = [](const QString &email) {
        return QJsonObject{{u"email"_s, email}, {u"password"_s, u"wrong password"_s}};
    };
    QTest::newRow("login") << path::login << login(u"known@example.org"_s) << login(u"nobody@example.org"_s);
    QTest::newRow("login, two-factor")
        << path::login << login(u"twofactor@example.org"_s) << login(u"nobody@example.org"_s);
    QTest::newRow("login, deactivated")
        << path::login << login(u"gone@example.org"_s) << login(u"nobody@example.org"_s);
    QTest::newRow("login, invited") << path::login << login(u"invited@example.org"_s)
                                    << login(u"nobody@example.org"_s);
    const auto signUp = [](const QString &email) {
        return QJsonObject{{u"name"_s, u"A B"_s}, {u"email"_s, email}, {u"password"_s, u"correct horse 7"_s}};
    };
    QTest::newRow("signup") << path::signup << signUp(u"known@example.org"_s)
                            << signUp(u"free@example.org"_s);

    for (const QString &path : {path::forgotPassword, path::resetRequest})
        QTest::newRow(qPrintable(path)) << path << QJsonObject{{u"email"_s, u"known@example.org"_s}}
                                        << QJsonObject{{u"email"_s, u"nobody@example.org"_s}};
    QTest::newRow("resend, unverified")
        << path::resendVerification << QJsonObject{{u"email"_s, u"unverified@example.org"_s}}
        << QJsonObject{{u"email"_s, u"nobody@example.org"_s}};
    QTest::newRow("resend, verified") << path::resendVerification
                                      << QJsonObject{{u"email"_s, u"known@example.org"_s}}
                                      << QJsonObject{{u"email"_s, u"nobody@example.org"_s}};

    if (m_server.number(u"SELECT count(*) FROM accounts"_s) > 0)
        return;
    m_server.addPerson(u"known@example.org"_s);
    m_server.add({.email = u"unverified@example.org"_s, .emailVerified = false});
    m_server.addWithTwoFactor(u"twofactor@example.org"_s);
    m_server.add({.email = u"invited@example.org"_s, .hasPassword = false});
    prepared(m_server.services().accounts.setDeactivated(m_server.addPerson(u"gone@example.org"_s).id, true,
                                                         {}, {}));
}

void EnumerationTest::answersAlike()
{
    QFETCH(QString, path);
    QFETCH(QJsonObject, known);
    QFETCH(QJsonObject, unknown);
    QCOMPARE(comparable(m_server.client().post(path, known)),
             comparable(m_server.client().post(path, unknown)));
}

void EnumerationTest::takesAsLong_data() { answersAlike_data(); }

double EnumerationTest::microseconds(const QString &path, QJsonObject body)
{
    if (path == path::signup && body.value("email"_L1) != "known@example.org"_L1)
        body.insert("email"_L1, u"free%1@example.org"_s.arg(++m_signUps));
    QElapsedTimer timer;
    timer.start();
    m_server.client().post(path, body);
    return double(timer.nsecsElapsed()) / 1000;
}

// A sanitizer weighs the two ways differently than the processor of the shipped program does.
#ifdef __SANITIZE_ADDRESS__
constexpr double mostDifference = 1.6;
#else
constexpr double mostDifference = 1.25;
#endif

// The medians of tries in turns: what else the machine does meets both alike. Within a quarter in one
// of a few rounds, where hashing dominates; answers without any are short, and differ more by chance.
void EnumerationTest::takesAsLong()
{
    QFETCH(QString, path);
    QFETCH(QJsonObject, known);
    QFETCH(QJsonObject, unknown);
    const bool hashes = path == path::login || path == path::signup;
    double ratio = 0;
    for (int round = 0; round < 6; ++round) {
        QList<double> first;
        QList<double> second;
        for (int i = 0; i < (hashes ? 15 : 101); ++i) {
            first.append(microseconds(path, known));
            second.append(microseconds(path, unknown));
        }
        ratio = medianOf(first) / medianOf(second);
        if (qMax(ratio, 1 / ratio) <= mostDifference)
            return;
    }
    QFAIL(qPrintable(u"the times differ %1-fold"_s.arg(ratio)));
}

QTEST_GUILESS_MAIN(EnumerationTest)
#include "tst_enumeration.moc"
