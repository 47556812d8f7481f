// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QImage>
#include <QProcess>
#include <QTemporaryDir>
#include <QWidget>

// What stands on the screen, at a scale: 2 for 200 %.
inline QImage pictureOf(QWidget &widget, qreal scale)
{
    QImage image((QSizeF(widget.size()) * scale).toSize(), QImage::Format_RGB32);
    image.setDevicePixelRatio(scale);
    image.fill(Qt::darkGray);
    widget.render(&image);
    return image;
}

// What the camera of a phone would read off a picture: through zbarimg. Empty: no QR code.
inline QByteArray readQrCode(const QImage &image)
{
    QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("screen.png"));
    image.save(file);
    QProcess zbar;
    zbar.start(QStringLiteral("zbarimg"), {QStringLiteral("--raw"), QStringLiteral("-q"), file});
    return zbar.waitForFinished() ? zbar.readAllStandardOutput().trimmed() : QByteArray();
}

// What an authenticator app would show now for this base32 secret: through oathtool.
inline QString codeOf(const QString &secret)
{
    QProcess oath;
    oath.start(QStringLiteral("oathtool"), {QStringLiteral("--totp"), QStringLiteral("-b"), secret});
    return oath.waitForFinished() ? QString::fromLatin1(oath.readAllStandardOutput().trimmed()) : QString();
}
