// SPDX-License-Identifier: GPL-3.0-only
// What the server does in a second, beside what the machine could do at all in the same minute:
//   bench_requests GATEHOUSED    the figures
//   bench_requests --bare        a bare QHttpServer that answers a constant (the baseline, started by the former)
#include "load.h"

#include "crypto/passwordhash.h"
#include "crypto/random.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QHttpServer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QThread>

#include <atomic>
#include <cstdio>
#include <thread>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int connections = 16;
constexpr auto duration = 3s;
constexpr int rounds = 3;
const QByteArray password = "a long bench password";

int serveConstant()
{
    QHttpServer server;
    server.route(u"/api/auth"_s, [] {
        return QHttpServerResponse("application/json", QByteArrayLiteral(R"({"status":"ok","auth":null})"));
    });
    QTcpServer sockets;
    sockets.listen(QHostAddress::LocalHost);
    server.bind(&sockets);
    std::printf("listening on http://127.0.0.1:%d\n", sockets.serverPort());
    std::fflush(stdout);
    return QCoreApplication::exec();
}

// A server in a process of its own, ended with this.
class Child
{
public:
    Child(const QString &program, const QStringList &arguments)
    {
        m_process.setStandardErrorFile(QProcess::nullDevice());
        m_process.start(program, arguments);
        while (!m_port && m_process.waitForReadyRead(10'000))
            m_port = QRegularExpression(u":(\\d+)\\s"_s).match(QString::fromUtf8(m_process.readAllStandardOutput())).captured(1).toUShort();
    }
    ~Child()
    {
        m_process.terminate();
        m_process.waitForFinished(10'000);
    }
    quint16 port() const { return m_port; }
    double residentMegabytes() const
    {
        QFile status(u"/proc/%1/status"_s.arg(m_process.processId()));
        status.open(QIODevice::ReadOnly);
        return QRegularExpression(u"VmRSS:\\s+(\\d+)"_s).match(QString::fromUtf8(status.readAll())).captured(1).toDouble() / 1024;
    }

private:
    QProcess m_process;
    quint16 m_port = 0;
};

QStringList serverArguments(const QString &directory)
{
    return {u"serve"_s, u"--data-dir"_s, directory, u"--listen"_s, u"127.0.0.1:0"_s, u"--set"_s, u"throttle.enabled=false"_s};
}

void makeAdmin(const QString &program, const QString &directory)
{
    QProcess process;
    process.start(program, {u"admin"_s, u"create"_s, u"--data-dir"_s, directory, u"--email"_s, u"bench@example.com"_s,
                            u"--name"_s, u"Bench Mark"_s, u"--password-stdin"_s});
    process.write(password + '\n');
    process.closeWriteChannel();
    process.waitForFinished(30'000);
}

QByteArray loginRequest(bool form)
{
    return form ? load::request("POST", "/api/auth/login", "Content-Type: application/x-www-form-urlencoded\r\n",
                                "email=bench%40example.com&password=" + password.toPercentEncoding())
                : load::request("POST", "/api/auth/login", "Content-Type: application/json\r\n",
                                R"({"email":"bench@example.com","password":")" + password + R"("})");
}

QByteArray member(const QByteArray &body, QLatin1StringView name)
{
    return QJsonDocument::fromJson(body).object().value(name).toString().toLatin1();
}

void print(const char *what, const load::Figures &figures)
{
    std::printf("%-34s %9.0f /s   median %7.2f ms   p99 %7.2f ms%s\n", what, figures.perSecond, figures.medianMilliseconds,
                figures.p99Milliseconds, figures.failures ? "   WITH FAILURES" : "");
}

void benchStart(const QString &program, const QString &directory)
{
    QList<qint64> times;
    for (int i = 0; i < 5; ++i) {
        QElapsedTimer timer;
        timer.start();
        Child server(program, serverArguments(directory));
        load::Connection(server.port()).ask(load::request("GET", "/api/health"));
        times.append(timer.elapsed());
    }
    std::sort(times.begin(), times.end());
    std::printf("%-34s %9lld ms (median of %lld)\n", "start to first answer", qint64(times[times.size() / 2]), qint64(times.size()));
}

void benchSessionCheck(quint16 port, quint16 barePort)
{
    const QByteArray token = member(load::Connection(port).ask(loginRequest(false)).body, "access_token"_L1);
    const QByteArray check = load::request("GET", "/api/auth", "Authorization: Bearer " + token + "\r\n");
    const QByteArray plain = load::request("GET", "/api/auth");
    const auto repeat = [](const QByteArray &request) { return [request](int, const auto &) { return request; }; };
    double ratios[rounds];
    for (double &ratio : ratios) {
        const auto bare = load::run(barePort, connections, duration, repeat(plain));
        const auto bareWithToken = load::run(barePort, connections, duration, repeat(check));
        const auto ours = load::run(port, connections, duration, repeat(check));
        print("bare QHttpServer, constant", bare);
        print("bare QHttpServer, with the token", bareWithToken);
        print("session check", ours);
        ratio = ours.perSecond / bare.perSecond;
        std::printf("%-34s %9.2f of bare, %.2f of bare with the token\n", "session check ratio", ratio, ours.perSecond / bareWithToken.perSecond);
    }
    std::sort(ratios, ratios + rounds);
    std::printf("%-34s %9.2f (median of %d)\n", "session check / bare QHttpServer", ratios[rounds / 2], rounds);
}

double bareHashesPerSecond()
{
    const auto hash = crypto::hashPassword(Secret(password), {});
    std::atomic<int> count = 0;
    QElapsedTimer timer;
    timer.start();
    std::vector<std::thread> threads;
    for (int i = 0; i < QThread::idealThreadCount(); ++i) {
        threads.emplace_back([&] {
            while (timer.elapsed() < 3000)
                count += crypto::verifyPassword(Secret(password), *hash);
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    return count * 1000.0 / double(timer.elapsed());
}

void benchLogins(quint16 port)
{
    double ratios[rounds];
    for (double &ratio : ratios) {
        const double bare = bareHashesPerSecond();
        const auto logins = load::run(port, connections, duration, [](int, const auto &) { return loginRequest(true); });
        std::printf("%-34s %9.1f /s\n", "bare Argon2id", bare);
        print("logins", logins);
        ratio = logins.perSecond / bare;
    }
    std::sort(ratios, ratios + rounds);
    std::printf("%-34s %9.2f (median of %d)\n", "logins / bare Argon2id", ratios[rounds / 2], rounds);
}

void benchRefreshes(quint16 port)
{
    QByteArray tokens[connections];
    for (QByteArray &token : tokens)
        token = member(load::Connection(port).ask(loginRequest(true)).body, "refresh_token"_L1);
    print("refreshes", load::run(port, connections, duration, [&](int n, const std::optional<load::Answer> &before) {
        const QByteArray token = before ? member(before->body, "refresh_token"_L1) : tokens[n];
        return load::request("POST", "/api/auth/refresh", "Content-Type: application/json\r\n", R"({"refresh_token":")" + token + R"("})");
    }));
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QString program = application.arguments().value(1);
    if (program == "--bare"_L1)
        return serveConstant();
    if (program.isEmpty()) {
        std::puts("Usage: bench_requests GATEHOUSED");
        return 2;
    }
    crypto::initialise();
    QTemporaryDir directory;
    makeAdmin(program, directory.path());
    benchStart(program, directory.path());
    Child server(program, serverArguments(directory.path()));
    Child bare(application.applicationFilePath(), {u"--bare"_s});
    std::printf("%-34s %9.1f MB\n", "resident memory, idle", server.residentMegabytes());
    benchSessionCheck(server.port(), bare.port());
    benchLogins(server.port());
    benchRefreshes(server.port());
    std::printf("%-34s %9.1f MB\n", "resident memory, after load", server.residentMegabytes());
    return 0;
}
