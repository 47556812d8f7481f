// SPDX-License-Identifier: GPL-3.0-only
#include "otpauth.h"
#include "totp/totpscanpage.h"
#include "widgets/countdown.h"
#include "widgets/qrcode.h"
#include "widgets/secretedit.h"

#include <QLabel>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

TotpEnrolment enrolment()
{
    const OtpAuth parts{
        .issuer = u"Example Ltd"_s, .account = u"ada@example.com"_s, .secret = "twenty secret bytes!"};
    return {.url = parts.toUri(),
            .secret = Secret(QByteArray("OR3WK3TUPEQHGZLDOJSXIIDCPF2GK4ZB")),
            .expiresAt = {}};
}

QLineEdit *codeField(TotpScanPage &page)
{
    for (auto *edit : page.findChildren<QLineEdit *>()) {
        if (!qobject_cast<SecretEdit *>(edit))
            return edit;
    }
    return nullptr;
}

} // namespace

class TotpScanPageTest : public QObject
{
    Q_OBJECT

private slots:
    void refusesAnAddressThatNoAppCanRead();
    void namesIssuerAndAccountAboveTheCode();
    void keepsTheSecretBehindDotsInGroupsOfFour();
    void sendsSixDigitsByItself_data();
    void sendsSixDigitsByItself();
    void sendsNoFewerAndNothingElse_data();
    void sendsNoFewerAndNothingElse();
    void takesNoSecondCodeWhileOneIsChecked();
    void asksForANewCodeAfterARefusal();
    void saysByHowMuchAClockIsOff_data();
    void saysByHowMuchAClockIsOff();
    void forgetsEverythingWhenHidden();
};

void TotpScanPageTest::refusesAnAddressThatNoAppCanRead()
{
    TotpScanPage page;
    TotpEnrolment wrong = enrolment();
    wrong.url = u"https://example.com/"_s;
    QVERIFY(!page.setEnrolment(wrong, u"Ada"_s));
    QVERIFY(page.setEnrolment(enrolment(), u"Ada"_s));
}

void TotpScanPageTest::namesIssuerAndAccountAboveTheCode()
{
    TotpScanPage page;
    QVERIFY(page.setEnrolment(enrolment(), u"Ada Lovelace"_s));
    QStringList said;
    for (const auto *label : page.findChildren<QLabel *>())
        said.append(label->text());
    QVERIFY(said.contains(u"Example Ltd"_s));
    QVERIFY(said.contains(u"ada@example.com · Ada Lovelace"_s));
}

void TotpScanPageTest::keepsTheSecretBehindDotsInGroupsOfFour()
{
    TotpScanPage page;
    QVERIFY(page.setEnrolment(enrolment(), u"Ada"_s));
    const auto *secret = page.findChild<SecretEdit *>();
    QCOMPARE(secret->text(), u"OR3W K3TU PEQH GZLD OJSX IIDC PF2G K4ZB"_s);
    QVERIFY(secret->isReadOnly());
    QVERIFY(!secret->displayText().contains(u"OR3W"_s));
    QCOMPARE(TotpScanPage::inGroups(u"ABCDE"_s), u"ABCD E"_s);
}

void TotpScanPageTest::sendsSixDigitsByItself_data()
{
    QTest::addColumn<QString>("typed");
    QTest::newRow("plain") << u"123456"_s;
    QTest::newRow("as apps show them") << u"123 456"_s;
}

void TotpScanPageTest::sendsSixDigitsByItself()
{
    QFETCH(QString, typed);
    TotpScanPage page;
    QVERIFY(page.setEnrolment(enrolment(), u"Ada"_s));
    QSignalSpy entered(&page, &TotpScanPage::codeEntered);
    QTest::keyClicks(codeField(page), typed);
    QCOMPARE(entered.size(), 1);
    QCOMPARE(entered.first().first().toString(), u"123456"_s);
}

void TotpScanPageTest::sendsNoFewerAndNothingElse_data()
{
    QTest::addColumn<QString>("typed");
    QTest::newRow("five digits") << u"12345"_s;
    QTest::newRow("letters") << u"12345a"_s;
    QTest::newRow("other digits") << u"١٢٣٤٥٦"_s;
    QTest::newRow("blanks") << u"       "_s;
}

void TotpScanPageTest::sendsNoFewerAndNothingElse()
{
    QFETCH(QString, typed);
    TotpScanPage page;
    QVERIFY(page.setEnrolment(enrolment(), u"Ada"_s));
    QSignalSpy entered(&page, &TotpScanPage::codeEntered);
    codeField(page)->insert(typed); // as pasted
    QCOMPARE(entered.size(), 0);
}

void TotpScanPageTest::takesNoSecondCodeWhileOneIsChecked()
{
    TotpScanPage page;
    QVERIFY(page.setEnrolment(enrolment(), u"Ada"_s));
    QSignalSpy entered(&page, &TotpScanPage::codeEntered);
    QTest::keyClicks(codeField(page), u"123456"_s);
    QTest::keyClick(codeField(page), Qt::Key_Backspace);
    QTest::keyClicks(codeField(page), u"7"_s);
    QCOMPARE(entered.size(), 1);
}

void TotpScanPageTest::asksForANewCodeAfterARefusal()
{
    TotpScanPage page;
    QVERIFY(page.setEnrolment(enrolment(), u"Ada"_s));
    QSignalSpy entered(&page, &TotpScanPage::codeEntered);
    QTest::keyClicks(codeField(page), u"123456"_s);
    page.refuse(u"This code is wrong."_s);
    QCOMPARE(codeField(page)->text(), QString());
    QCOMPARE(codeField(page)->accessibleDescription(), u"This code is wrong."_s);
    QTest::keyClicks(codeField(page), u"654321"_s);
    QCOMPARE(entered.size(), 2);
}

void TotpScanPageTest::saysByHowMuchAClockIsOff_data()
{
    QTest::addColumn<int>("offset");
    QTest::addColumn<QString>("span");
    QTest::addColumn<QString>("direction");
    QTest::newRow("ahead") << 180 << u"3 minute(s)"_s << u"ahead"_s;
    QTest::newRow("behind") << -90 << u"90 second(s)"_s << u"behind"_s;
    QTest::newRow("an hour of summer time") << 3600 * 2 << u"2 hour(s)"_s << u"ahead"_s;
}

void TotpScanPageTest::saysByHowMuchAClockIsOff()
{
    QFETCH(int, offset);
    QFETCH(QString, span);
    QFETCH(QString, direction);
    const QString said = TotpScanPage::clockSentence(offset);
    QVERIFY(said.contains(span));
    QVERIFY(said.contains(direction));
}

void TotpScanPageTest::forgetsEverythingWhenHidden()
{
    TotpScanPage page;
    page.show();
    QVERIFY(page.setEnrolment(enrolment(), u"Ada"_s));
    QTest::keyClicks(codeField(page), u"123"_s);
    page.hide();
    QVERIFY(page.findChild<QrCode *>()->isEmpty());
    QCOMPARE(page.findChild<SecretEdit *>()->text(), QString());
    QCOMPARE(codeField(page)->text(), QString());
    QVERIFY(!page.findChild<Countdown *>()->isRunning());
}

QTEST_MAIN(TotpScanPageTest)
#include "tst_totpscanpage.moc"
