// SPDX-License-Identifier: GPL-3.0-only
#include "front.h"

#include <QFile>
#include <QProcess>
#include <QSslKey>
#include <QTemporaryDir>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <stdexcept>

using namespace Qt::StringLiterals;
using http::Access;
using http::Request;
using http::Response;
using http::Run;

namespace {

Response text(const QByteArray &content)
{
    return {.status = 200, .content = content, .contentType = "text/plain; charset=utf-8"};
}

Result<std::optional<Caller>> nobody(const Request &, Access)
{
    return std::optional<Caller>();
}

} // namespace

Front::Front(const Settings &settings)
    : m_dispatcher(m_router, nobody, {.publicUrl = u"http://localhost"_s, .appUrl = {}, .corsOrigins = {}},
                   *http::TrustedProxies::parse(settings.trustedProxies), m_workers)
{
    addRoutes();
    m_listener = std::make_unique<http::Listener>(
        m_dispatcher,
        http::ListenerSettings{.addresses = {{QHostAddress(QHostAddress::LocalHost), quint16(0)}},
                               .tls = settings.tls,
                               .limits = settings.limits,
                               .loops = settings.loops});
    m_inThread.moveToThread(&m_thread);
    m_thread.start();
    QMetaObject::invokeMethod(&m_inThread, [this] {
        if (m_listener->start())
            m_port = m_listener->addresses().first().second;
    }, Qt::BlockingQueuedConnection);
}

Front::~Front()
{
    stop();
    m_thread.quit();
    m_thread.wait();
}

void Front::stop()
{
    QMetaObject::invokeMethod(&m_inThread, [this] { m_listener.reset(); }, Qt::BlockingQueuedConnection);
}

void Front::reloadTls(const QSslConfiguration &configuration)
{
    QMetaObject::invokeMethod(
        &m_inThread, [&] { m_listener->reloadTls(configuration); }, Qt::BlockingQueuedConnection);
}

