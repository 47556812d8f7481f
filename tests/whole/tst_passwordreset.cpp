// SPDX-License-Identifier: GPL-3.0-only
#include "api/paths.h"
#include "support/testserver.h"

#include <QTest>

#include <thread>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// POST /auth/reset-password and /auth/reset/submit.
class PasswordResetTest : public QObject
{
    Q_OBJECT
private slots:
    void resetsAsOCore();
    void resetsAndSignsInAsBrowsary();
    void neverResetsPastTheSecondFactor();
    void provesTheAddressOnlyByAMailedLink_data();
    void provesTheAddressOnlyByAMailedLink();
    void endsEverySession_data();
    void endsEverySession();
    void endsSignInsThatWait_data();
    void endsSignInsThatWait();
    void usesALinkOnce_data();
    void usesALinkOnce();
    void usesALinkOnceOfManyAtOnce();
    void endsALinkOnTime();
    void endsAllLinksWithAnyPasswordChange_data();
    void endsAllLinksWithAnyPasswordChange();
    void refusesOtherTokens_data();
    void refusesOtherTokens();
    void keepsTheLinkWhenTheNewPasswordIsRefused_data();
    void keepsTheLinkWhenTheNewPasswordIsRefused();
    void keepsShutAccountsOut();

private:
    Person person() { return m_server.addPerson(u"person%1@example.org"_s.arg(++m_people)); }
    QString resetToken(const Person &person) { return QString::fromLatin1(m_server.resetToken(person)); }
    Answer reset(const QString &token, const QString &password = u"a new password 8"_s)
    {
        return m_server.client().post(path::resetPassword, {{u"token"_s, token}, {u"password"_s, password}});
    }
    static QJsonObject submission(const QString &token, const QString &password = u"a new password 8"_s)
    {
        return {{u"token"_s, token}, {u"password"_s, password}, {u"confirmPassword"_s, password}};
    }

    TestServer m_server;
    int m_people = 0;
};

void PasswordResetTest::resetsAsOCore()
{
    Person ada = person();
    const Answer answer = reset(resetToken(ada));
    QVERIFY_STATUS(answer, 200);
    QCOMPARE(answer.json().keys(), QStringList{u"message"_s});
    QVERIFY(answer.cookieNames().isEmpty());
    QVERIFY_REFUSAL(m_server.signIn(ada), 401, code::invalidCredentials);
    ada.password = u"a new password 8"_s;
    QVERIFY_STATUS(m_server.signIn(ada), 200);
    QCOMPARE(
        m_server.number(u"SELECT count(*) FROM outbox WHERE kind = 'password_changed' AND recipient = ?"_s,
                        {ada.email}),
        1);
}

void PasswordResetTest::resetsAndSignsInAsBrowsary()
{
    HttpClient browser = m_server.browser();
    const Answer answer = browser.post(path::resetSubmit, submission(resetToken(person())));
    QVERIFY_STATUS(answer, 200);
    QCOMPARE(answer.json().keys(), QStringList({u"status"_s, u"token"_s}));
    QCOMPARE(answer.text("status"_L1), u"ok"_s);
    QCOMPARE(answer.cookieNames(), QByteArrayList({"token", "access_token", "refresh_token"}));
    QVERIFY(!answer.cookie("token")->has("max-age"));
    QVERIFY_STATUS(browser.get(path::account), 200);
}

void PasswordResetTest::neverResetsPastTheSecondFactor()
{
    const Person ada = m_server.addWithTwoFactor(u"second@example.org"_s);
    HttpClient browser = m_server.browser();
    const Answer answer = browser.post(path::resetSubmit, submission(resetToken(ada)));
    QVERIFY_STATUS(answer, 200);
    QCOMPARE(answer.text("status"_L1), u"2fa_required"_s);
    QVERIFY(answer.cookie("access_token")->isRemoval());
    QVERIFY_REFUSAL(browser.get(path::account), 401, code::twoFactorRequired);
    QVERIFY_STATUS(browser.post(path::loginSecondFactor, {{u"code"_s, m_server.nextCodeOf(ada)}}), 200);
    QVERIFY_STATUS(browser.get(path::account), 200);
}

void PasswordResetTest::provesTheAddressOnlyByAMailedLink_data()
{
    QTest::addColumn<bool>("mailed");
    QTest::newRow("mailed") << true;
    QTest::newRow("handed over") << false;
}

void PasswordResetTest::provesTheAddressOnlyByAMailedLink()
{
    QFETCH(bool, mailed);
    const Person ada = m_server.add({.email = u"proof%1@example.org"_s.arg(mailed), .emailVerified = false});
    QVERIFY_STATUS(reset(QString::fromLatin1(m_server.resetToken(ada, mailed))), 200);
    const AccountRow account = prepared(m_server.services().accounts.byId(ada.id));
    QCOMPARE(account.emailProvenAt.has_value(), mailed);
    QCOMPARE(account.emailVerifiedAt.has_value(), mailed);
}

