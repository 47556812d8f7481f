// SPDX-License-Identifier: GPL-3.0-only
#include "support/testserver.h"

#include "api/paths.h"
#include "base/base32.h"
#include "totpcode.h"

#include <QLoggingCategory>
#include <QUrl>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

Config configFor(const QString &folder, const QStringList &settings)
{
    const QStringList usual{u"server.listen=127.0.0.1:0"_s, u"password.argon2_memory_kib=64"_s,
                            u"password.argon2_passes=1"_s};
    return prepared(loadConfig({.file = {},
                                .dataDir = folder,
                                .settings = usual + settings,
                                .environment = QProcessEnvironment(),
                                .systemFile = folder + u"/none.toml"_s}));
}

} // namespace

TestServer::TestServer(const QStringList &settings)
    : m_settings(settings)
{
    QLoggingCategory::setFilterRules(u"gatehouse.http.info=false"_s);
    m_inThread.moveToThread(&m_thread);
    m_thread.start();
    start();
}

TestServer::~TestServer()
{
    stop();
    m_thread.quit();
    m_thread.wait();
}

void TestServer::start()
{
    QMetaObject::invokeMethod(
        &m_inThread,
        [this] {
            m_application =
                prepared(Application::create(configFor(m_folder.path(), m_settings), m_clock.clock()));
            prepared(m_application->start());
            m_port = quint16(QUrl(m_application->url()).port());
        },
        Qt::BlockingQueuedConnection);
}

void TestServer::stop()
{
    QMetaObject::invokeMethod(
        &m_inThread, [this] { m_application.reset(); }, Qt::BlockingQueuedConnection);
}

void TestServer::restart()
{
    stop();
    start();
}

Person TestServer::add(const PersonWish &wish) const
{
    const Services &s = services();
    const AccountRow account = prepared(s.accounts.create({.email = wish.email,
                                                           .name = wish.name,
                                                           .firstName = wish.name.section(u' ', 0, 0),
                                                           .lastName = wish.name.section(u' ', 1),
                                                           .username = wish.username,
                                                           .emailVerified = wish.emailVerified,
                                                           .isAdmin = wish.isAdmin}));
    if (wish.hasPassword)
        prepared(s.passwords.set(account.id, prepared(s.passwords.hash(Secret(wish.password)))));
    Person person{.id = account.id, .email = wish.email, .password = wish.password};
    if (wish.hasTwoFactor)
        enableTwoFactor(person);
    return person;
}

void TestServer::enableTwoFactor(Person &person) const
{
    const AccountRow account = prepared(services().accounts.byId(person.id));
    const TotpEnrolment enrolment = prepared(services().totp.enrol(account));
    person.totpSecret = base32::decode(enrolment.secret.bytes()).value_or(QByteArray());
    person.recoveryCodes = prepared(services().totp.confirm(account, codeOf(person))).recoveryCodes;
}

Answer TestServer::signIn(const Person &person, HttpClient client) const
{
    return client.post(path::login, person.credentials());
}

QString TestServer::accessToken(const Person &person)
{
    const Answer first = signIn(person);
    if (person.totpSecret.isEmpty())
        return first.text("access_token"_L1);
    HttpClient own = client();
    return own.post(path::twoFactor, {{u"token"_s, first.text("token"_L1)}, {u"code"_s, nextCodeOf(person)}})
        .text("access_token"_L1);
}

QString TestServer::codeOf(const Person &person, int stepsAway) const
{
    const qint64 step = totp::timeStep(m_clock.now().toSecsSinceEpoch()) + stepsAway;
    return QString::fromLatin1(totp::codeAt(person.totpSecret, step));
}

QString TestServer::nextCodeOf(const Person &person)
{
    m_clock.advance(std::chrono::seconds(totp::stepSeconds));
    return codeOf(person);
}

qint64 TestServer::number(const QString &sql, const QVariantList &values) const
{
    return prepared(
        services().database.one(sql, values, [](const store::Row &row) { return row.number(0); }));
}

QString TestServer::column(const QString &sql, const QVariantList &values) const
{
    return prepared(services().database.one(sql, values, [](const store::Row &row) { return row.text(0); }));
}

QList<AdminLoginEvent> TestServer::eventsOf(const QString &email) const
{
    return prepared(services().history.list({.filter = u"email:"_s + email})).items;
}

QByteArray TestServer::resetToken(const Person &person, bool mailed) const
{
    const Config::Auth &auth = services().config.auth;
    return prepared(services().links.issue({.use = TokenUse::Reset,
                                            .account = person.id,
                                            .email = person.email,
                                            .mailed = mailed,
                                            .life = auth.resetTtl}))
        .token;
}
