// SPDX-License-Identifier: GPL-3.0-only
#include "front.h"
#include "http/descriptor.h"

#include <QTcpServer>
#include <QTest>

#include <fcntl.h>
#include <sys/resource.h>

#include <ctime>
#include <vector>

using namespace Qt::StringLiterals;

namespace {

Result<std::optional<Caller>> nobody(const http::Request &, http::Access)
{
    return std::optional<Caller>();
}

double processorSeconds()
{
    return double(std::clock()) / CLOCKS_PER_SEC;
}

// Takes every file descriptor that the process may still have.
class Exhaustion
{
public:
    Exhaustion()
    {
        ::getrlimit(RLIMIT_NOFILE, &m_before);
        const rlimit low{.rlim_cur = 256, .rlim_max = m_before.rlim_max};
        ::setrlimit(RLIMIT_NOFILE, &low);
        for (int fd = ::dup(2); fd >= 0; fd = ::dup(2))
            m_taken.emplace_back(fd);
    }
    ~Exhaustion() { ::setrlimit(RLIMIT_NOFILE, &m_before); }
    void giveBackOne() { m_taken.pop_back(); }

private:
    rlimit m_before{};
    std::vector<http::Descriptor> m_taken;
};

} // namespace

class ListenerTest : public QObject
{
    Q_OBJECT
private slots:
    void listensOnSeveralAddresses();
    void tellsWhichAddressIsTaken();
    void keepsNoAddressWhenOneIsTaken();
    void canStopWithoutHavingStarted();
    void waitsForFileDescriptorsWithoutSpinning();

private:
    http::Router m_router;
    http::Workers m_workers{{.store = {.threads = 1, .queue = 1}, .hash = {.threads = 1, .queue = 1}}};
    http::Dispatcher m_dispatcher{m_router, nobody, {}, {}, m_workers};
};

void ListenerTest::listensOnSeveralAddresses()
{
    const QHostAddress loopback(QHostAddress::LocalHost);
    const QHostAddress other(u"127.0.0.2"_s);
    http::Listener listener(m_dispatcher, {.addresses = {{loopback, quint16(0)}, {other, quint16(0)}}, .loops = 2});
    QVERIFY(listener.start());
    const auto addresses = listener.addresses();
    QCOMPARE(addresses.size(), 2);
    QCOMPARE(addresses[0].first, loopback);
    QCOMPARE(addresses[1].first, other);
    for (const auto &[address, port] : addresses) {
        QVERIFY(port != 0);
        QTcpSocket socket;
        socket.connectToHost(address, port);
        QTRY_COMPARE(socket.state(), QAbstractSocket::ConnectedState);
        socket.write(requestFor("GET", "/nowhere"));
        QTRY_VERIFY(socket.bytesAvailable() > 0);
        QVERIFY(socket.readAll().startsWith("HTTP/1.1 404 Not Found\r\n"));
    }
}

void ListenerTest::tellsWhichAddressIsTaken()
{
    QTcpServer taken;
    QVERIFY(taken.listen(QHostAddress::LocalHost));
    http::Listener listener(m_dispatcher, {.addresses = {{QHostAddress(QHostAddress::LocalHost), taken.serverPort()}}});
    const auto started = listener.start();
    QVERIFY(!started);
    QVERIFY(started.error().detail.contains(u"127.0.0.1 port "_s + QString::number(taken.serverPort())));
    QVERIFY(listener.addresses().isEmpty());
}

void ListenerTest::keepsNoAddressWhenOneIsTaken()
{
    QTcpServer taken;
    QVERIFY(taken.listen(QHostAddress::LocalHost));
    QTcpServer probe;
    QVERIFY(probe.listen(QHostAddress::LocalHost));
    const quint16 free = probe.serverPort();
    probe.close();
    const QHostAddress loopback(QHostAddress::LocalHost);
    http::Listener listener(m_dispatcher, {.addresses = {{loopback, free}, {loopback, taken.serverPort()}}});
    QVERIFY(!listener.start());
    QVERIFY(probe.listen(QHostAddress::LocalHost, free));
}

void ListenerTest::canStopWithoutHavingStarted()
{
    http::Listener listener(m_dispatcher, {.addresses = {}});
    listener.stop();
    listener.stop();
}

void ListenerTest::waitsForFileDescriptorsWithoutSpinning()
{
    Front front;
    QCOMPARE(ask(front.port(), requestFor("GET", "/hello")).status, 200);
    std::unique_ptr<RawClient> client;
    {
        Exhaustion exhaustion;
        exhaustion.giveBackOne();
        client = std::make_unique<RawClient>(front.port()); // the kernel takes it, we can't
        client->send(requestFor("GET", "/hello"));
        const double before = processorSeconds();
        QThread::msleep(700);
        QVERIFY(processorSeconds() - before < 0.3);
    }
    QCOMPARE(client->answer().status, 200);
}

QTEST_GUILESS_MAIN(ListenerTest)
#include "tst_listener.moc"
