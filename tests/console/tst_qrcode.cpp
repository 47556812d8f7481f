// SPDX-License-Identifier: GPL-3.0-only
#include "support/camera.h"
#include "widgets/qrcode.h"

#include <QDialog>
#include <QStandardPaths>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

const QByteArray uri = "otpauth://totp/Example%20Ltd:ada@example.com?issuer=Example%20Ltd"
                       "&secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&algorithm=SHA1&digits=6&period=30";

// The lengths of the runs of one colour along the middle row.
QList<int> runsOf(const QImage &image)
{
    QList<int> runs;
    QRgb last = 0;
    for (int x = 0; x < image.width(); ++x) {
        const QRgb pixel = image.pixel(x, image.height() / 2);
        if (runs.isEmpty() || pixel != last)
            runs.append(0);
        ++runs.last();
        last = pixel;
    }
    return runs;
}

} // namespace

class QrCodeTest : public QObject
{
    Q_OBJECT

private slots:
    void isReadByACameraAtAnyScale_data();
    void isReadByACameraAtAnyScale();
    void hasOnlyBlackAndWhitePixels();
    void hasModulesOfWholePixels();
    void keepsItsQuietZone();
    void staysBlackOnWhiteInADarkTheme();
    void forgetsItsTextWhenHidden();
    void showsNothingForATextTooLong();
    void holdsBytesOfAnyKind();
};

void QrCodeTest::isReadByACameraAtAnyScale_data()
{
    QTest::addColumn<qreal>("ratio");
    QTest::newRow("100 %") << 1.0;
    QTest::newRow("125 %") << 1.25;
    QTest::newRow("150 %") << 1.5;
    QTest::newRow("200 %") << 2.0;
    QTest::newRow("300 %") << 3.0;
}

void QrCodeTest::isReadByACameraAtAnyScale()
{
    if (QStandardPaths::findExecutable(u"zbarimg"_s).isEmpty())
        QSKIP("zbarimg is not installed");
    QFETCH(qreal, ratio);
    QrCode code;
    code.setText(uri);
    code.resize(code.sizeHint());
    QCOMPARE(readQrCode(pictureOf(code, ratio)), uri);
}

void QrCodeTest::hasOnlyBlackAndWhitePixels()
{
    QrCode code;
    code.setText(uri);
    code.resize(code.sizeHint());
    const QImage image = pictureOf(code, 1.25);
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const QRgb pixel = image.pixel(x, y);
            QVERIFY(pixel == qRgb(0, 0, 0) || pixel == qRgb(255, 255, 255));
        }
    }
}

void QrCodeTest::hasModulesOfWholePixels()
{
    QrCode code;
    code.setText(uri);
    code.resize(code.sizeHint());
    const QList<int> runs = runsOf(pictureOf(code, 1));
    QVERIFY(runs.size() > 10);
    for (const int run : runs)
        QCOMPARE(run % 6, 0);
}

void QrCodeTest::keepsItsQuietZone()
{
    QrCode code;
    code.setText(uri);
    code.resize(code.sizeHint());
    const QImage image = pictureOf(code, 1);
    for (int i = 0; i < image.width(); ++i) {
        for (int edge = 0; edge < 4 * 6; ++edge) {
            QCOMPARE(image.pixel(i, edge), qRgb(255, 255, 255));
            QCOMPARE(image.pixel(edge, i), qRgb(255, 255, 255));
            QCOMPARE(image.pixel(i, image.height() - 1 - edge), qRgb(255, 255, 255));
            QCOMPARE(image.pixel(image.width() - 1 - edge, i), qRgb(255, 255, 255));
        }
    }
}

void QrCodeTest::staysBlackOnWhiteInADarkTheme()
{
    QPalette night(Qt::black);
    night.setColor(QPalette::Window, Qt::black);
    night.setColor(QPalette::WindowText, Qt::white);
    QrCode code;
    code.setPalette(night);
    code.setText(uri);
    code.resize(code.sizeHint());
    QCOMPARE(pictureOf(code, 1).pixel(0, 0), qRgb(255, 255, 255));
}

void QrCodeTest::forgetsItsTextWhenHidden()
{
    QDialog dialog;
    auto *code = new QrCode(&dialog);
    code->setText(uri);
    dialog.show();
    QVERIFY(QTest::qWaitForWindowExposed(&dialog));
    QVERIFY(!code->isEmpty());
    dialog.close();
    QVERIFY(code->isEmpty());
}

void QrCodeTest::showsNothingForATextTooLong()
{
    QrCode code;
    code.setText(QByteArray(3000, 'x')); // version 40 M holds 2331 bytes
    QVERIFY(code.isEmpty());
    code.setText(uri);
    QVERIFY(!code.isEmpty());
    code.setText({});
    QVERIFY(code.isEmpty());
}

void QrCodeTest::holdsBytesOfAnyKind()
{
    QrCode code;
    code.setText(QByteArray("a\0b\xff", 4));
    QVERIFY(!code.isEmpty());
}

QTEST_MAIN(QrCodeTest)
#include "tst_qrcode.moc"
