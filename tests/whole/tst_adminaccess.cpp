// SPDX-License-Identifier: GPL-3.0-only
#include "api/paths.h"
#include "links/pagepaths.h"
#include "support/testserver.h"

#include <QDir>
#include <QFile>
#include <QMap>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Deed
{
    QByteArray method;
    QString path;
    http::Access access;
};

QByteArray wordFor(http::Method method)
{
    return QByteArray(http::nameOf(method).data(), qsizetype(http::nameOf(method).size()));
}

} // namespace

// Every route against every kind of caller. The table below says who may call what; a route that it
// does not know, or that asks for less than it says, fails.
class AdminAccessTest : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void knowsEveryRoute();
    void findsATestForEveryPath();
    void admitsNobodyElse_data();
    void admitsNobodyElse();
    void findsOnlyTheCallersOwn();
    void asksForAuthorityBeforeTheBody_data();
    void asksForAuthorityBeforeTheBody();

private:
    static const QList<Deed> &table();

    TestServer m_server;
    Person m_root;
    Person m_ada;
    QMap<QString, QString> m_tokens;
};

const QList<Deed> &AdminAccessTest::table()
{
    using http::Access;
    static const QList<Deed> deeds{
        {"GET", path::health, Access::Public},
        {"GET", path::ready, Access::Public},
        {"GET", page::root, Access::Public},
        {"GET", page::login, Access::Public},
        {"GET", page::signup, Access::Public},
        {"GET", page::forgotPassword, Access::Public},
        {"GET", page::resetPassword, Access::Public},
        {"GET", page::stopAccount, Access::Public},
        {"GET", page::verify, Access::Public},
        {"GET", page::dashboard, Access::Public},
        {"GET", page::account, Access::Public},
        {"GET", page::externalRegister, Access::Public},
        {"GET", page::notFound, Access::Public},
        {"GET", page::asset, Access::Public},
        {"GET", path::jwks, Access::Public},
        {"GET", path::openapi, Access::Public},
        {"GET", path::session, Access::Optional},
        {"POST", path::signup, Access::Public},
        {"POST", path::registration, Access::Public},
        {"POST", path::login, Access::Public},
        {"POST", path::loginSecondFactor, Access::Public},
        {"POST", path::twoFactor, Access::Public},
        {"POST", path::passkeyLoginBegin, Access::Public},
        {"POST", path::passkeyLoginFinish, Access::Public},
        {"POST", path::refresh, Access::Public},
        {"POST", path::logout, Access::Public},
        {"GET", path::logout, Access::Public},
        {"POST", path::resetPassword, Access::Public},
        {"POST", path::resetSubmit, Access::Public},
        {"POST", path::forgotPassword, Access::Public},
        {"POST", path::resetRequest, Access::Public},
        {"GET", path::verifyEmail, Access::Public},
        {"POST", path::resendVerification, Access::Public},
        {"POST", path::verifySubmit, Access::Public},
        {"GET", path::verifyEmailChange, Access::Public},
        {"POST", path::stopAccount, Access::Public},
        {"POST", path::verifyRequest, Access::Pending},
        {"POST", path::twoFactorReset, Access::Pending},
        {"POST", path::twoFactorVerify, Access::Pending},
        {"POST", path::reauthenticate, Access::Account},
        {"POST", path::changePassword, Access::Account},
        {"POST", path::setPassword, Access::Account},
        {"POST", path::changeEmail, Access::Account},
        {"POST", path::deactivate, Access::Account},
        {"GET", path::ownSessions, Access::Account},
        {"DELETE", path::ownSessions, Access::Account},
        {"DELETE", path::ownSession, Access::Account},
        {"POST", path::totpQrCode, Access::Account},
        {"GET", path::passkeys, Access::Account},
        {"POST", path::passkeyRegisterBegin, Access::Account},
        {"POST", path::passkeyRegisterFinish, Access::Account},
        {"PATCH", path::passkey, Access::Account},
        {"DELETE", path::passkey, Access::Account},
        {"GET", path::oauthBegin, Access::Optional},
        {"GET", path::oauthCallback, Access::Optional},
        {"GET", path::externalInit, Access::Optional},
        {"GET", path::externalRedirect, Access::Optional},
        {"GET", path::externalRegister, Access::Public},
        {"POST", path::externalRegister, Access::Public},
        {"GET", path::externalProviders, Access::Public},
        {"GET", path::externalAccounts, Access::Account},
        {"GET", path::externalAccount, Access::Account},
        {"DELETE", path::externalAccount, Access::Account},
        {"GET", path::connectedAccounts, Access::Account},
        {"DELETE", path::connectedAccount, Access::Account},
        {"GET", path::adminUserExternalAccounts, Access::Admin},
        {"DELETE", path::adminUserExternalAccount, Access::Fresh},
        {"GET", path::adminProviders, Access::Admin},
        {"POST", path::adminProviderTest, Access::Admin},
        {"GET", path::account, Access::Account},
        {"GET", path::loginHistory, Access::Account},
        {"POST", path::twoFactorEnableRequest, Access::Verified},
        {"POST", path::twoFactorEnableSubmit, Access::Verified},
        {"GET", path::adminUsers, Access::Admin},
        {"POST", path::adminUsers, Access::Fresh},
        {"GET", path::adminUser, Access::Admin},
        {"PATCH", path::adminUser, Access::Admin},
        {"DELETE", path::adminUser, Access::Fresh},
        {"POST", path::adminUserDisable, Access::Admin},
        {"POST", path::adminUserEnable, Access::Admin},
        {"POST", path::adminUserLock, Access::Admin},
        {"POST", path::adminUserUnlock, Access::Admin},
        {"POST", path::adminUserVerify, Access::Admin},
        {"POST", path::adminUserLinks, Access::Fresh},
        {"POST", path::adminUserTotp, Access::Fresh},
        {"POST", path::adminUserTotpConfirm, Access::Fresh},
        {"DELETE", path::adminUserTotp, Access::Fresh},
        {"GET", path::adminUserPasskeys, Access::Admin},
        {"DELETE", path::adminUserPasskey, Access::Fresh},
        {"GET", path::adminPasskeyDoctor, Access::Admin},
        {"GET", path::adminUserSessions, Access::Admin},
        {"DELETE", path::adminUserSessions, Access::Admin},
        {"GET", path::adminUserLoginHistory, Access::Admin},
        {"GET", path::adminSessions, Access::Admin},
        {"DELETE", path::adminSession, Access::Admin},
        {"GET", path::adminLoginHistory, Access::Admin},
        {"GET", path::adminOutbox, Access::Fresh},
        {"POST", path::adminOutboxResend, Access::Admin},
    };
    return deeds;
}

