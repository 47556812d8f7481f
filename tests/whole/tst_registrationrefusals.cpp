// SPDX-License-Identifier: GPL-3.0-only
#include "api/paths.h"
#include "support/testserver.h"

#include <QJsonArray>
#include <QTest>

#include <thread>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// Whom POST /auth/signup and /auth/register turn away, and what they do not tell.
class RegistrationRefusalsTest : public QObject
{
    Q_OBJECT
private slots:
    void refusesBadFields_data();
    void refusesBadFields();
    void refusesTakenAddressesAndNames();
    void makesOneAccountOfManyAtOnce();
    void hidesTakenAddressesWhereMailIsConfigured();
    void revealsThemIfConfigured();
    void asksForLettersAndDigitsIfConfigured();
    void refusesEverybodyIfDisabled();
    void limitsEachClient();

private:
    QString address() { return u"person%1@example.org"_s.arg(++m_people); }
    static QJsonObject signUpBody(const QString &email)
    {
        return {
            {u"name"_s, u"Ada King Lovelace"_s}, {u"email"_s, email}, {u"password"_s, u"correct horse 7"_s}};
    }
    static QJsonObject browsaryBody(const QString &email)
    {
        return {{u"firstName"_s, u"Ada"_s},
                {u"lastName"_s, u"Lovelace"_s},
                {u"email"_s, email},
                {u"password"_s, u"correct horse 7"_s},
                {u"confirmPassword"_s, u"correct horse 7"_s}};
    }
    static QJsonObject mrDemonWolfBody(const QString &email, const QString &username)
    {
        return {{u"username"_s, username}, {u"email"_s, email}, {u"password"_s, u"correct horse 7"_s}};
    }
    static AccountRow accountOf(const TestServer &server, const QString &email)
    {
        return prepared(server.services().accounts.byEmail(email)).value_or(AccountRow());
    }

    TestServer m_server{{u"server.trusted_proxies=[\"127.0.0.1/32\"]"_s}};
    int m_people = 0;
};

void RegistrationRefusalsTest::refusesBadFields_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QJsonObject>("change");
    QTest::addColumn<QJsonObject>("codes");
    const auto row = [](const char *name, const QString &path, const QString &key, const QJsonValue &value,
                        const QString &code) {
        QTest::newRow(name) << path << QJsonObject{{key, value}} << QJsonObject{{key, code}};
    };
    row("signup: name of 101", path::signup, u"name"_s, QString(101, u'a'), u"TOO_LONG"_s);
    row("signup: name with a line", path::signup, u"name"_s, u"a\nb"_s, u"INVALID_CHARACTERS"_s);
    row("signup: no address", path::signup, u"email"_s, u"nonsense"_s, u"INVALID"_s);
    row("signup: a line in the address", path::signup, u"email"_s, u"a@b.org\r\nBcc: c@d.org"_s,
        u"INVALID"_s);
    row("signup: 7 characters", path::signup, u"password"_s, u"k7#dRq2"_s, u"NOT_LONG_ENOUGH"_s);
    row("signup: 7 code points of 14 units", path::signup, u"password"_s,
        QString(u"\U0001F600"_s).repeated(7), u"NOT_LONG_ENOUGH"_s);
    row("signup: 129 characters", path::signup, u"password"_s, QString(129, u'x'), u"TOO_LONG"_s);
    row("signup: a common one", path::signup, u"password"_s, u"Password1"_s, u"TOO_COMMON"_s);
    row("signup: the own name", path::signup, u"password"_s, u"ADA KING LOVELACE"_s, u"TOO_COMMON"_s);
    row("signup: a number", path::signup, u"password"_s, 12345678, u"INVALID"_s);
    row("Browsary: another confirmation", path::registration, u"confirmPassword"_s, u"correct horse 8"_s,
        u"MISMATCH"_s);
    row("Browsary: no first name", path::registration, u"firstName"_s, u""_s, u"REQUIRED"_s);
    row("Browsary: remember a list", path::registration, u"remember"_s, QJsonArray(), u"INVALID"_s);
    row("Browsary: user name", path::registration, u"username"_s, u"a b"_s, u"INVALID_CHARACTERS"_s);
}

void RegistrationRefusalsTest::refusesBadFields()
{
    QFETCH(QString, path);
    QFETCH(QJsonObject, change);
    QFETCH(QJsonObject, codes);
    QJsonObject body = path == path::signup ? signUpBody(address()) : browsaryBody(address());
    body.insert(change.keys().first(), change.begin().value());
    const Answer answer = m_server.client().post(path, body);
    QVERIFY_REFUSAL(answer, 400, code::validationFailed);
    QCOMPARE(answer.json().value("codes"_L1).toObject(), codes);
    QCOMPARE(answer.text("status"_L1), path == path::signup ? QString() : u"error"_s);
    QVERIFY(!prepared(m_server.services().accounts.byEmail(body.value("email"_L1).toString())));
}

