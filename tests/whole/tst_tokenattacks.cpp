// SPDX-License-Identifier: GPL-3.0-only
#include "api/paths.h"
#include "base/base64url.h"
#include "crypto/jws.h"
#include "crypto/random.h"
#include "support/testserver.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// Forged, altered and borrowed tokens: nobody to GET /auth, 401 everywhere else (RFC 8725).
class TokenAttacksTest : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void refusesEachForgery_data();
    void refusesEachForgery();
    void refusesEachForgeryElsewhere_data() { refusesEachForgery_data(); }
    void refusesEachForgeryElsewhere();
    void believesNoClaim();
    void acceptsTheTokensThatWereForged();

private:
    // Signed by the server itself: right in all but one thing.
    QString issued(TokenUse use, const QJsonObject &claims, int seconds = 600)
    {
        return QString::fromLatin1(
            prepared(m_server.services().tokens.issue(use, claims, m_server.clock().now().addSecs(seconds))));
    }
    static QByteArray part(const QJsonObject &object)
    {
        return base64url::encode(QJsonDocument(object).toJson(QJsonDocument::Compact));
    }
    QString withHeader(const QJsonObject &header, const QByteArray &signature = {}) const;
    QString signedWith(const QByteArray &key, const QString &algorithm) const;
    QString foreign(const QString &issuer) const;

    TestServer m_server;
    QString m_good;       // an access token
    QJsonObject m_claims; // its claims
    QJsonObject m_jwk;    // the key that it was signed with
};

void TokenAttacksTest::initTestCase()
{
    m_good = m_server.accessToken(m_server.addPerson(u"victim@example.org"_s));
    m_claims = claimsOf(m_good);
    m_jwk = m_server.client().get(path::jwks).json().value("keys"_L1).toArray().first().toObject();
}

QString TokenAttacksTest::withHeader(const QJsonObject &header, const QByteArray &signature) const
{
    return QString::fromLatin1(part(header) + '.' + part(m_claims) + '.' + signature);
}

// What a server that lets the header choose would take the public key for.
QString TokenAttacksTest::signedWith(const QByteArray &key, const QString &algorithm) const
{
    const QByteArray input =
        part({{u"alg"_s, algorithm}, {u"typ"_s, u"at+jwt"_s}, {u"kid"_s, m_jwk.value("kid"_L1)}}) + '.' +
        part(m_claims);
    return QString::fromLatin1(input + '.' + base64url::encode(crypto::hmacSha256(Secret(key), input)));
}

// A key of the attacker's own, offered in the header in every way that there is.
QString TokenAttacksTest::foreign(const QString &how) const
{
    const auto key = prepared(crypto::KeyPair::generate());
    QJsonObject header{{u"alg"_s, u"ES256"_s}, {u"typ"_s, u"at+jwt"_s}, {u"kid"_s, m_jwk.value("kid"_L1)}};
    if (how == "own kid"_L1)
        header.insert("kid"_L1, QString::fromLatin1(key.kid()));
    if (how == "no kid"_L1)
        header.remove("kid"_L1);
    if (how == "jwk"_L1)
        header.insert("jwk"_L1, key.publicKey().jwk());
    if (how == "jku"_L1 || how == "x5u"_L1)
        header.insert(how, u"http://evil.example/keys.json"_s);
    if (how == "path"_L1)
        header.insert("kid"_L1, u"../../../../dev/null"_s);
    if (how == "sql"_L1)
        header.insert("kid"_L1, u"x' UNION SELECT 'a"_s);
    if (how == "crit"_L1)
        header.insert("crit"_L1, QJsonArray{u"b64"_s});
    const QByteArray input = part(header) + '.' + part(m_claims);
    return QString::fromLatin1(input + '.' + base64url::encode(key.sign(input)));
}

