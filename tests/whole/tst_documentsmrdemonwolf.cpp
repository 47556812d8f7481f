// SPDX-License-Identifier: GPL-3.0-only
#include "api/paths.h"
#include "support/documents.h"
#include "support/testserver.h"

#include <QTest>

using namespace Qt::StringLiterals;

// MrDemonWolf's printed requests, forms all of them, with real values.
class MrDemonWolfDocumentsTest : public QObject
{
    Q_OBJECT
private slots:
    void registersThePrintedUserWhoThenSignsIn();
    void completesWithTwoFactor();
    void refreshesAndLogsOut();

private:
    Sample sample(const QString &name) const { return sampleOf(u"mrdemonwolf"_s, name); }

    TestServer m_server;
};

// The printed login has another password than the registration; with the same one it is right.
void MrDemonWolfDocumentsTest::registersThePrintedUserWhoThenSignsIn()
{
    const Sample registration = sample(u"POST /auth/register"_s);
    const Answer registered = registration.sendBy(m_server.client());
    QVERIFY_STATUS(registered, 201);
    QCOMPARE(registered.json(), registration.answer);
    QVERIFY_REFUSAL(sample(u"POST /auth/login"_s).sendBy(m_server.client()), 400, code::invalidCredentials);
    const QString address = u"user@mrdemonwolf.github.io"_s;
    const Sample login =
        sample(u"POST /auth/login"_s).with({{u"email"_s, address}, {u"password"_s, address}});
    const Answer answer = login.sendBy(m_server.client());
    QVERIFY_DOCUMENTED(login, answer);
    QCOMPARE(answer.json().keys(), login.answer.keys());
    QCOMPARE(answer.json()["twoFactor"_L1], login.answer["twoFactor"_L1]);
    QVERIFY(answer.cookieNames().isEmpty());
}

void MrDemonWolfDocumentsTest::completesWithTwoFactor()
{
    const Person eve = m_server.addWithTwoFactor(u"eve@example.org"_s);
    const Answer first = sample(u"POST /auth/login"_s).with(eve.credentials()).sendBy(m_server.client());
    QCOMPARE(first.json()["twoFactor"_L1], true);
    const QString token = first.text("token"_L1);
    QCOMPARE(token.size(), 64);
    const Sample second =
        sample(u"POST /auth/two-factor"_s).with({{u"token"_s, token}, {u"code"_s, m_server.nextCodeOf(eve)}});
    const Answer answer = second.sendBy(m_server.client());
    QVERIFY_DOCUMENTED(second, answer);
    QCOMPARE(answer.json().keys(), second.answer.keys());
    QCOMPARE(answer.json()["twoFactor"_L1], second.answer["twoFactor"_L1]);
}

void MrDemonWolfDocumentsTest::refreshesAndLogsOut()
{
    const Person ada = m_server.addPerson(u"ada@example.org"_s);
    const Answer login = sample(u"POST /auth/login"_s).with(ada.credentials()).sendBy(m_server.client());
    const Sample refresh =
        sample(u"POST /auth/refresh"_s).with({{u"refresh_token"_s, login.text("refresh_token"_L1)}});
    const Answer renewed = refresh.sendBy(m_server.client());
    QVERIFY_DOCUMENTED(refresh, renewed);
    QCOMPARE(renewed.json().keys(), refresh.answer.keys());
    const QString token = renewed.text("access_token"_L1);
    const Sample logout = sample(u"POST /auth/logout"_s).withToken(token);
    const Answer out = logout.sendBy(m_server.client());
    QVERIFY_DOCUMENTED(logout, out);
    QCOMPARE(out.json()["code"_L1], logout.answer["code"_L1]);
    QCOMPARE(out.json()["error"_L1], logout.answer["error"_L1]);
    QVERIFY_REFUSAL(m_server.client().as(token).get(path::account), 401, code::unauthorized);
}

QTEST_GUILESS_MAIN(MrDemonWolfDocumentsTest)
#include "tst_documentsmrdemonwolf.moc"
