// SPDX-License-Identifier: GPL-3.0-only
#include "api/paths.h"
#include "base/base32.h"
#include "support/testserver.h"

#include <QSet>
#include <QTest>

#include <thread>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// Using a second factor twice, on whatever path (RFC 6238, section 5.2).
class TotpAttacksTest : public QObject
{
    Q_OBJECT
private slots:
    void acceptsACodeOnceWhateverThePath_data();
    void acceptsACodeOnceWhateverThePath();
    void refusesTheStepBeforeAUsedOne();
    void refusesAUsedCodeAfterARestart();
    void refusesTheCodeThatConfirmedTheSetup();
    void acceptsACodeOnceOfManyAtOnce();
    void completesASignInOnceOfManyAtOnce();
    void acceptsARecoveryCodeOnceOfManyAtOnce();
    void toleratesAClockOffByOneStep_data();
    void toleratesAClockOffByOneStep();
    void neverAcceptsTheCodeOfSomebodyElse();
    void keepsNoCodesOfARemovedFactor();
    void makesNoTwoSecretsAlike();

private:
    Person person() { return m_server.addWithTwoFactor(u"person%1@example.org"_s.arg(++m_people)); }
    // An answer of the path to a code, with everything else that it needs in order.
    Answer tryOn(const QString &path, const Person &person, HttpClient &full, const QString &code);
    QString pendingOf(const Person &person) { return m_server.signIn(person).text("token"_L1); }

    TestServer m_server{{u"server.public_url=http://login.example.org"_s}};
    int m_people = 0;
};

Answer TotpAttacksTest::tryOn(const QString &path, const Person &person, HttpClient &full,
                              const QString &code)
{
    m_server.clock().advance(1s); // past the ladder's first steps, within the half minute
    if (path == path::reauthenticate)
        return full.post(path, {{u"password"_s, person.password}, {u"code"_s, code}});
    if (path == path::twoFactorVerify)
        return full.post(path, {{u"token"_s, code}});
    const QString token = pendingOf(person);
    m_server.clock().advance(1s);
    return m_server.client().post(path, {{u"token"_s, token}, {u"partialToken"_s, token}, {u"code"_s, code}});
}

void TotpAttacksTest::acceptsACodeOnceWhateverThePath_data()
{
    QTest::addColumn<QString>("first");
    QTest::addColumn<QString>("second");
    const QString paths[] = {path::loginSecondFactor, path::twoFactor, path::twoFactorVerify,
                             path::reauthenticate};
    for (const QString &first : paths) {
        for (const QString &second : paths)
            QTest::newRow(qPrintable(first.section(u'/', 3) + u", then "_s + second.section(u'/', 3)))
                << first << second;
    }
}

void TotpAttacksTest::acceptsACodeOnceWhateverThePath()
{
    QFETCH(QString, first);
    QFETCH(QString, second);
    const Person ada = person();
    HttpClient full = m_server.signedIn(ada);
    const QString code = m_server.nextCodeOf(ada);
    QVERIFY_STATUS(tryOn(first, ada, full, code), 200);
    QVERIFY_REFUSAL(tryOn(second, ada, full, code), 401, code::invalidTwoFactorCode);
}

void TotpAttacksTest::refusesTheStepBeforeAUsedOne()
{
    const Person ada = person();
    HttpClient full = m_server.signedIn(ada);
    m_server.nextCodeOf(ada);
    const QString before = m_server.codeOf(ada);
    const QString code = m_server.nextCodeOf(ada);
    QVERIFY_STATUS(full.post(path::twoFactorVerify, {{u"token"_s, code}}), 200);
    QVERIFY_REFUSAL(full.post(path::twoFactorVerify, {{u"token"_s, before}}), 401,
                    code::invalidTwoFactorCode);
}

void TotpAttacksTest::refusesAUsedCodeAfterARestart()
{
    const Person ada = person();
    const QString token = m_server.accessToken(ada);
    const QString used = m_server.codeOf(ada);
    m_server.restart();
    QVERIFY_REFUSAL(m_server.client().as(token).post(path::twoFactorVerify, {{u"token"_s, used}}), 401,
                    code::invalidTwoFactorCode);
}

void TotpAttacksTest::refusesTheCodeThatConfirmedTheSetup()
{
    Person ada = m_server.addPerson(u"setup@example.org"_s);
    HttpClient full = m_server.signedIn(ada);
    ada.totpSecret = base32::decode(full.post(path::twoFactorEnableRequest).text("secret"_L1).toLatin1())
                         .value_or(QByteArray());
    const QString code = m_server.codeOf(ada);
    QVERIFY_STATUS(full.post(path::twoFactorEnableSubmit, {{u"token"_s, code}}), 200);
    for (const QString &path : {path::loginSecondFactor, path::twoFactorVerify})
        QVERIFY_REFUSAL(tryOn(path, ada, full, code), 401, code::invalidTwoFactorCode);
}

template<class Ask>
static QList<Answer> askAtOnce(int count, Ask ask)
{
    QList<Answer> answers(count);
    std::vector<std::thread> threads;
    for (int i = 0; i < count; ++i)
        threads.emplace_back([&answers, &ask, i] { answers[i] = ask(i); });
    for (std::thread &thread : threads)
        thread.join();
    return answers;
}