void AdminAccessTest::initTestCase()
{
    m_root = m_server.addAdmin(u"root@example.org"_s);
    m_ada = m_server.addPerson(u"ada@example.org"_s);
    const Person pendingAdmin =
        m_server.add({.email = u"pending@example.org"_s, .isAdmin = true, .hasTwoFactor = true});
    const Answer expired = m_server.signIn(m_root);
    m_server.clock().advance(2h);
    const Answer admin = m_server.signIn(m_root);
    const Answer demoted = m_server.signIn(m_server.addPerson(u"demoted@example.org"_s));
    const Answer gone = m_server.signIn(m_root);
    m_server.client().as(gone.text("access_token"_L1)).post(path::logout);
    m_tokens = {{u"no token"_s, {}},
                {u"a user's"_s, m_server.accessToken(m_ada)},
                {u"another user's"_s, demoted.text("access_token"_L1)},
                {u"an admin's auth token"_s, admin.text("token"_L1)},
                {u"an admin's refresh token"_s, admin.text("refresh_token"_L1)},
                {u"an admin's reset token"_s, QString::fromLatin1(m_server.resetToken(m_root))},
                {u"an admin's, pending"_s, m_server.signIn(pendingAdmin).text("token"_L1)},
                {u"an admin's, expired"_s, expired.text("access_token"_L1)},
                {u"an admin's, revoked"_s, gone.text("access_token"_L1)},
                {u"garbage"_s, u"a.b.c"_s},
                {u"an admin's"_s, admin.text("access_token"_L1)}};
}

void AdminAccessTest::knowsEveryRoute()
{
    QStringList unknown;
    for (const auto &route : m_server.router().routes()) {
        const auto known = std::ranges::find_if(table(), [&](const Deed &deed) {
            return deed.method == wordFor(route->method) && deed.path == route->pattern;
        });
        if (known == table().end() || known->access != route->traits.access)
            unknown += QString::fromLatin1(wordFor(route->method)) + u' ' + route->pattern;
    }
    QCOMPARE(unknown, QStringList());
    QCOMPARE(m_server.router().routes().size(), table().size());
}