void PasswordResetTest::endsEverySession_data()
{
    QTest::addColumn<bool>("isBrowsarys");
    QTest::newRow("reset-password") << false;
    QTest::newRow("reset/submit") << true;
}

void PasswordResetTest::endsEverySession()
{
    QFETCH(bool, isBrowsarys);
    const Person ada = person();
    const Answer login = m_server.signIn(ada);
    const QString token = resetToken(ada);
    const Answer answer =
        isBrowsarys ? m_server.client().post(path::resetSubmit, submission(token)) : reset(token);
    QVERIFY_STATUS(answer, 200);
    QVERIFY_REFUSAL(m_server.client().as(login.text("access_token"_L1)).get(path::account), 401,
                    code::unauthorized);
    QVERIFY_REFUSAL(
        m_server.client().post(path::refresh, {{u"refresh_token"_s, login.text("refresh_token"_L1)}}), 401,
        code::invalidRefreshToken);
    QCOMPARE(m_server.number(u"SELECT count(*) FROM sessions WHERE account_id = ? AND revoked_at IS NULL"_s,
                             {ada.id.toString()}),
             isBrowsarys ? 1 : 0);
}

void PasswordResetTest::endsSignInsThatWait_data()
{
    QTest::addColumn<bool>("byReset");
    QTest::newRow("reset") << true;
    QTest::newRow("change") << false;
}

// A first step that was right with the old password must not become a session.
void PasswordResetTest::endsSignInsThatWait()
{
    QFETCH(bool, byReset);
    const Person ada = m_server.addWithTwoFactor(u"waits%1@example.org"_s.arg(byReset));
    HttpClient owner = m_server.signedIn(ada);
    const QString pending = m_server.signIn(ada).text("token"_L1);
    const QJsonObject change{{u"currentPassword"_s, ada.password},
                             {u"newPassword"_s, u"a new password 8"_s},
                             {u"revokeOtherSessions"_s, true}};
    QVERIFY_STATUS(byReset ? reset(resetToken(ada)) : owner.post(path::changePassword, change), 200);
    QVERIFY_REFUSAL(m_server.client().post(path::twoFactor,
                                           {{u"token"_s, pending}, {u"code"_s, m_server.nextCodeOf(ada)}}),
                    400, code::invalidTwoFactorToken);
}

void PasswordResetTest::usesALinkOnce_data() { endsEverySession_data(); }

void PasswordResetTest::usesALinkOnce()
{
    QFETCH(bool, isBrowsarys);
    const QString token = resetToken(person());
    QVERIFY_STATUS(isBrowsarys ? m_server.client().post(path::resetSubmit, submission(token)) : reset(token),
                   200);
    QVERIFY_REFUSAL(reset(token), 400, code::expiredOrAlreadyUsed);
    const Answer again = m_server.client().post(path::resetSubmit, submission(token));
    QVERIFY_REFUSAL(again, 400, code::expiredOrAlreadyUsed);
    QVERIFY(again.cookieNames().isEmpty());
}

void PasswordResetTest::usesALinkOnceOfManyAtOnce()
{
    const QString token = resetToken(person());
    QList<Answer> answers(32);
    std::vector<std::thread> threads;
    for (int i = 0; i < answers.size(); ++i)
        threads.emplace_back([&, i] { answers[i] = reset(token, u"a new password %1"_s.arg(i)); });
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(std::ranges::count(answers, 200, &Answer::status), 1);
    for (const Answer &answer : answers) {
        if (answer.status != 200)
            QVERIFY_REFUSAL(answer, 400, code::expiredOrAlreadyUsed);
    }
}

void PasswordResetTest::endsALinkOnTime()
{
    const QString token = resetToken(person());
    m_server.clock().advance(1h);
    QVERIFY_REFUSAL(reset(token), 400, code::expiredOrAlreadyUsed);
    const QString other = resetToken(person());
    m_server.clock().advance(59min + 59s);
    QVERIFY_STATUS(reset(other), 200);
}

void PasswordResetTest::endsAllLinksWithAnyPasswordChange_data()
{
    QTest::addColumn<QString>("how");
    for (const char *how : {"the newer link", "the older link", "change-password"})
        QTest::newRow(how) << QString::fromLatin1(how);
}

