// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QHash>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

// What a server says to each path, as the test has written it down; for answers that the real one
// gives only with somebody else's help. What it has no answer for stays unanswered.
class ScriptedServer : public QTcpServer
{
public:
    ScriptedServer()
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] {
            QTcpSocket *socket = nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, socket, [this, socket] { answer(socket); });
        });
    }
    QUrl url() const { return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(serverPort())); }

    QHash<QByteArray, QByteArray> answers; // by path
    QList<QByteArray> removed;             // the paths of DELETE, each of which is granted

private:
    void answer(QTcpSocket *socket)
    {
        const QList<QByteArray> words = socket->readAll().split(' ');
        const QByteArray path = words.value(1).split('?').first();
        const QByteArray body = answers.value(path);
        if (words.first() == "DELETE") {
            removed.append(path);
            socket->write("HTTP/1.1 204 No Content\r\n\r\n");
        } else if (!body.isEmpty()) {
            socket->write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " +
                          QByteArray::number(body.size()) + "\r\n\r\n" + body);
        }
    }
};
