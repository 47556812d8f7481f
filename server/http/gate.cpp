// SPDX-License-Identifier: GPL-3.0-only
#include "http/gate.h"

#include "http/exchange.h"
#include "http/gateserver.h"
#include "http/virtualsocket.h"

#include <QScopedValueRollback>

namespace http {

// After so many requests of one connection in a row the others of its loop get a turn.
static constexpr int requestsInARow = 32;

Gate::Gate(GateServer &server, std::unique_ptr<Transport> transport, const QHostAddress &peer,
           ConnectionCounter::Place place)
    : m_server(server)
    , m_transport(std::move(transport))
    , m_peer(peer)
    , m_place(std::move(place))
    , m_exchange(std::make_shared<Exchange>(*this, server))
    , m_reader(server.limits().request)
{
    setDeadline(m_server.limits().handshake);
    connect(m_transport.get(), &Transport::opened, this, &Gate::open);
    connect(m_transport.get(), &Transport::readable, this, &Gate::pump);
    connect(m_transport.get(), &Transport::progressed, this, &Gate::progressed);
    connect(m_transport.get(), &Transport::gone, this, &Gate::goneAway);
    m_transport->open();
}

Gate::~Gate()
{
    m_exchange->abandon();
    delete m_socket.data();
}

void Gate::setDeadline(std::chrono::milliseconds delay)
{
    m_deadline = m_server.now() + delay.count();
}

void Gate::open()
{
    if (m_phase != Phase::Handshake)
        return;
    m_phase = Phase::Reading;
    setDeadline(m_server.limits().head);
    pump();
}

// What is here already is used up before more is read, so that a client that sends without end
// makes nothing grow.
void Gate::pump()
{
    if (m_isPumping)
        return;
    const QScopedValueRollback guard(m_isPumping, true);
    int steps = 0;
    while (m_phase == Phase::Reading && pumpOnce()) {
        if (++steps == 3 * requestsInARow) {
            QMetaObject::invokeMethod(this, &Gate::pump, Qt::QueuedConnection);
            return;
        }
    }
    if (m_phase == Phase::Closing)
        drain();
}

// False when there is nothing to do before something else happens.
bool Gate::pumpOnce()
{
    if (m_transport->unsentBytes() > m_server.limits().unsentBytes) {
        m_transport->setReading(false);
        return false;
    }
    const auto outcome = m_reader.advance();
    if (const auto *refusal = std::get_if<Refusal>(&outcome)) {
        refuse(*refusal);
        return false;
    }
    switch (std::get<RequestReader::Step>(outcome)) {
    case RequestReader::Step::NeedsMore: return readMore();
    case RequestReader::Step::Head: takeHead(m_reader.head()); return true;
    case RequestReader::Step::Complete: play(); return true;
    }
    return false;
}

bool Gate::readMore()
{
    if (!m_hasStarted && m_reader.hasStarted()) {
        m_hasStarted = true;
        setDeadline(m_server.limits().head);
    }
    const auto bytes = m_server.read(*m_transport);
    if (!bytes.empty()) {
        m_reader.append(bytes);
        return true;
    }
    if (m_transport->isAtEnd())
        close(Transport::Ending::Polite);
    return false;
}

static QByteArray bytesOf(std::string_view text)
{
    return QByteArray(text.data(), qsizetype(text.size()));
}

void Gate::takeHead(const Head &head)
{
    m_form = {
        .isHead = head.method == Method::Head, .isHttp10 = head.isHttp10, .keepsAlive = head.keepsAlive};
    m_arrival = {
        .method = head.method, .target = bytesOf(head.target), .headers = {}, .content = {}, .peer = m_peer};
    m_arrival.headers.reserve(qsizetype(head.fields.size()));
    for (const auto &field : head.fields)
        m_arrival.headers.append({bytesOf(field.name).toLower(), bytesOf(field.value)});

    m_hasStarted = true;
    setDeadline(m_server.limits().body);
    const bool awaitsBody = head.isChunked || head.contentLength > 0;
    if (head.expectsContinue && awaitsBody && !m_reader.hasUnread())
        write("HTTP/1.1 100 Continue\r\n\r\n");
}

VirtualSocket &Gate::socket()
{
    if (!m_socket) {
        m_socket = new VirtualSocket(m_peer);
        connect(m_socket, &VirtualSocket::givenUp, this, [this] { close(Transport::Ending::Polite); });
    }
    return *m_socket;
}

// QHttpServer needs to know only that there is a request. Everything about it is in the arrival,
// its body above all: it would be copied twice more.
void Gate::play()
{
    m_arrival.content = QByteArray::fromStdString(m_reader.takeBody());
    const auto method = nameOf(m_arrival.method);
    QByteArray request;
    request.reserve(m_arrival.target.size() + 32);
    request.append(method.data(), qsizetype(method.size())).append(' ').append(m_arrival.target);
    request.append(" HTTP/1.1\r\n\r\n");
    m_phase = Phase::Handling;
    const bool isFirst = !m_socket;
    socket().setRequest(request);
    m_server.play(*this, *m_socket, isFirst);
    if (m_phase == Phase::Handling)
        m_transport->setReading(false);
}

void Gate::send(const Response &response)
{
    if (m_phase != Phase::Handling)
        return;
    if (m_isGone)
        return end();
    m_form.keepsAlive = m_form.keepsAlive && !m_server.isRetiring();
    write(wire::answer(m_socket->takeCaught(), response, m_form, m_server.date()));
    startWaiting();
    if (!m_form.keepsAlive)
        return close(Transport::Ending::Polite);
    m_transport->setReading(true);
    pump();
}

void Gate::startWaiting()
{
    m_phase = Phase::Reading;
    m_hasStarted = false;
    setDeadline(m_server.limits().idle);
}

void Gate::write(const QByteArray &bytes)
{
    if (m_transport->unsentBytes() == 0)
        m_lastProgress = m_server.now();
    m_transport->write(bytes);
}

} // namespace http
