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
    qint64 medianMicroseconds(const QString &path, const QJsonObject &body);

    // Hashing costs enough here to be seen in the times.
    TestServer m_server{{u"password.argon2_memory_kib=8192"_s, u"password.argon2_passes=2"_s,
                         u"throttle.enabled=false"_s, u"mail.url=smtp://127.0.0.1:9"_s}};
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

    if (m_server.number(u"SELECT count(*) FROM accounts"_s) > 0)
        return;
    m_server.addPerson(u"known@example.org"_s);
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

qint64 EnumerationTest::medianMicroseconds(const QString &path, const QJsonObject &body)
{
    QList<qint64> times;
    for (int i = 0; i < 15; ++i) {
        QJsonObject sent = body;
        if (path == path::signup && body.value("email"_L1) != "known@example.org"_L1)
            sent.insert("email"_L1,
                        u"free%1-%2@example.org"_s.arg(i).arg(QDateTime::currentMSecsSinceEpoch()));
        QElapsedTimer timer;
        timer.start();
        m_server.client().post(path, sent);
        times.append(timer.nsecsElapsed() / 1000);
    }
    std::ranges::sort(times);
    return times[times.size() / 2];
}

// Within a quarter, in one of a few rounds: the machine may be busy with other things.
void EnumerationTest::takesAsLong()
{
    QFETCH(QString, path);
    QFETCH(QJsonObject, known);
    QFETCH(QJsonObject, unknown);
    double ratio = 0;
    for (int round = 0; round < 6; ++round) {
        const auto first = double(medianMicroseconds(path, known));
        const auto second = double(medianMicroseconds(path, unknown));
        ratio = qMax(first, second) / qMin(first, second);
        if (ratio <= 1.25)
            return;
    }
    QFAIL(qPrintable(u"the times differ %1-fold"_s.arg(ratio)));
}

QTEST_GUILESS_MAIN(EnumerationTest)
#include "tst_enumeration.moc"