void RegistrationRefusalsTest::refusesTakenAddressesAndNames()
{
    const Person ada = m_server.add({.email = u"Taken@Example.org"_s, .username = u"TakenName"_s});
    const QString same = u" taken@example.ORG "_s;
    QVERIFY_REFUSAL(m_server.client().post(path::signup, signUpBody(same)), 409, code::emailAlreadyExists);
    QVERIFY_REFUSAL(m_server.client().post(path::registration, browsaryBody(same)), 409,
                    code::emailAlreadyExists);
    QVERIFY_REFUSAL(m_server.client().post(path::registration, mrDemonWolfBody(same, u"AnotherName"_s)), 409,
                    code::alreadyExists);
    QVERIFY_REFUSAL(m_server.client().post(path::registration, mrDemonWolfBody(address(), u"takenNAME"_s)),
                    409, code::alreadyExists);
    const FormFields form{
        {u"username"_s, u"takenname"_s}, {u"email"_s, address()}, {u"password"_s, u"correct horse 7"_s}};
    QVERIFY_REFUSAL(m_server.client().postForm(path::registration, form), 409, code::alreadyExists);
    QVERIFY_STATUS(m_server.signIn(ada), 200); // nothing of it changed
}

void RegistrationRefusalsTest::makesOneAccountOfManyAtOnce()
{
    const QString email = address();
    QList<int> statuses(12);
    std::vector<std::thread> threads;
    for (int &status : statuses)
        threads.emplace_back(
            [&] { status = m_server.client().post(path::signup, signUpBody(email)).status; });
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(statuses.count(201), 1);
    QCOMPARE(statuses.count(409), 11);
}

void RegistrationRefusalsTest::hidesTakenAddressesWhereMailIsConfigured()
{
    TestServer server({u"mail.url=smtp://127.0.0.1:9"_s});
    server.addPerson(u"taken@example.org"_s);
    const Answer free = server.client().post(path::signup, signUpBody(u"free@example.org"_s));
    const Answer taken = server.client().post(path::signup, signUpBody(u"taken@example.org"_s));
    QVERIFY_STATUS(free, 201);
    QVERIFY(!accountOf(server, u"free@example.org"_s).emailVerifiedAt);
    QCOMPARE(taken.status, free.status);
    QCOMPARE(taken.body, free.body);
    QCOMPARE(server.column(u"SELECT kind FROM outbox WHERE recipient = 'taken@example.org'"_s),
             u"address_taken"_s);
    QCOMPARE(server.column(u"SELECT kind FROM outbox WHERE recipient = 'free@example.org'"_s),
             u"verify_email"_s);
    QVERIFY_REFUSAL(server.client().post(path::registration, browsaryBody(u"taken@example.org"_s)), 409,
                    code::emailAlreadyExists);
}

void RegistrationRefusalsTest::revealsThemIfConfigured()
{
    TestServer server({u"mail.url=smtp://127.0.0.1:9"_s, u"auth.reveal_existing=true"_s});
    server.addPerson(u"taken@example.org"_s);
    QVERIFY_REFUSAL(server.client().post(path::signup, signUpBody(u"taken@example.org"_s)), 409,
                    code::emailAlreadyExists);
}

void RegistrationRefusalsTest::asksForLettersAndDigitsIfConfigured()
{
    TestServer server({u"password.require_letter_and_digit=true"_s});
    QJsonObject body = signUpBody(u"a@example.org"_s);
    body.insert("password"_L1, u"correct horse"_s);
    QVERIFY_REFUSAL(server.client().post(path::signup, body), 400, code::validationFailed);
    body.insert("password"_L1, u"correct horse 7"_s);
    QVERIFY_STATUS(server.client().post(path::signup, body), 201);
}

// Everywhere, not only on the page that says so.
void RegistrationRefusalsTest::refusesEverybodyIfDisabled()
{
    TestServer server({u"auth.signup=false"_s});
    QVERIFY_REFUSAL(server.client().post(path::signup, signUpBody(u"a@example.org"_s)), 403,
                    code::registrationDisabled);
    QVERIFY_REFUSAL(server.client().post(path::registration, browsaryBody(u"a@example.org"_s)), 403,
                    code::registrationDisabled);
    const FormFields form{{u"username"_s, u"somebody"_s},
                          {u"email"_s, u"a@example.org"_s},
                          {u"password"_s, u"correct horse 7"_s}};
    QVERIFY_REFUSAL(server.client().postForm(path::registration, form), 409, code::registrationDisabled);
    QCOMPARE(server.number(u"SELECT count(*) FROM accounts"_s), 0);
}

void RegistrationRefusalsTest::limitsEachClient()
{
    HttpClient client = m_server.client();
    client.from("203.0.113.7");
    for (int i = 0; i < 10; ++i)
        QVERIFY_STATUS(client.post(path::signup, signUpBody(address())), 201);
    QVERIFY_REFUSAL(client.post(path::signup, signUpBody(address())), 429, code::tooManyRequests);
    QVERIFY_REFUSAL(client.post(path::registration, browsaryBody(address())), 429, code::tooManyRequests);
    QVERIFY_STATUS(m_server.client().from("203.0.113.8").post(path::signup, signUpBody(address())), 201);
    m_server.clock().advance(1h);
    QVERIFY_STATUS(client.post(path::signup, signUpBody(address())), 201);
}

QTEST_GUILESS_MAIN(RegistrationRefusalsTest)
#include "tst_registrationrefusals.moc"
