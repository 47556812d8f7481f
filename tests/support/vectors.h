// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QFile>
#include <QJsonDocument>
#include <QtDebug>

// The bytes of a file under tests/vectors; ends the test program if there is none.
inline QByteArray readVectorFile(const QString &name)
{
    QFile file(QStringLiteral(TEST_VECTORS "/") + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("test vectors are missing: %s", qUtf8Printable(file.fileName()));
    return file.readAll();
}

inline QJsonDocument readVectors(const QString &name)
{
    return QJsonDocument::fromJson(readVectorFile(name));
}
