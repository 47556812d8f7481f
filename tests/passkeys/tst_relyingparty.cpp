// SPDX-License-Identifier: GPL-3.0-only
#include "passkeys/relyingparty.h"

#include <QTest>

using namespace Qt::StringLiterals;

class RelyingPartyTest : public QObject
{
    Q_OBJECT
private slots:
    void followsFromTheAddresses();
    void tellsWhatIsInTheWay_data();
    void tellsWhatIsInTheWay();
    void acceptsOnlyTheExactOrigin_data();
    void acceptsOnlyTheExactOrigin();
};

void RelyingPartyTest::followsFromTheAddresses()
{
    const auto party = RelyingParty::of({}, {.publicUrl = u"https://login.example.org:443/auth"_s, .appUrl = u"https://login.example.org:8443/app"_s});
    QCOMPARE(party.id, u"login.example.org"_s);
    QCOMPARE(party.name, party.id);
    QCOMPARE(party.origins, QStringList({u"https://login.example.org"_s, u"https://login.example.org:8443"_s}));
    QVERIFY(party.requireWorking());
}

void RelyingPartyTest::tellsWhatIsInTheWay_data()
{
    QTest::addColumn<QString>("publicUrl");
    QTest::addColumn<QString>("rpId");
    QTest::addColumn<QStringList>("origins");
    QTest::addColumn<QString>("reason");
    QTest::newRow("localhost") << u"http://localhost:8420"_s << QString() << QStringList() << QString();
    QTest::newRow("a name below localhost") << u"http://a.localhost:8420"_s << QString() << QStringList() << QString();
    QTest::newRow("https") << u"https://login.example.org"_s << QString() << QStringList() << QString();
    QTest::newRow("a host of one label") << u"https://nas:8420"_s << QString() << QStringList() << QString();
    QTest::newRow("a domain above") << u"https://login.example.org"_s << u"example.org"_s << QStringList() << QString();
    QTest::newRow("further origins") << u"https://login.example.org"_s << u"example.org"_s
                                     << QStringList{u"https://login.example.org"_s, u"https://www.example.org"_s} << QString();
    QTest::newRow("an IPv4 address") << u"https://192.168.1.5:8420"_s << QString() << QStringList() << u"RP_ID_IS_ADDRESS"_s;
    QTest::newRow("loopback") << u"http://127.0.0.1:8420"_s << QString() << QStringList() << u"RP_ID_IS_ADDRESS"_s;
    QTest::newRow("an IPv6 address") << u"https://[fd00::5]:8420"_s << QString() << QStringList() << u"RP_ID_IS_ADDRESS"_s;
    QTest::newRow("plain http") << u"http://login.example.org"_s << QString() << QStringList() << u"ORIGIN_NOT_SECURE"_s;
    QTest::newRow("another domain") << u"https://login.example.org"_s << u"example.com"_s << QStringList() << u"RP_ID_DOES_NOT_FIT"_s;
    QTest::newRow("an end of a label") << u"https://badexample.org"_s << u"example.org"_s << QStringList() << u"RP_ID_DOES_NOT_FIT"_s;
    QTest::newRow("a top-level domain") << u"https://login.example.org"_s << u"org"_s << QStringList() << u"RP_ID_DOES_NOT_FIT"_s;
    QTest::newRow("a name below") << u"https://example.org"_s << u"login.example.org"_s << QStringList() << u"RP_ID_DOES_NOT_FIT"_s;
    QTest::newRow("another port") << u"https://login.example.org:8443"_s << QString()
                                  << QStringList{u"https://login.example.org"_s} << u"ORIGIN_NOT_ALLOWED"_s;
}

void RelyingPartyTest::tellsWhatIsInTheWay()
{
    QFETCH(QString, publicUrl);
    QFETCH(QString, rpId);
    QFETCH(QStringList, origins);
    QFETCH(QString, reason);
    const auto party = RelyingParty::of({.rpId = rpId, .rpName = {}, .origins = origins}, {.publicUrl = publicUrl});
    const auto works = party.requireWorking();
    QCOMPARE(works.has_value(), reason.isEmpty());
    if (works)
        return;
    QCOMPARE(works.error().code, QByteArray(code::webauthnNotConfigured));
    QCOMPARE(works.error().extra.value("reason"_L1).toString(), reason);
    const auto checks = party.checks();
    const auto wrong = std::ranges::find_if(checks, [](const PasskeyCheck &check) { return !check.passed; });
    QVERIFY(!sentenceOf(*wrong).isEmpty());
}

void RelyingPartyTest::acceptsOnlyTheExactOrigin_data()
{
    QTest::addColumn<QString>("origin");
    QTest::newRow("http") << u"http://login.example.org"_s;
    QTest::newRow("a port") << u"https://login.example.org:8443"_s;
    QTest::newRow("the usual port written out") << u"https://login.example.org:443"_s;
    QTest::newRow("a slash") << u"https://login.example.org/"_s;
    QTest::newRow("a longer host") << u"https://login.example.org.evil.example"_s;
    QTest::newRow("a name below") << u"https://a.login.example.org"_s;
    QTest::newRow("the domain above") << u"https://example.org"_s;
    QTest::newRow("capitals") << u"https://Login.example.org"_s;
    QTest::newRow("null") << u"null"_s;
    QTest::newRow("nothing") << QString();
    QTest::newRow("an Android application") << u"android:apk-key-hash:abc"_s;
}

void RelyingPartyTest::acceptsOnlyTheExactOrigin()
{
    QFETCH(QString, origin);
    const auto party = RelyingParty::of({}, {.publicUrl = u"https://login.example.org"_s});
    webauthn::ClientData data{.type = u"webauthn.get"_s, .origin = u"https://login.example.org"_s};
    QVERIFY(party.accept(data, u"webauthn.get"_s, Error::Kind::Invalid));
    data.origin = origin;
    QVERIFY(!party.accept(data, u"webauthn.get"_s, Error::Kind::Invalid));
}

QTEST_GUILESS_MAIN(RelyingPartyTest)
#include "tst_relyingparty.moc"
