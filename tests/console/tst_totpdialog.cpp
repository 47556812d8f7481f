// SPDX-License-Identifier: GPL-3.0-only
#include "api/paths.h"
#include "otpauth.h"
#include "support/camera.h"
#include "support/serverprocess.h"
#include "totp/totpdialog.h"
#include "totpcode.h"
#include "widgets/countdown.h"
#include "widgets/qrcode.h"
#include "widgets/recoverysheet.h"
#include "widgets/secretedit.h"

#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TotpDialogTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup() { delete m_dialog; }
    void isScannedFromTheScreenAndConfirmed_data();
    void isScannedFromTheScreenAndConfirmed();
    void saysThatACodeIsWrong();
    void saysByHowMuchAClockIsOff();
    void offersToVerifyTheAddressFirst();
    void closesWhenTheRingCloses();
    void asksBeforeCodesAreLost();
    void offersToTryAgainWhenTheServerIsAway();
    void givesAnotherSecretToWhoHasOne();

private:
    void open(const QString &accountId);
    Account account(const QString &id) const;
    QLineEdit *codeField() const;
    QPushButton *button(const QString &text) const;
    OtpAuth scanned(qreal scale) const;
    QString hint() const { return codeField()->accessibleDescription(); }

    std::unique_ptr<ServerProcess> m_server;
    std::unique_ptr<ApiClient> m_client;
    QString m_person;
    int m_number = 0;
    QPointer<TotpDialog> m_dialog;
};

void TotpDialogTest::initTestCase()
{
    m_server = std::make_unique<ServerProcess>();
    QVERIFY(m_server->isRunning());
    m_client = std::make_unique<ApiClient>(m_server->url());
    m_server->signIn(*m_client);
}

void TotpDialogTest::init()
{
    m_person = m_server->addPerson(u"Ada Lovelace"_s, u"ada%1@example.com"_s.arg(++m_number));
    QVERIFY(!m_person.isEmpty());
}

Account TotpDialogTest::account(const QString &id) const
{
    const auto answer = m_server->call("GET", path::fill(path::adminUser, id), {},
                                       m_server->accessToken(u"grace@example.com"_s));
    return json::read<AccountAnswer>(answer.body)->user;
}

void TotpDialogTest::open(const QString &accountId)
{
    m_dialog = new TotpDialog(*m_client, account(accountId));
    m_dialog->open();
}

QLineEdit *TotpDialogTest::codeField() const
{
    for (auto *edit : m_dialog->findChildren<QLineEdit *>()) {
        if (!qobject_cast<SecretEdit *>(edit))
            return edit;
    }
    return nullptr;
}

QPushButton *TotpDialogTest::button(const QString &text) const
{
    for (auto *button : m_dialog->findChildren<QPushButton *>()) {
        if (button->text() == text)
            return button;
    }
    return nullptr;
}

OtpAuth TotpDialogTest::scanned(qreal scale) const
{
    const auto parts = OtpAuth::fromUri(QString::fromUtf8(readQrCode(pictureOf(*m_dialog, scale))));
    return parts ? *parts : OtpAuth();
}

void TotpDialogTest::isScannedFromTheScreenAndConfirmed_data()
{
    QTest::addColumn<qreal>("scale");
    QTest::newRow("100 %") << 1.0;
    QTest::newRow("200 %") << 2.0;
}

void TotpDialogTest::isScannedFromTheScreenAndConfirmed()
{
    QFETCH(qreal, scale);
    open(m_person);
    QSignalSpy changed(m_dialog, &TotpDialog::accountChanged);
    QTRY_VERIFY(!m_dialog->findChild<QrCode *>()->isEmpty());
    const OtpAuth seen = scanned(scale);
    QCOMPARE(seen.account, account(m_person).email);
    QCOMPARE(seen.issuer, u"Gatehouse"_s);
    const QString secret = m_dialog->findChild<SecretEdit *>()->text().remove(u' ');
    QCOMPARE(seen.toUri().contains(secret), true);

    QTest::keyClicks(codeField(), codeOf(secret));
    QTRY_COMPARE(changed.size(), 1);
    QVERIFY(m_dialog->findChild<QrCode *>()->isEmpty());
    QVERIFY(account(m_person).totpEnabled);
    QCOMPARE(m_dialog->findChild<QPlainTextEdit *>()->toPlainText().split(u'\n').size(), 8);
}

