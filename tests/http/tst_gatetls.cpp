// SPDX-License-Identifier: GPL-3.0-only
#include "front.h"

#include <QElapsedTimer>
#include <QSslSocket>
#include <QTest>

#include <memory>
#include <vector>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// A TLS client that waits for what it asks.
class TlsClient
{
public:
    explicit TlsClient(quint16 port, QSsl::SslProtocol protocol = QSsl::TlsV1_2OrLater)
    {
        m_socket.setPeerVerifyMode(QSslSocket::VerifyNone);
        m_socket.setProtocol(protocol);
        m_socket.connectToHostEncrypted(u"127.0.0.1"_s, port);
        m_isOpen = m_socket.waitForEncrypted(3000);
    }
    bool isOpen() const { return m_isOpen; }
    QString name() const
    {
        return m_socket.peerCertificate().subjectInfo(QSslCertificate::CommonName).value(0);
    }
    QSslSocket &socket() { return m_socket; }

    void send(const QByteArray &bytes)
    {
        m_socket.write(bytes);
        while (m_socket.bytesToWrite() > 0 && m_socket.waitForBytesWritten(1000)) {
        }
    }
    QByteArray readUntil(const QByteArray &end, int milliseconds = 3000)
    {
        QByteArray all;
        while (!all.contains(end) &&
               (m_socket.bytesAvailable() > 0 || m_socket.waitForReadyRead(milliseconds)))
            all += m_socket.readAll();
        return all;
    }
    bool isClosed(int milliseconds = 3000)
    {
        return m_socket.state() == QAbstractSocket::UnconnectedState ||
               m_socket.waitForDisconnected(milliseconds);
    }

private:
    QSslSocket m_socket;
    bool m_isOpen = false;
};

} // namespace

class GateTlsTest : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase() { m_tls = makeTlsConfiguration(); }
    void answersAndStaysOpen();
    void answersPipelinedRequestsInOrder();
    void answersALargeBody();
    void refusesAndCloses();
    void refusesTlsBefore12();
    void closesOnAClientThatSpeaksPlainHttp();
    void closesSilentPeers();
    void staysQuickBesideSilentPeers();
    void survivesPeersThatVanish();
    void swallowsOnlySoMuchAfterARefusal();
    void usesANewCertificateForNewConnections();

private:
    QSslConfiguration m_tls;
};

void GateTlsTest::answersAndStaysOpen()
{
    Front front({.tls = m_tls});
    TlsClient client(front.port());
    QVERIFY(client.isOpen());
    for (int i = 0; i < 3; ++i) {
        client.send(hello);
        QVERIFY(client.readUntil("world\"}").startsWith("HTTP/1.1 200 OK\r\n"));
    }
    client.send(requestFor("POST", "/store", "Connection: close\r\n", "some body"));
    QVERIFY(client.readUntil("some body").contains("Connection: close"));
    QVERIFY(client.isClosed());
}

void GateTlsTest::answersPipelinedRequestsInOrder()
{
    Front front({.tls = m_tls});
    TlsClient client(front.port());
    QByteArray requests;
    for (int i = 0; i < 50; ++i)
        requests += requestFor("POST", i % 3 ? "/echo" : "/store", {}, "<" + QByteArray::number(i) + ">");
    client.send(requests);
    const QByteArray answers = client.readUntil("<49>");
    qsizetype at = 0;
    for (int i = 0; i < 50; ++i) {
        const qsizetype next = answers.indexOf("<" + QByteArray::number(i) + ">", at);
        QVERIFY2(next >= at, QByteArray::number(i).constData());
        at = next;
    }
}