void PasswordResetTest::endsAllLinksWithAnyPasswordChange()
{
    QFETCH(QString, how);
    const Person ada = person();
    const QString older = resetToken(ada);
    const QString newer = resetToken(ada);
    const QJsonObject change{{u"currentPassword"_s, ada.password}, {u"newPassword"_s, u"a new password 8"_s}};
    const Answer answer = how == "change-password"_L1
                              ? m_server.signedIn(ada).post(path::changePassword, change)
                              : reset(how == "the newer link"_L1 ? newer : older);
    QVERIFY_STATUS(answer, 200);
    QVERIFY_REFUSAL(reset(older), 400, code::expiredOrAlreadyUsed);
    QVERIFY_REFUSAL(reset(newer), 400, code::expiredOrAlreadyUsed);
}

void PasswordResetTest::refusesOtherTokens_data()
{
    QTest::addColumn<QString>("kind");
    for (const char *kind : {"garbage", "access", "auth", "refresh", "verify", "email_change",
                             "unknown to the database", "deleted account"})
        QTest::newRow(kind) << QString::fromLatin1(kind);
}

void PasswordResetTest::refusesOtherTokens()
{
    QFETCH(QString, kind);
    const Person ada = person();
    const Answer login = m_server.signIn(ada);
    QString token = kind == "access"_L1 ? login.text("access_token"_L1)
                    : kind == "auth"_L1 ? login.text("token"_L1)
                                        : login.text("refresh_token"_L1);
    if (kind == "garbage"_L1)
        token = u"x.y.z"_s;
    if (kind == "verify"_L1 || kind == "email_change"_L1) {
        const TokenUse use = kind == "verify"_L1 ? TokenUse::Verify : TokenUse::EmailChange;
        token = QString::fromLatin1(
            prepared(m_server.services().links.issue(
                         {.use = use, .account = ada.id, .email = ada.email, .mailed = true, .life = 1h}))
                .token);
    }
    if (kind == "unknown to the database"_L1) {
        const QJsonObject claims{{u"sub"_s, ada.id.toString()}};
        token = QString::fromLatin1(prepared(
            m_server.services().tokens.issue(TokenUse::Reset, claims, m_server.clock().now().addSecs(600))));
    }
    if (kind == "deleted account"_L1) {
        token = resetToken(ada);
        prepared(m_server.services().accounts.remove(ada.id, {}, {}));
    }
    QVERIFY_REFUSAL(reset(token), 400, code::expiredOrAlreadyUsed);
    QVERIFY_REFUSAL(m_server.client().post(path::resetSubmit, submission(token)), 400,
                    code::expiredOrAlreadyUsed);
}

void PasswordResetTest::keepsTheLinkWhenTheNewPasswordIsRefused_data()
{
    QTest::addColumn<QString>("password");
    QTest::addColumn<QString>("confirmation");
    QTest::addColumn<QJsonObject>("codes");
    QTest::newRow("short") << u"short"_s << u"short"_s << QJsonObject{{u"password"_s, u"NOT_LONG_ENOUGH"_s}};
    QTest::newRow("common") << u"password123"_s << u"password123"_s
                            << QJsonObject{{u"password"_s, u"TOO_COMMON"_s}};
    QTest::newRow("empty") << u""_s << u"x"_s << QJsonObject{{u"password"_s, u"REQUIRED"_s}};
    QTest::newRow("another confirmation") << u"a new password 8"_s << u"a new password 9"_s
                                          << QJsonObject{{u"confirmPassword"_s, u"MISMATCH"_s}};
}

void PasswordResetTest::keepsTheLinkWhenTheNewPasswordIsRefused()
{
    QFETCH(QString, password);
    QFETCH(QString, confirmation);
    QFETCH(QJsonObject, codes);
    const QString token = resetToken(person());
    QJsonObject body = submission(token, password);
    body.insert("confirmPassword"_L1, confirmation);
    const Answer answer = m_server.client().post(path::resetSubmit, body);
    QVERIFY_REFUSAL(answer, 400, code::validationFailed);
    QCOMPARE(answer.json().value("codes"_L1).toObject(), codes);
    if (password == confirmation)
        QCOMPARE(reset(token, password).json().value("codes"_L1).toObject(), codes);
    QVERIFY_STATUS(reset(token), 200);
}

void PasswordResetTest::keepsShutAccountsOut()
{
    const Person ada = person();
    prepared(m_server.services().accounts.setDeactivated(ada.id, true, {}, {}));
    const Answer answer = m_server.client().post(path::resetSubmit, submission(resetToken(ada)));
    QVERIFY_REFUSAL(answer, 403, code::accountDeactivated);
    QVERIFY(answer.cookieNames().isEmpty());
    QCOMPARE(m_server.number(u"SELECT count(*) FROM sessions WHERE account_id = ?"_s, {ada.id.toString()}),
             0);
}

QTEST_GUILESS_MAIN(PasswordResetTest)
#include "tst_passwordreset.moc"
