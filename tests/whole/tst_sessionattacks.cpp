// SPDX-License-Identifier: GPL-3.0-only
#include "api/paths.h"
#include "support/testserver.h"

#include <QFile>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// Attacks on sessions that comparable servers have suffered from.
class SessionAttacksTest : public QObject
{
    Q_OBJECT
private slots:
    void fixesNoSession_data();
    void fixesNoSession();
    void refreshesNoRightsThatAreGone();
    void ignoresWhatForwardedHeadersSay_data();
    void ignoresWhatForwardedHeadersSay();
    void buildsLinksFromItsOwnNameOnly_data();
    void buildsLinksFromItsOwnNameOnly();
    void keepsSessionsOfOtherNames();
    void writesNoSecretInTheClear();

private:
    static QString sidOf(const QByteArray &token)
    {
        return claimsOf(QString::fromLatin1(token)).value("sid"_L1).toString();
    }

    TestServer m_server;
};

void SessionAttacksTest::fixesNoSession_data()
{
    QTest::addColumn<QString>("how");
    for (const char *how : {"login", "second factor", "reset"})
        QTest::newRow(how) << QString::fromLatin1(how);
}

// An attacker plants cookies of his own before the victim signs in: the victim's session is another,
// and nothing of the attacker's knows it.
void SessionAttacksTest::fixesNoSession()
{
    QFETCH(QString, how);
    const Person eve = m_server.addPerson(u"eve-%1@example.org"_s.arg(how.left(5)));
    const Person ada = m_server.add(
        {.email = u"ada-%1@example.org"_s.arg(how.left(5)), .hasTwoFactor = how == "second factor"_L1});
    HttpClient browser = m_server.browser();
    const Answer planted = browser.post(path::login, eve.credentials());
    QSet<QString> seen{sidOf(browser.cookie("token")), sidOf(browser.cookie("access_token")),
                       sidOf(browser.cookie("refresh_token"))};
    QCOMPARE(seen.size(), 1);

    const QString reset = QString::fromLatin1(m_server.resetToken(ada));
    const Answer answer =
        how == "reset"_L1 ? browser.post(path::resetSubmit, {{u"token"_s, reset},
                                                             {u"password"_s, u"a new password 8"_s},
                                                             {u"confirmPassword"_s, u"a new password 8"_s}})
                          : browser.post(path::login, ada.credentials());
    QVERIFY_STATUS(answer, 200);
    if (how == "second factor"_L1) {
        seen += sidOf(browser.cookie("token"));
        QCOMPARE(seen.size(), 2);
        QVERIFY_STATUS(browser.post(path::loginSecondFactor, {{u"code"_s, m_server.nextCodeOf(ada)}}), 200);
    }
    const QString sid = sidOf(browser.cookie("token"));
    QVERIFY(!seen.contains(sid));
    QCOMPARE(sidOf(browser.cookie("access_token")), sid);
    QCOMPARE(sidOf(browser.cookie("refresh_token")), sid);
    const QJsonObject auth =
        m_server.client().as(planted.text("token"_L1)).get(path::session).json().value("auth"_L1).toObject();
    QVERIFY(auth.value("sub"_L1) != ada.id.toString());
}

void SessionAttacksTest::refreshesNoRightsThatAreGone()
{
    m_server.addAdmin(u"other-root@example.org"_s);
    const Person root = m_server.addAdmin(u"former@example.org"_s);
    const Answer login = m_server.signIn(root);
    prepared(m_server.services().database.run(u"UPDATE accounts SET is_admin = 0 WHERE id = ?"_s,
                                              {root.id.toString()}));
    const Answer renewed =
        m_server.client().post(path::refresh, {{u"refresh_token"_s, login.text("refresh_token"_L1)}});
    QVERIFY_STATUS(renewed, 200);
    QVERIFY_REFUSAL(m_server.client().as(renewed.text("access_token"_L1)).get(path::adminUsers), 403,
                    code::forbidden);
}

void SessionAttacksTest::ignoresWhatForwardedHeadersSay_data()
{
    QTest::addColumn<Headers>("headers");
    const auto row = [](const char *name, const QByteArray &header, const QByteArray &value) {
        QTest::newRow(name) << Headers{{header, value}};
    };
    row("a word", "X-Forwarded-For", "a");
    row("commas", "X-Forwarded-For", ",,,");
    row("half a bracket", "X-Forwarded-For", "[::1");
    row("an escape", "X-Forwarded-For", "1.1.1.1%00");
    row("300 entries", "X-Forwarded-For", QByteArray("203.0.113.9, ").repeated(299) + "203.0.113.9");
    row("loopback", "X-Forwarded-For", "::1");
    row("X-Real-IP", "X-Real-IP", "203.0.113.9");
    row("Forwarded", "Forwarded", "for=203.0.113.9;proto=https;host=evil.example");
    row("CF-Connecting-IP", "CF-Connecting-IP", "203.0.113.9");
    row("X-Forwarded-Host", "X-Forwarded-Host", "evil.example");
}

