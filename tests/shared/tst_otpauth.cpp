// SPDX-License-Identifier: GPL-3.0-only
#include "api/codes.h"
#include "otpauth.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

const QByteArray secret = "12345678901234567890";

} // namespace

class TestOtpAuth : public QObject
{
    Q_OBJECT
private slots:
    void writesTheDocumentedForm();
    void turnsBack_data();
    void turnsBack();
    void readsWhatOthersWrite_data();
    void readsWhatOthersWrite();
    void refusesEverythingElse_data();
    void refusesEverythingElse();
};

void TestOtpAuth::writesTheDocumentedForm()
{
    const OtpAuth it{.issuer = u"My House"_s, .account = u"zoe+x@example.org"_s, .secret = secret};
    QCOMPARE(it.toUri(), "otpauth://totp/My%20House:zoe%2Bx%40example.org?issuer=My%20House"
                         "&secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&algorithm=SHA1&digits=6&period=30"_L1);
}

void TestOtpAuth::turnsBack_data()
{
    QTest::addColumn<QString>("issuer");
    QTest::addColumn<QString>("account");
    QTest::newRow("plain") << u"Gatehouse"_s << u"zoe@example.org"_s;
    QTest::newRow("no issuer") << QString() << u"zoe@example.org"_s;
    QTest::newRow("umlauts") << u"Tür & Tor"_s << u"zoë@bücher.example"_s;
    QTest::newRow("reserved") << u"a/b?c=d&e#f%20+g"_s << u"h/i?j=k&l#m%3Ao+p"_s;
    QTest::newRow("colon in the account") << u"Gatehouse"_s << u"host:zoe"_s;
    QTest::newRow("emoji") << u"🏠"_s << u"🙂"_s;
}

void TestOtpAuth::turnsBack()
{
    QFETCH(QString, issuer);
    QFETCH(QString, account);
    const QString uri = OtpAuth{.issuer = issuer, .account = account, .secret = secret}.toUri();
    const auto read = OtpAuth::fromUri(uri);
    QVERIFY2(read, qUtf8Printable(uri));
    QCOMPARE(read->issuer, issuer);
    QCOMPARE(read->account, account);
    QCOMPARE(read->secret, secret);
}

void TestOtpAuth::readsWhatOthersWrite_data()
{
    QTest::addColumn<QString>("uri");
    QTest::newRow("defaults left out")
        << u"otpauth://totp/Gatehouse:zoe?secret=GEZDGNBVGY3TQOJQ&issuer=Gatehouse"_s;
    QTest::newRow("encoded colon") << u"otpauth://totp/Gatehouse%3Azoe?secret=GEZDGNBVGY3TQOJQ"_s;
    QTest::newRow("blank after the colon") << u"otpauth://totp/Gatehouse:%20zoe?secret=GEZDGNBVGY3TQOJQ"_s;
    QTest::newRow("issuer only as a parameter")
        << u"otpauth://totp/zoe?issuer=Gatehouse&secret=GEZDGNBVGY3TQOJQ"_s;
    QTest::newRow("case") << u"OTPAUTH://TOTP/Gatehouse:zoe?secret=gezdgnbvgy3tqojq&algorithm=sha1"_s;
    QTest::newRow("unknown parameter") << u"otpauth://totp/Gatehouse:zoe?secret=GEZDGNBVGY3TQOJQ&image=x"_s;
}

void TestOtpAuth::readsWhatOthersWrite()
{
    QFETCH(QString, uri);
    const auto read = OtpAuth::fromUri(uri);
    QVERIFY(read);
    QCOMPARE(read->issuer, u"Gatehouse"_s);
    QCOMPARE(read->account, u"zoe"_s);
    QCOMPARE(read->secret, "1234567890");
}

void TestOtpAuth::refusesEverythingElse_data()
{
    QTest::addColumn<QString>("uri");
    const QString good = u"otpauth://totp/Gatehouse:zoe?secret=GEZDGNBVGY3TQOJQ"_s;
    QTest::newRow("empty") << QString();
    QTest::newRow("text") << u"hello"_s;
    QTest::newRow("another scheme") << u"https://totp/Gatehouse:zoe?secret=GEZDGNBVGY3TQOJQ"_s;
    QTest::newRow("counter") << u"otpauth://hotp/Gatehouse:zoe?secret=GEZDGNBVGY3TQOJQ&counter=0"_s;
    QTest::newRow("no label") << u"otpauth://totp?secret=GEZDGNBVGY3TQOJQ"_s;
    QTest::newRow("no secret") << u"otpauth://totp/Gatehouse:zoe"_s;
    QTest::newRow("empty secret") << u"otpauth://totp/Gatehouse:zoe?secret="_s;
    QTest::newRow("bad secret") << u"otpauth://totp/Gatehouse:zoe?secret=01890189"_s;
    QTest::newRow("SHA256") << good + u"&algorithm=SHA256"_s;
    QTest::newRow("eight digits") << good + u"&digits=8"_s;
    QTest::newRow("a minute") << good + u"&period=60"_s;
    QTest::newRow("nonsense") << good + u"&digits=six"_s;
}

void TestOtpAuth::refusesEverythingElse()
{
    QFETCH(QString, uri);
    const auto read = OtpAuth::fromUri(uri);
    QVERIFY(!read);
    QCOMPARE(read.error().code, code::invalid);
    QVERIFY(!read.error().detail.contains("GEZDGNBVGY3TQOJQ"_L1));
}

QTEST_GUILESS_MAIN(TestOtpAuth)
#include "tst_otpauth.moc"