void TokenAttacksTest::refusesEachForgery_data()
{
    QTest::addColumn<QString>("token");
    const QString head = m_good.section(u'.', 0, 0);
    const QString body = m_good.section(u'.', 1, 1);
    const QString signature = m_good.section(u'.', 2, 2);
    for (const char *none : {"none", "None", "NONE", "nOnE", ""}) {
        const QJsonObject header{{u"alg"_s, QLatin1StringView(none)}, {u"typ"_s, u"JWT"_s}};
        QTest::addRow("alg \"%s\", no signature", none) << withHeader(header);
        QTest::addRow("alg \"%s\", the signature", none) << withHeader(header, signature.toLatin1());
    }
    QTest::newRow("no alg") << withHeader({{u"typ"_s, u"JWT"_s}}, signature.toLatin1());
    QTest::newRow("alg a list") << withHeader({{u"alg"_s, QJsonArray{u"ES256"_s}}}, signature.toLatin1());

    const QByteArray point = QByteArray::fromHex("04") +
                             base64url::decode(m_jwk.value("x"_L1).toString().toLatin1()).value() +
                             base64url::decode(m_jwk.value("y"_L1).toString().toLatin1()).value();
    const QByteArray der =
        QByteArray::fromHex("3059301306072a8648ce3d020106082a8648ce3d030107034200") + point;
    const QByteArray lines = der.toBase64();
    const QByteArray pem = "-----BEGIN PUBLIC KEY-----\n" + lines.left(64) + '\n' + lines.mid(64) +
                           "\n-----END PUBLIC KEY-----\n";
    const std::pair<const char *, QByteArray> keys[] = {
        {"PEM", pem},
        {"PEM without its last line end", pem.chopped(1)},
        {"DER", der},
        {"point", point},
        {"JWK", QJsonDocument(m_jwk).toJson(QJsonDocument::Compact)},
        {"kid", m_jwk.value("kid"_L1).toString().toLatin1()},
        {"nothing", QByteArray()}};
    for (const auto &[name, key] : keys)
        QTest::addRow("HS256 with the public key as %s", name) << signedWith(key, u"HS256"_s);
    QTest::newRow("ES256 by name, HMAC by deed") << signedWith(pem, u"ES256"_s);
    for (const char *how : {"the same kid", "own kid", "no kid", "jwk", "jku", "x5u", "path", "sql", "crit"})
        QTest::addRow("another key, %s", how) << foreign(QString::fromLatin1(how));

    QTest::newRow("signature of zeros")
        << head + u'.' + body + u'.' + QString::fromLatin1(base64url::encode(QByteArray(64, '\0')));
    QTest::newRow("signature too short") << head + u'.' + body + u'.' + signature.chopped(4);
    QTest::newRow("signature too long") << m_good + u"AAAA"_s;
    QTest::newRow("no signature") << head + u'.' + body + u'.';
    QTest::newRow("two parts") << head + u'.' + body;
    QTest::newRow("four parts") << m_good + u".AAAA"_s;
    QTest::newRow("padding") << m_good + u"=="_s;
    QTest::newRow("the other alphabet")
        << head + u'.' + body + u'.' + QString(signature).replace(u'-', u'+').replace(u'_', u'/') + u'/';
    const QString letters = u"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"_s;
    const qsizetype last = letters.indexOf(signature.back());
    QTest::newRow("spare bits") << m_good.chopped(1) + letters.at(last ^ 1); // 64 bytes leave four bits over
    QTest::newRow("a blank within") << QString(m_good).insert(20, u' ');
    QTest::newRow("a letter changed in the claims")
        << head + u'.' + (body.startsWith(u'e') ? u'f' : u'e') + body.mid(1) + u'.' + signature;
    QJsonObject raised = m_claims;
    raised.insert("sub"_L1, AccountId::create().toString());
    QTest::newRow("claims of somebody else")
        << head + u'.' + QString::fromLatin1(part(raised)) + u'.' + signature;
    QTest::newRow("10,000 characters") << QString(10'000, u'a');
    QTest::newRow("10,000 dots") << QString(7'000, u'.');

    for (const TokenUse use :
         {TokenUse::Refresh, TokenUse::Verify, TokenUse::EmailChange, TokenUse::Reset, TokenUse::External})
        QTest::addRow("another use, %d", int(use)) << issued(use, m_claims);
    QJsonObject claims = m_claims;
    claims.insert("sid"_L1, SessionId::create().toString());
    QTest::newRow("an unknown session") << issued(TokenUse::Access, claims);
    claims.remove("sid"_L1);
    QTest::newRow("no session") << issued(TokenUse::Access, claims);
    QTest::newRow("expired") << issued(TokenUse::Access, m_claims, -31);
    QTest::newRow("pending, for a full session") << issued(TokenUse::Pending, m_claims);
}

void TokenAttacksTest::refusesEachForgery()
{
    QFETCH(QString, token);
    const QJsonObject nobody{{u"status"_s, u"ok"_s}, {u"auth"_s, QJsonValue()}};
    const Answer byHeader = m_server.client().as(token).get(path::session);
    QVERIFY2(byHeader.json() == nobody || byHeader.status == 431, byHeader.body);
    const Answer byCookie = m_server.client().get(path::session, {cookieHeader("token", token.toLatin1())});
    QVERIFY2(byCookie.json() == nobody || byCookie.status == 431, byCookie.body);
}

void TokenAttacksTest::refusesEachForgeryElsewhere()
{
    QFETCH(QString, token);
    for (const QString &path : {path::account, path::adminUsers}) {
        const Answer answer = m_server.client().as(token).get(path);
        if (answer.status != 431)
            QVERIFY_REFUSAL(answer, 401, code::unauthorized);
    }
    if (!token.contains(u' '))
        QVERIFY_REFUSAL(
            m_server.client().get(path::account, {cookieHeader("access_token", token.toLatin1())}), 401,
            code::unauthorized);
}

// What a token says of rights and state is not even looked at.
void TokenAttacksTest::believesNoClaim()
{
    QJsonObject claims = m_claims;
    claims.insert("isServerAdmin"_L1, true);
    claims.insert("role"_L1, u"admin"_s);
    HttpClient client = m_server.client().as(issued(TokenUse::Access, claims));
    QVERIFY_STATUS(client.get(path::account), 200);
    QVERIFY_REFUSAL(client.get(path::adminUsers), 403, code::forbidden);
}

void TokenAttacksTest::acceptsTheTokensThatWereForged()
{
    QVERIFY_STATUS(m_server.client().as(m_good).get(path::account), 200);
    QVERIFY_STATUS(m_server.client().as(issued(TokenUse::Access, m_claims)).get(path::account), 200);
}

QTEST_GUILESS_MAIN(TokenAttacksTest)
#include "tst_tokenattacks.moc"