void TotpDialogTest::saysThatACodeIsWrong()
{
    open(m_person);
    QTRY_VERIFY(!m_dialog->findChild<QrCode *>()->isEmpty());
    const QByteArray secret = scanned(1).secret;
    QByteArray wrong = totp::codeAt(secret, totp::timeStep(QDateTime::currentSecsSinceEpoch()));
    wrong[0] = wrong[0] == '9' ? '0' : char(wrong[0] + 1);
    const QString before = hint();
    QTest::keyClicks(codeField(), QString::fromLatin1(wrong));
    QTRY_VERIFY(!codeField()->isReadOnly());
    QVERIFY(hint() != before);
    QCOMPARE(codeField()->text(), QString());
    QVERIFY(!account(m_person).totpEnabled);
}

void TotpDialogTest::saysByHowMuchAClockIsOff()
{
    open(m_person);
    QTRY_VERIFY(!m_dialog->findChild<QrCode *>()->isEmpty());
    const qint64 late = QDateTime::currentSecsSinceEpoch() - 10 * 60;
    const QByteArray code = totp::codeAt(scanned(1).secret, totp::timeStep(late));
    QTest::keyClicks(codeField(), QString::fromLatin1(code));
    QTRY_VERIFY(hint().contains(u"10 minute(s) behind"_s));
    QVERIFY(!account(m_person).totpEnabled);
}

void TotpDialogTest::offersToVerifyTheAddressFirst()
{
    const QByteArray token = m_server->accessToken(u"grace@example.com"_s);
    const auto made = m_server->call(
        "POST", path::adminUsers, {{u"name"_s, u"Bo Diddley"_s}, {u"email"_s, u"bo@example.com"_s}}, token);
    open(made.body.value("user"_L1).toObject().value("id"_L1).toString());
    QSignalSpy changed(m_dialog, &TotpDialog::accountChanged);
    QPushButton *verify = nullptr;
    QTRY_VERIFY((verify = button(u"Mark as verified and go on"_s)));
    QVERIFY(m_dialog->findChild<QrCode *>()->isEmpty());
    QTest::mouseClick(verify, Qt::LeftButton);
    QTRY_VERIFY(!m_dialog->findChild<QrCode *>()->isEmpty());
    QCOMPARE(changed.size(), 1);
}

void TotpDialogTest::closesWhenTheRingCloses()
{
    open(m_person);
    QSignalSpy notice(m_dialog, &TotpDialog::noticeWanted);
    QTRY_VERIFY(m_dialog->findChild<Countdown *>()->isRunning());
    QVERIFY(m_dialog->findChild<Countdown *>()->secondsLeft() > 85);
    QVERIFY(m_dialog->findChild<Countdown *>()->secondsLeft() <= 90);
    m_dialog->findChild<Countdown *>()->start(50ms);
    QTRY_VERIFY(!m_dialog);
    QCOMPARE(notice.size(), 1);
}

void TotpDialogTest::asksBeforeCodesAreLost()
{
    open(m_person);
    QTRY_VERIFY(!m_dialog->findChild<QrCode *>()->isEmpty());
    QTest::keyClicks(codeField(), codeOf(m_dialog->findChild<SecretEdit *>()->text().remove(u' ')));
    QTRY_VERIFY(m_dialog->findChild<RecoverySheet *>()->isVisible());
    QTest::keyClick(m_dialog, Qt::Key_Escape);
    QVERIFY(m_dialog && m_dialog->isVisible());
    QTest::mouseClick(button(u"&Copy"_s), Qt::LeftButton);
    QTest::keyClick(m_dialog, Qt::Key_Escape);
    QTRY_VERIFY(!m_dialog);
}

void TotpDialogTest::offersToTryAgainWhenTheServerIsAway()
{
    const Account person = account(m_person);
    m_server->stop();
    m_dialog = new TotpDialog(*m_client, person);
    m_dialog->open();
    QPushButton *again = nullptr;
    QTRY_VERIFY((again = button(u"Try again"_s)));
    QVERIFY(m_server->start());
    QTest::mouseClick(again, Qt::LeftButton);
    QTRY_VERIFY(!m_dialog->findChild<QrCode *>()->isEmpty());
}

// The one in force stays so until the new one is confirmed.
void TotpDialogTest::givesAnotherSecretToWhoHasOne()
{
    open(m_person);
    QTRY_VERIFY(!m_dialog->findChild<QrCode *>()->isEmpty());
    const QString first = m_dialog->findChild<SecretEdit *>()->text().remove(u' ');
    QTest::keyClicks(codeField(), codeOf(first));
    QTRY_VERIFY(m_dialog->findChild<RecoverySheet *>()->isVisible());
    delete m_dialog;
    open(m_person);
    QTRY_VERIFY(!m_dialog->findChild<QrCode *>()->isEmpty());
    QVERIFY(m_dialog->findChild<SecretEdit *>()->text().remove(u' ') != first);
    QVERIFY(account(m_person).totpEnabled);
}

QTEST_MAIN(TotpDialogTest)
#include "tst_totpdialog.moc"