// Each with a pending sign-in of its own.
void TotpAttacksTest::acceptsACodeOnceOfManyAtOnce()
{
    TestServer server({u"throttle.enabled=false"_s});
    const Person ada = server.addWithTwoFactor(u"ada@example.org"_s);
    QStringList tokens;
    for (int i = 0; i < 16; ++i)
        tokens += server.signIn(ada).text("token"_L1);
    const QString code = server.nextCodeOf(ada);
    const auto answers = askAtOnce(16, [&](int i) {
        return server.client().post(path::twoFactor, {{u"token"_s, tokens[i]}, {u"code"_s, code}});
    });
    QCOMPARE(std::ranges::count(answers, 200, &Answer::status), 1);
    QCOMPARE(std::ranges::count(answers, 401, &Answer::status), 15);
}

// One pending sign-in, and codes that would all be right.
void TotpAttacksTest::completesASignInOnceOfManyAtOnce()
{
    TestServer server({u"throttle.enabled=false"_s, u"throttle.pending_codes=100"_s});
    const Person ada = server.addWithTwoFactor(u"ada@example.org"_s);
    const QString token = server.signIn(ada).text("token"_L1);
    const QStringList codes = ada.recoveryCodes + QStringList{server.nextCodeOf(ada)};
    const auto answers = askAtOnce(16, [&](int i) {
        return server.client().post(path::loginSecondFactor,
                                    {{u"partialToken"_s, token}, {u"code"_s, codes[i % codes.size()]}});
    });
    QCOMPARE(std::ranges::count(answers, 200, &Answer::status), 1);
    QCOMPARE(std::ranges::count(answers, 401, &Answer::status), 15);
    QCOMPARE(server.number(u"SELECT count(*) FROM sessions"_s), 1);
}

void TotpAttacksTest::acceptsARecoveryCodeOnceOfManyAtOnce()
{
    TestServer server({u"throttle.enabled=false"_s});
    const Person ada = server.addWithTwoFactor(u"ada@example.org"_s);
    QStringList tokens;
    for (int i = 0; i < 16; ++i)
        tokens += server.signIn(ada).text("token"_L1);
    const auto answers = askAtOnce(16, [&](int i) {
        return server.client().post(path::twoFactor,
                                    {{u"token"_s, tokens[i]}, {u"code"_s, ada.recoveryCodes.first()}});
    });
    QCOMPARE(std::ranges::count(answers, 200, &Answer::status), 1);
    QCOMPARE(server.number(u"SELECT count(*) FROM recovery_codes WHERE used_at IS NOT NULL"_s), 1);
}

void TotpAttacksTest::toleratesAClockOffByOneStep_data()
{
    QTest::addColumn<int>("stepsAway");
    QTest::addColumn<bool>("isRight");
    for (int steps = -3; steps <= 3; ++steps)
        QTest::addRow("%d steps", steps) << steps << (qAbs(steps) <= 1);
}

void TotpAttacksTest::toleratesAClockOffByOneStep()
{
    QFETCH(int, stepsAway);
    QFETCH(bool, isRight);
    const Person ada = person();
    HttpClient full = m_server.signedIn(ada);
    m_server.clock().advance(5min);
    QVERIFY_STATUS(full.post(path::twoFactorVerify, {{u"token"_s, m_server.codeOf(ada, stepsAway)}}),
                   isRight ? 200 : 401);
}

void TotpAttacksTest::neverAcceptsTheCodeOfSomebodyElse()
{
    const Person ada = person();
    const Person eve = person();
    const QString token = pendingOf(ada);
    for (const QString &code : {m_server.nextCodeOf(eve), eve.recoveryCodes.first()})
        QVERIFY_REFUSAL(m_server.client().post(path::twoFactor, {{u"token"_s, token}, {u"code"_s, code}}),
                        401, code::invalidTwoFactorCode);
    QVERIFY_STATUS(m_server.client().post(path::twoFactor, {{u"token"_s, pendingOf(eve)},
                                                            {u"code"_s, eve.recoveryCodes.first()}}),
                   200);
}

void TotpAttacksTest::keepsNoCodesOfARemovedFactor()
{
    Person ada = person();
    const Person old = ada;
    prepared(m_server.services().totpAdministration.remove(ada.id, {}, {}));
    m_server.enableTwoFactor(ada);
    const QString token = pendingOf(ada);
    for (const QString &code : {m_server.nextCodeOf(old), old.recoveryCodes.first()})
        QVERIFY_REFUSAL(m_server.client().post(path::twoFactor, {{u"token"_s, token}, {u"code"_s, code}}),
                        401, code::invalidTwoFactorCode);
}

void TotpAttacksTest::makesNoTwoSecretsAlike()
{
    HttpClient client = m_server.signedIn(m_server.addPerson(u"secrets@example.org"_s));
    QSet<QByteArray> secrets;
    for (int i = 0; i < 200; ++i) {
        const QByteArray secret =
            base32::decode(client.post(path::twoFactorEnableRequest).text("secret"_L1).toLatin1())
                .value_or(QByteArray());
        QCOMPARE(secret.size(), 20);
        secrets.insert(secret);
    }
    QCOMPARE(secrets.size(), 200);
}

QTEST_GUILESS_MAIN(TotpAttacksTest)
#include "tst_totpattacks.moc"