void Front::addRoutes()
{
    m_router.get(u"/hello"_s, {.access = Access::Public}, [this](const Request &) -> Result<Response> {
        ++m_handled;
        return http::json(QJsonObject{{"hello"_L1, "world"_L1}});
    });
    m_router.post(u"/echo"_s, {.access = Access::Public}, [this](const Request &request) -> Result<Response> {
        ++m_handled;
        return text(request.content);
    });
    m_router.post(u"/store"_s, {.access = Access::Public, .run = Run::Store},
                  [this](const Request &request) -> Result<Response> {
        ++m_handled;
        return text(request.content);
    });
    m_router.get(u"/slow/<arg>"_s, {.access = Access::Public, .run = Run::Store},
                 [this](const Request &request) -> Result<Response> {
        ++m_handled;
        QThread::msleep(request.arguments.first().toULong());
        return text(request.arguments.first().toLatin1());
    });
    m_router.get(u"/nothing"_s, {.access = Access::Public},
                 [](const Request &) -> Result<Response> { return http::noContent(); });
    m_router.get(u"/throws"_s, {.access = Access::Public, .run = Run::Store},
                 [](const Request &) -> Result<Response> { throw std::runtime_error("on purpose"); });
    m_router.get(u"/big"_s, {.access = Access::Public},
                 [](const Request &) -> Result<Response> { return text(QByteArray(100'000, 'x')); });
    m_router.get(u"/cookies"_s, {.access = Access::Public}, [](const Request &) -> Result<Response> {
        Response response = text("c");
        response.addHeader("Set-Cookie", "a=1");
        response.addHeader("Set-Cookie", "b=2");
        response.addHeader("Cache-Control", "max-age=60");
        response.addHeader("X-Bad", "a\r\nInjected: yes");
        return response;
    });
}

RawClient::RawClient(quint16 port) : m_fd(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(m_fd, reinterpret_cast<sockaddr *>(&address), sizeof address) != 0)
        qWarning("cannot connect");
    const timeval patience{.tv_sec = 5, .tv_usec = 0};
    ::setsockopt(m_fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
}

RawClient::~RawClient()
{
    if (m_fd >= 0)
        ::close(m_fd);
}

bool RawClient::send(const QByteArray &bytes)
{
    for (qsizetype sent = 0; sent < bytes.size();) {
        const ssize_t count =
            ::send(m_fd, bytes.constData() + sent, size_t(bytes.size() - sent), MSG_NOSIGNAL);
        if (count <= 0)
            return false;
        sent += count;
    }
    return true;
}

void RawClient::finishSending()
{
    ::shutdown(m_fd, SHUT_WR);
}

void RawClient::hangUp()
{
    const linger now{.l_onoff = 1, .l_linger = 0};
    ::setsockopt(m_fd, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    ::close(std::exchange(m_fd, -1));
}

bool RawClient::receive(int milliseconds)
{
    pollfd waiting{.fd = m_fd, .events = POLLIN, .revents = 0};
    if (::poll(&waiting, 1, milliseconds) <= 0)
        return false;
    QByteArray buffer(64 * 1024, Qt::Uninitialized);
    const ssize_t count = ::recv(m_fd, buffer.data(), size_t(buffer.size()), 0);
    if (count > 0)
        m_received.append(buffer.constData(), count);
    return count > 0;
}

RawClient::Answer RawClient::answer(bool isHead)
{
    Answer answer;
    qsizetype end = -1;
    while ((end = m_received.indexOf("\r\n\r\n")) < 0) {
        if (!receive(3000))
            return answer;
    }
    answer.head = m_received.left(end + 2);
    m_received.remove(0, end + 4);
    const qsizetype length = isHead ? 0 : answer.header("Content-Length").toLongLong();
    while (m_received.size() < length && receive(3000)) {
    }
    answer.body = m_received.left(length);
    m_received.remove(0, length);
    answer.status = answer.head.mid(9, 3).toInt();
    return answer;
}

QByteArrayList RawClient::Answer::headers(const QByteArray &name) const
{
    QByteArrayList values;
    const auto lines = head.split('\n');
    for (const QByteArray &line : lines) {
        if (line.left(name.size() + 1).compare(name + ':', Qt::CaseInsensitive) == 0)
            values.append(line.mid(name.size() + 1).trimmed());
    }
    return values;
}

QByteArray RawClient::Answer::header(const QByteArray &name) const
{
    return headers(name).value(0);
}

QByteArray RawClient::untilClosed(int milliseconds)
{
    while (receive(milliseconds)) {
    }
    return std::exchange(m_received, {});
}

bool RawClient::isClosed(int milliseconds)
{
    pollfd waiting{.fd = m_fd, .events = POLLIN, .revents = 0};
    char byte = 0;
    return m_received.isEmpty() && ::poll(&waiting, 1, milliseconds) == 1 && ::recv(m_fd, &byte, 1, 0) <= 0;
}

RawClient::Answer ask(quint16 port, const QByteArray &request)
{
    RawClient client(port);
    client.send(request);
    return client.answer(request.startsWith("HEAD"));
}

QByteArray requestFor(const QByteArray &method, const QByteArray &target, const QByteArray &fields,
                      const QByteArray &body)
{
    const QByteArray length =
        body.isEmpty() ? QByteArray() : "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
    return method + ' ' + target + " HTTP/1.1\r\nHost: localhost\r\n" + fields + length + "\r\n" + body;
}

static QByteArray contentOf(const QString &file)
{
    QFile opened(file);
    return opened.open(QIODevice::ReadOnly) ? opened.readAll() : QByteArray();
}

QSslConfiguration makeTlsConfiguration(const QString &commonName)
{
    const QTemporaryDir dir;
    const QString key = dir.filePath(u"key.pem"_s);
    const QString certificate = dir.filePath(u"cert.pem"_s);
    QProcess::execute(u"openssl"_s,
                      {u"req"_s, u"-x509"_s, u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s,
                       u"ec_paramgen_curve:prime256v1"_s, u"-nodes"_s, u"-days"_s, u"1"_s, u"-subj"_s,
                       u"/CN="_s + commonName, u"-keyout"_s, key, u"-out"_s, certificate});
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificate(QSslCertificate(contentOf(certificate)));
    configuration.setPrivateKey(QSslKey(contentOf(key), QSsl::Ec));
    configuration.setProtocol(QSsl::TlsV1_2OrLater);
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    return configuration;
}