void GateTlsTest::answersALargeBody()
{
    Front front({.tls = m_tls});
    TlsClient client(front.port());
    const QByteArray body(60'000, 'y');
    client.send(requestFor("POST", "/store", {}, body));
    QVERIFY(client.readUntil("\r\n\r\n" + body).endsWith(body));
    client.send(requestFor("GET", "/big"));
    QVERIFY(client.readUntil(QByteArray(100'000, 'x')).startsWith("HTTP/1.1 200"));
}

void GateTlsTest::refusesAndCloses()
{
    Front front({.tls = m_tls});
    TlsClient client(front.port());
    client.send("GET /hello HTTP/1.1\r\nHost: u@a\r\n\r\n");
    const QByteArray answer = client.readUntil("message");
    QVERIFY(answer.startsWith("HTTP/1.1 400 ") && answer.contains("BAD_REQUEST"));
    QVERIFY(client.isClosed());
}

void GateTlsTest::refusesTlsBefore12()
{
    Front front({.tls = m_tls});
    QT_WARNING_PUSH
    QT_WARNING_DISABLE_DEPRECATED
    TlsClient client(front.port(), QSsl::TlsV1_1);
    QT_WARNING_POP
    QVERIFY(!client.isOpen());
    QVERIFY(TlsClient(front.port()).isOpen());
}

void GateTlsTest::closesOnAClientThatSpeaksPlainHttp()
{
    Front front({.tls = m_tls});
    RawClient client(front.port());
    client.send(hello);
    QVERIFY(client.isClosed());
}

void GateTlsTest::closesSilentPeers()
{
    http::Limits limits;
    limits.handshake = 300ms;
    Front front({.limits = limits, .tls = m_tls});
    RawClient silent(front.port());
    RawClient partial(front.port());
    partial.send("\x16\x03\x01\x02");
    QVERIFY(silent.isClosed());
    QVERIFY(partial.isClosed());
}

void GateTlsTest::staysQuickBesideSilentPeers()
{
    Front front({.tls = m_tls});
    std::vector<std::unique_ptr<RawClient>> silent;
    for (int i = 0; i < 100; ++i)
        silent.push_back(std::make_unique<RawClient>(front.port()));
    QElapsedTimer clock;
    clock.start();
    TlsClient client(front.port());
    client.send(hello);
    QVERIFY(client.readUntil("world").contains("200 OK"));
    QVERIFY(clock.elapsed() < 3000);
}

void GateTlsTest::survivesPeersThatVanish()
{
    Front front({.tls = m_tls, .loops = 2});
    for (int i = 0; i < 12; ++i) {
        TlsClient client(front.port());
        client.send(i % 2 ? requestFor("GET", "/slow/30") : hello + requestFor("GET", "/slow/10") + hello);
        client.socket().abort();
        RawClient half(front.port());
        half.send("\x16\x03\x01\x02\x00\x01\x00");
        half.hangUp();
    }
    QThread::msleep(100);
    TlsClient client(front.port());
    client.send(hello);
    QVERIFY(client.readUntil("world").contains("200 OK"));
}

void GateTlsTest::swallowsOnlySoMuchAfterARefusal()
{
    Front front({.tls = m_tls});
    TlsClient client(front.port());
    client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 2147483648\r\n\r\n");
    QVERIFY(client.readUntil("PAYLOAD_TOO_LARGE").contains("413"));
    const QByteArray quarter(256 * 1024, 'x');
    int sent = 0;
    while (sent < 256 && client.socket().state() == QAbstractSocket::ConnectedState) {
        client.send(quarter);
        ++sent;
    }
    QVERIFY(sent < 64);
}

void GateTlsTest::usesANewCertificateForNewConnections()
{
    Front front({.tls = m_tls});
    TlsClient before(front.port());
    QCOMPARE(before.name(), u"localhost"_s);
    front.reloadTls(makeTlsConfiguration(u"renewed"_s));
    QTRY_COMPARE(TlsClient(front.port()).name(), u"renewed"_s);
    before.send(hello);
    QVERIFY(before.readUntil("world").contains("200 OK"));
}

QTEST_GUILESS_MAIN(GateTlsTest)
#include "tst_gatetls.moc"