// A path counts as tested when some other test here names it.
void AdminAccessTest::findsATestForEveryPath()
{
    const auto contentOf = [](const QString &name) {
        QFile file(name);
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
    };
    QString tests;
    const QDir folder(QStringLiteral(SOURCE_ROOT "/tests/whole"));
    const QStringList names = folder.entryList({u"tst_*.cpp"_s});
    for (const QString &name : names)
        tests += name == "tst_adminaccess.cpp"_L1 ? QString() : contentOf(folder.filePath(name));

    static const QRegularExpression constant(u"inline const auto (\\w+) = u\"(/[^\"]*)\"_s;"_s);
    QMap<QString, QString> constants;
    for (const auto &[header, scope] : {std::pair{u"/shared/api/paths.h"_s, u"path::"_s}, {u"/server/links/pagepaths.h"_s, u"page::"_s}}) {
        auto found = constant.globalMatch(contentOf(QStringLiteral(SOURCE_ROOT) + header));
        while (found.hasNext()) {
            const auto match = found.next();
            constants.insert(match.captured(2), scope + match.captured(1));
        }
    }
    QStringList untested;
    for (const auto &route : m_server.router().routes()) {
        const QRegularExpression use(u"%1\\b"_s.arg(constants.value(route->pattern, u"none"_s)));
        if (!tests.contains(use))
            untested += route->pattern;
    }
    QCOMPARE(untested, QStringList());
}

void AdminAccessTest::admitsNobodyElse_data()
{
    QTest::addColumn<Deed>("deed");
    for (const Deed &deed : table()) {
        if (deed.access != http::Access::Public && deed.access != http::Access::Optional)
            QTest::newRow(deed.method + ' ' + deed.path.toLatin1()) << deed;
    }
}

// Each with an id that exists, so that whoever gets in does something.
void AdminAccessTest::admitsNobodyElse()
{
    QFETCH(Deed, deed);
    using http::Access;
    const bool isAdmins = deed.access == Access::Admin || deed.access == Access::Fresh;
    const QString path = QString(deed.path).replace(u"<arg>"_s, m_ada.id.toString());
    const auto before = m_server.number(u"SELECT count(*) FROM audit_events"_s);
    for (auto token = m_tokens.cbegin(); token != m_tokens.cend(); ++token) {
        const bool isFull = token.key().startsWith("a user"_L1) || token.key().startsWith("another"_L1) ||
                            token.key() == "an admin's"_L1 || token.key() == "an admin's auth token"_L1;
        const bool isPending = token.key() == "an admin's, pending"_L1;
        if ((isAdmins && token.key() == "an admin's"_L1) || (!isAdmins && isFull) ||
            (deed.access == Access::Pending && isPending))
            continue;
        HttpClient client = m_server.client();
        client.as(token.value());
        const Answer answer = client.send(deed.method, path, {{"Content-Type", "application/json"}},
                                          deed.method == "GET" ? "" : "{}");
        const bool isUsers = isAdmins && isFull && !token.key().contains("auth"_L1);
        const char *code = isUsers                  ? code::forbidden
                           : isPending && !isAdmins ? code::twoFactorRequired
                                                    : code::unauthorized;
        const QByteArray fault = faultOfRefusal(answer, isUsers ? 403 : 401, code);
        QVERIFY2(fault.isEmpty(), token.key().toLatin1() + ": " + fault);
    }
    if (isAdmins) { // and no cookie is an admin's
        const QByteArray cookies = "access_token=" + m_tokens[u"an admin's"_s].toLatin1() +
                                   "; token=" + m_tokens[u"an admin's auth token"_s].toLatin1();
        QVERIFY_REFUSAL(m_server.client().send(deed.method, path, {{"Cookie", cookies}}), 401,
                        code::unauthorized);
    }
    QCOMPARE(m_server.number(u"SELECT count(*) FROM audit_events"_s), before);
}

void AdminAccessTest::findsOnlyTheCallersOwn()
{
    HttpClient ada = m_server.client().as(m_tokens[u"a user's"_s]);
    QCOMPARE(ada.get(path::account).json().value("user"_L1).toObject().value("id"_L1), m_ada.id.toString());
    for (const QString &question : {u"?id="_s, u"?userId="_s, u"/"_s}) {
        const Answer answer = ada.get(path::account + question + m_root.id.toString());
        QVERIFY(answer.status == 404 ||
                answer.json().value("user"_L1).toObject().value("id"_L1) == m_ada.id.toString());
    }
}

void AdminAccessTest::asksForAuthorityBeforeTheBody_data()
{
    QTest::addColumn<Deed>("deed");
    for (const Deed &deed : table()) {
        if (deed.method != "GET" && deed.access != http::Access::Public &&
            deed.access != http::Access::Optional)
            QTest::newRow(deed.method + ' ' + deed.path.toLatin1()) << deed;
    }
}

void AdminAccessTest::asksForAuthorityBeforeTheBody()
{
    QFETCH(Deed, deed);
    const QString path = QString(deed.path).replace(u"<arg>"_s, AccountId::create().toString());
    QVERIFY_REFUSAL(m_server.client().send(deed.method, path, {{"Content-Type", "text/plain"}}, "{broken"),
                    401, code::unauthorized);
}

QTEST_GUILESS_MAIN(AdminAccessTest)
#include "tst_adminaccess.moc"
