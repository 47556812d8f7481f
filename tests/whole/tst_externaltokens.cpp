// SPDX-License-Identifier: GPL-3.0-only
#include "support/providerfixture.h"

#include <QLoggingCategory>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

using Change = std::function<void(ProviderTrip &)>;

Change claim(const QString &name, const QJsonValue &value)
{
    return [=](ProviderTrip &trip) { trip.claims.insert(name, value); };
}
Change shifted(const QString &name, qint64 seconds)
{
    return [=](ProviderTrip &trip) {
        trip.claims.insert(name, trip.claims.value(u"iat"_s).toInteger() + seconds);
    };
}
Change without(const QString &name)
{
    return [=](ProviderTrip &trip) { trip.claims.remove(name); };
}
Change fault(const QString &name)
{
    return [=](ProviderTrip &trip) { trip.fault = name; };
}


} // namespace

// Tokens that are not what they should be, from a provider that is: nobody gets in by one.
class ExternalTokensTest : public QObject, private ProviderFixture
{
    Q_OBJECT
private slots:
    void initTestCase();
    void refusesForgedTokens_data();
    void refusesForgedTokens();
    void sendsNoTokenThatIsNone_data();
    void sendsNoTokenThatIsNone();
    void ranIntoNoFaultWithoutOne();
};

void ExternalTokensTest::initTestCase()
{
    start();
    QLoggingCategory::setFilterRules(u"gatehouse.*=false"_s); // it deplores each of them
}

void ExternalTokensTest::refusesForgedTokens_data()
{
    QTest::addColumn<Change>("change");
    QTest::newRow("wrong issuer") << claim(u"iss"_s, u"https://accounts.google.com"_s);
    QTest::newRow("no issuer") << without(u"iss"_s);
    QTest::newRow("wrong audience") << claim(u"aud"_s, u"another"_s);
    QTest::newRow("no audience") << without(u"aud"_s);
    QTest::newRow("other audiences") << claim(u"aud"_s, QJsonArray{u"a"_s, u"b"_s});
    QTest::newRow("two audiences, no party") << claim(u"aud"_s, QJsonArray{u"gatehouse"_s, u"b"_s});
    QTest::newRow("another party") << claim(u"azp"_s, u"another"_s);
    QTest::newRow("wrong nonce") << claim(u"nonce"_s, u"another"_s);
    QTest::newRow("no nonce") << without(u"nonce"_s);
    QTest::newRow("empty nonce") << claim(u"nonce"_s, QString());
    QTest::newRow("no subject") << without(u"sub"_s);
    QTest::newRow("empty subject") << claim(u"sub"_s, QString());
    QTest::newRow("subject that is a number") << claim(u"sub"_s, 7);
    QTest::newRow("endless subject") << claim(u"sub"_s, QString(300, u'x'));
    QTest::newRow("expired") << shifted(u"exp"_s, -61);
    QTest::newRow("no expiry") << without(u"exp"_s);
    QTest::newRow("expiry as text") << claim(u"exp"_s, u"9999999999"_s);
    QTest::newRow("made in the future") << shifted(u"iat"_s, 120);
    QTest::newRow("made long ago") << shifted(u"iat"_s, -3600);
    QTest::newRow("no time of making") << without(u"iat"_s);
    QTest::newRow("not good yet") << shifted(u"nbf"_s, 3600);
    QTest::newRow("another access token") << claim(u"at_hash"_s, u"AAAAAAAAAAAAAAAAAAAAAA"_s);
    QTest::newRow("userinfo about somebody else")
        << Change([](ProviderTrip &t) { t.userinfo.insert(u"sub"_s, u"victim"_s); });
    QTest::newRow("userinfo about nobody") << Change([](ProviderTrip &t) { t.userinfo.remove(u"sub"_s); });
    for (const char *name : {"none", "none-with-signature", "client-secret", "key-confusion", "foreign-key",
                             "unknown-kid", "own-key", "changed", "critical", "no-id-token", "mac-token",
                             "token-error", "token-html", "token-redirect", "token-huge", "endless"})
        QTest::newRow(name) << fault(QString::fromLatin1(name));
}

void ExternalTokensTest::refusesForgedTokens()
{
    QFETCH(Change, change);
    const qint64 before = links();
    for (const Family family : {Family::OAuth, Family::External}) {
        HttpClient browser = m_server->browser();
        ProviderTrip trip(*m_server, browser, u"trusted"_s, family);
        trip.as(newSubject(), newAddress());
        change(trip);
        const Answer answer = trip.comeBack();
        QCOMPARE(targetOf(answer), error(u"provider_unavailable"_s));
        QVERIFY(!answer.cookie("token"));
        QVERIFY(!isIn(browser));
    }
    QCOMPARE(links(), before);
}

// An access token goes into a header of the next question.
void ExternalTokensTest::sendsNoTokenThatIsNone_data()
{
    QTest::addColumn<QString>("fault");
    for (const char *name : {"token-crlf", "token-lf", "token-blank", "token-nul", "token-umlaut",
                             "token-padded-inside", "token-long"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void ExternalTokensTest::sendsNoTokenThatIsNone()
{
    QFETCH(QString, fault);
    const int asked = m_rogue.asked(u"/trusted/userinfo"_s);
    HttpClient browser = m_server->browser();
    ProviderTrip trip(*m_server, browser, u"trusted"_s);
    trip.as(newSubject(), newAddress()).fault = fault;
    QCOMPARE(targetOf(trip.comeBack()), error(u"provider_unavailable"_s));
    QVERIFY(!isIn(browser));
    QCOMPARE(m_rogue.asked(u"/trusted/userinfo"_s), asked);
}

void ExternalTokensTest::ranIntoNoFaultWithoutOne()
{
    HttpClient browser = m_server->browser();
    ProviderTrip trip(*m_server, browser, u"trusted"_s);
    trip.as(newSubject(), newAddress());
    claim(u"aud"_s, QJsonArray{u"gatehouse"_s, u"b"_s})(trip);
    claim(u"azp"_s, u"gatehouse"_s)(trip);
    shifted(u"exp"_s, -59)(trip); // clocks differ by as much
    QCOMPARE(targetOf(trip.comeBack()), QString(m_server->publicUrl() + u'/'));
}

QTEST_GUILESS_MAIN(ExternalTokensTest)
#include "tst_externaltokens.moc"
