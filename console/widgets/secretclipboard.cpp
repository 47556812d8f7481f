// SPDX-License-Identifier: GPL-3.0-only
#include "widgets/secretclipboard.h"

#include <QClipboard>
#include <QCryptographicHash>
#include <QGuiApplication>
#include <QMimeData>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace {

QByteArray digest(const QString &text)
{
    return QCryptographicHash::hash(text.toUtf8(), QCryptographicHash::Sha256);
}

void clearIfStill(const QByteArray &hash)
{
    QClipboard *clipboard = QGuiApplication::clipboard();
    if (digest(clipboard->text()) == hash)
        clipboard->clear();
}

// What Klipper and others look for (https://phabricator.kde.org/D12539); Windows has its own.
QMimeData *marked(const QString &secret)
{
    auto *data = new QMimeData;
    data->setText(secret);
    data->setData(u"x-kde-passwordManagerHint"_s, "secret");
    data->setData(u"application/x-qt-windows-mime;value=\"ExcludeClipboardContentFromMonitorProcessing\""_s,
                  "1");
    return data;
}

} // namespace

void secretclipboard::copy(const QString &secret, std::chrono::milliseconds keptFor)
{
    QGuiApplication::clipboard()->setMimeData(marked(secret));
    auto *timer = new QTimer(qApp);
    const auto end = [timer, hash = digest(secret)] {
        clearIfStill(hash);
        timer->deleteLater();
    };
    QObject::connect(timer, &QTimer::timeout, timer, end);
    QObject::connect(qApp, &QCoreApplication::aboutToQuit, timer, end);
    timer->setSingleShot(true);
    timer->start(keptFor);
}