// The password is asked as ever, and the history shows who really called.
void SessionAttacksTest::ignoresWhatForwardedHeadersSay()
{
    QFETCH(Headers, headers);
    static int people = 0;
    const Person ada = m_server.addPerson(u"forwarded%1@example.org"_s.arg(++people));
    QVERIFY_REFUSAL(
        m_server.client().post(path::login, {{u"email"_s, ada.email}, {u"password"_s, u"wrong"_s}}, headers),
        401, code::invalidCredentials);
    const Answer answer = m_server.client().post(path::login, ada.credentials(), headers);
    QVERIFY_STATUS(answer, 200);
    const QJsonObject claims = claimsOf(answer.text("token"_L1));
    QCOMPARE(claims.value("iss"_L1), m_server.publicUrl());
    for (const AdminLoginEvent &event : m_server.eventsOf(ada.email))
        QCOMPARE(event.ipAddress, u"127.0.0.1"_s);
}

void SessionAttacksTest::buildsLinksFromItsOwnNameOnly_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    for (const char *name :
         {"X-Forwarded-Host", "X-Original-Host", "X-Host", "Forwarded", "Origin", "Referer"})
        QTest::newRow(name) << QByteArray(name)
                            << QByteArray(QByteArray(name) == "Forwarded" ? "host=evil.example"
                                                                          : "http://evil.example");
}

void SessionAttacksTest::buildsLinksFromItsOwnNameOnly()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, value);
    static const Person root = m_server.addAdmin(u"linkroot@example.org"_s);
    static int people = 0;
    HttpClient admin = m_server.signedIn(root);
    const Answer answer = admin.post(
        path::adminUsers, {{u"name"_s, u"A"_s}, {u"email"_s, u"link%1@example.org"_s.arg(++people)}},
        {{name, value}});
    QVERIFY_STATUS(answer, 201);
    QVERIFY(answer.text("link"_L1).startsWith(m_server.publicUrl() + u'/'));
}

// Tokens name who issued them: a changed public URL ends them (commands.md).
void SessionAttacksTest::keepsSessionsOfOtherNames()
{
    const Person ada = m_server.addPerson(u"issuer@example.org"_s);
    QJsonObject claims = claimsOf(m_server.accessToken(ada));
    const QString before = m_server.accessToken(ada);
    m_server.restart(); // on another port, so with another default URL
    QVERIFY(claims.value("iss"_L1) != m_server.publicUrl());
    QVERIFY_REFUSAL(m_server.client().as(before).get(path::account), 401, code::unauthorized);
    QVERIFY_STATUS(m_server.signIn(ada), 200);
}

// Whoever gets hold of the files finds nothing to sign in with.
void SessionAttacksTest::writesNoSecretInTheClear()
{
    const Person ada = m_server.add(
        {.email = u"clear@example.org"_s, .password = u"a very special password"_s, .hasTwoFactor = true});
    const Answer form = m_server.client().postForm(path::login, ada.formCredentials());
    const Answer login = m_server.client().post(
        path::twoFactor, {{u"token"_s, form.text("token"_L1)}, {u"code"_s, m_server.nextCodeOf(ada)}});
    const QByteArray reset = m_server.resetToken(ada);
    prepared(m_server.services().database.run(u"PRAGMA wal_checkpoint(TRUNCATE)"_s));
    QByteArray all;
    for (const char *name : {"gatehouse.db", "gatehouse.db-wal"}) {
        QFile file(m_server.dataDirectory() + u'/' + QLatin1StringView(name));
        if (file.open(QIODevice::ReadOnly))
            all += file.readAll();
    }
    QVERIFY(all.contains("clear@example.org"));
    const QByteArray bareCode = ada.recoveryCodes.first().toLatin1();
    const QByteArray secrets[] = {"a very special password",
                                  ada.totpSecret,
                                  ada.totpSecret.toHex(),
                                  bareCode,
                                  QByteArray(bareCode).replace("-", ""),
                                  form.text("token"_L1).toLatin1(),
                                  login.text("access_token"_L1).section(u'.', 2).toLatin1(),
                                  login.text("refresh_token"_L1).section(u'.', 2).toLatin1(),
                                  reset.mid(reset.lastIndexOf('.') + 1),
                                  claimsOf(QString::fromLatin1(reset)).value("jti"_L1).toString().toLatin1()};
    for (const QByteArray &secret : secrets)
        QVERIFY2(!secret.isEmpty() && !all.contains(secret), secret);
    QFile key(m_server.dataDirectory() + u"/master.key"_s);
    QCOMPARE(key.permissions() & ~(QFile::ReadOwner | QFile::WriteOwner | QFile::ReadUser | QFile::WriteUser),
             QFile::Permissions());
}

QTEST_GUILESS_MAIN(SessionAttacksTest)
#include "tst_sessionattacks.moc"
