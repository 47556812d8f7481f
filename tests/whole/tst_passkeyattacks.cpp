// SPDX-License-Identifier: GPL-3.0-only
#include "passkeyfixture.h"

#include "base/base64url.h"

#include <QElapsedTimer>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using Change = std::function<void(SoftAuthenticator &)>;

QJsonObject with(QJsonObject credential, const QString &member, const QJsonValue &value)
{
    QJsonObject response = credential.value("response"_L1).toObject();
    if (!response.contains(member)) {
        credential.insert(member, value);
        return credential;
    }
    response.insert(member, value);
    credential.insert("response"_L1, response);
    return credential;
}

QByteArray bytesIn(const QJsonObject &credential, const QString &member)
{
    const QString text = credential.value("response"_L1).toObject().value(member).toString();
    return base64url::decode(text.toLatin1()).value_or(QByteArray());
}

QJsonValue written(const QByteArray &bytes)
{
    return QString::fromLatin1(base64url::encode(bytes));
}

void setFlag(QByteArray &authenticatorData, int flag)
{
    authenticatorData[32] = char(authenticatorData[32] | flag);
}

} // namespace

Q_DECLARE_METATYPE(Change)

// Everything that is not exactly a ceremony of our own is refused.
class PasskeyAttacksTest : public QObject
{
    Q_OBJECT
private slots:
    void cleanup();
    void refusesFalseCeremonies_data();
    void refusesFalseCeremonies();
    void refusesFalseLogins_data();
    void refusesFalseLogins();
    void refusesFalseRegistrations_data();
    void refusesFalseRegistrations();
    void refusesTamperedBytes();
    void refusesBodiesOfOtherForms_data();
    void refusesBodiesOfOtherForms();
    void survivesHugeInputs();
    void refusesGreatMapsAtOnce();

private:
    PasskeyFixture m_fixture;
    TestServer &m_server = m_fixture.server;
};

// So many ceremonies begin that the limit would be in the way.
void PasskeyAttacksTest::cleanup()
{
    m_server.clock().advance(2min);
}

void PasskeyAttacksTest::refusesFalseCeremonies_data()
{
    QTest::addColumn<Change>("change");
    const auto client = [](const QString &member, const QJsonValue &value) -> Change {
        return [=](SoftAuthenticator &a) { a.editClientData = [=](QJsonObject &object) { object.insert(member, value); }; };
    };
    QTest::newRow("of another type") << client(u"type"_s, u"payment.get"_s);
    QTest::newRow("for another origin") << client(u"origin"_s, u"https://evil.example"_s);
    QTest::newRow("for another port") << client(u"origin"_s, u"http://localhost:1"_s);
    QTest::newRow("for the origin null") << client(u"origin"_s, u"null"_s);
    QTest::newRow("inside another origin") << client(u"crossOrigin"_s, true);
    QTest::newRow("below another top") << client(u"topOrigin"_s, u"https://evil.example"_s);
    QTest::newRow("for another relying party") << Change([](SoftAuthenticator &a) { a.rpId = u"evil.example"_s; });
    QTest::newRow("without anybody there") << Change([](SoftAuthenticator &a) { a.userPresent = false; });
    QTest::newRow("without its user verified") << Change([](SoftAuthenticator &a) { a.userVerified = false; });
    QTest::newRow("backed up but not eligible") << Change([](SoftAuthenticator &a) { a.backupEligible = false; });
}

void PasskeyAttacksTest::refusesFalseCeremonies()
{
    QFETCH(Change, change);
    SoftAuthenticator authenticator = m_fixture.authenticator();
    SoftAuthenticator false_ = m_fixture.authenticator();
    m_fixture.owner(authenticator);
    change(false_);
    HttpClient client = m_server.signedIn(m_fixture.person());
    QVERIFY_REFUSAL(PasskeyFixture::add(client, false_), 400, code::passkeyRejected);
    QVERIFY_STATUS(m_fixture.signIn(authenticator), 200);
    change(authenticator);
    const Answer refused = m_fixture.signIn(authenticator);
    QVERIFY_REFUSAL(refused, 401, code::passkeyRejected);
    QVERIFY(refused.cookieNames().isEmpty());
}

void PasskeyAttacksTest::refusesFalseLogins_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<int>("status");
    const auto data = [](const std::function<void(QByteArray &)> &edit) -> Change {
        return [=](SoftAuthenticator &a) { a.editAuthenticatorData = edit; };
    };
    QTest::newRow("of the type of a registration")
        << Change([](SoftAuthenticator &a) { a.editClientData = [](QJsonObject &o) { o.insert(u"type"_s, u"webauthn.create"_s); }; }) << 401;
    QTest::newRow("with another's signature") << Change([](SoftAuthenticator &a) {
        SoftAuthenticator other(a.origin);
        other.id = a.id;
        other.userHandle = a.userHandle;
        a = other;
    }) << 401;
    QTest::newRow("with a changed signature") << Change([](SoftAuthenticator &a) { a.editSignature = [](QByteArray &s) { s[12] = char(s[12] ^ 1); }; }) << 401;
    QTest::newRow("with no signature") << Change([](SoftAuthenticator &a) { a.editSignature = [](QByteArray &s) { s.clear(); }; }) << 400;
    QTest::newRow("with an unknown credential") << Change([](SoftAuthenticator &a) { a.id.append('x'); }) << 401;
    QTest::newRow("without a user handle") << Change([](SoftAuthenticator &a) { a.userHandle.clear(); }) << 401;
    QTest::newRow("with trailing bytes") << data([](QByteArray &d) { d.append('\0'); }) << 400;
    QTest::newRow("with extensions that are none") << data([](QByteArray &d) { setFlag(d, 0x80); }) << 400;
    QTest::newRow("with a key twice in its extensions") << data([](QByteArray &d) { setFlag(d, 0x80); d += QByteArray::fromHex("a2616101616102"); }) << 400;
    QTest::newRow("with a credential inside") << data([](QByteArray &d) { setFlag(d, 0x40); }) << 400;
    QTest::newRow("cut short") << data([](QByteArray &d) { d.chop(1); }) << 400;
    QTest::newRow("with a key twice in its client data")
        << Change([](SoftAuthenticator &a) { a.editClientDataText = [](QByteArray &t) { t.replace("{", R"({"type":"webauthn.get",)"); }; }) << 400;
    QTest::newRow("with client data cut short") << Change([](SoftAuthenticator &a) { a.editClientDataText = [](QByteArray &t) { t.chop(1); }; }) << 400;
}

void PasskeyAttacksTest::refusesFalseLogins()
{
    QFETCH(Change, change);
    QFETCH(int, status);
    SoftAuthenticator authenticator = m_fixture.authenticator();
    m_fixture.owner(authenticator);
    change(authenticator);
    QVERIFY_REFUSAL(m_fixture.signIn(authenticator), status, status == 401 ? code::passkeyRejected : code::validationFailed);
}

void PasskeyAttacksTest::refusesFalseRegistrations_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<QByteArray>("code");
    const QByteArray rejected = code::passkeyRejected;
    const QByteArray malformed = code::validationFailed;
    const auto object = [](const std::function<void(QByteArray &)> &edit) -> Change {
        return [=](SoftAuthenticator &a) { a.editAttestation = edit; };
    };
    QTest::newRow("of the type of a login")
        << Change([](SoftAuthenticator &a) { a.editClientData = [](QJsonObject &o) { o.insert(u"type"_s, u"webauthn.get"_s); }; }) << rejected;
    QTest::newRow("with a wrong self attestation") << Change([](SoftAuthenticator &a) {
        a.format = u"packed"_s;
        a.editSignature = [](QByteArray &s) { s[12] = char(s[12] ^ 1); };
    }) << rejected;
    QTest::newRow("of an unknown format") << Change([](SoftAuthenticator &a) { a.format = u"odd"_s; }) << malformed;
    QTest::newRow("with trailing bytes") << object([](QByteArray &o) { o.append('\0'); }) << malformed;
    QTest::newRow("with a key twice") << object([](QByteArray &o) { o[0] = char(o[0] + 1); o += QByteArray::fromHex("63666d74646e6f6e65"); }) << malformed;
    QTest::newRow("of unknown length") << object([](QByteArray &o) { o[0] = '\xbf'; o += '\xff'; }) << malformed;
    QTest::newRow("with an id of no bytes") << Change([](SoftAuthenticator &a) { a.id.clear(); }) << malformed;
    QTest::newRow("with an id too long") << Change([](SoftAuthenticator &a) { a.id = QByteArray(1024, 'i'); }) << malformed;
    QTest::newRow("without a credential") << Change([](SoftAuthenticator &a) { a.editAuthenticatorData = [](QByteArray &d) { d.truncate(37); d[32] = 0x1d; }; }) << malformed;
    QTest::newRow("with a point off the curve") << Change([](SoftAuthenticator &a) { a.editAuthenticatorData = [](QByteArray &d) { d.back() = char(d.back() ^ 1); }; }) << malformed;
}

void PasskeyAttacksTest::refusesFalseRegistrations()
{
    QFETCH(Change, change);
    QFETCH(QByteArray, code);
    SoftAuthenticator authenticator = m_fixture.authenticator();
    change(authenticator);
    const Person ada = m_fixture.person();
    HttpClient client = m_server.signedIn(ada);
    QVERIFY_REFUSAL(PasskeyFixture::add(client, authenticator), 400, code.constData());
    QVERIFY(client.get(path::passkeys).json().value("passkeys"_L1).toArray().isEmpty());
}

// One bit of each third byte of each part, each in a ceremony of its own.
void PasskeyAttacksTest::refusesTamperedBytes()
{
    SoftAuthenticator authenticator = m_fixture.authenticator();
    m_fixture.owner(authenticator);
    for (const QString &part : {u"clientDataJSON"_s, u"authenticatorData"_s, u"signature"_s}) {
        const qsizetype size = bytesIn(authenticator.get(m_fixture.loginOptions()), part).size();
        for (qsizetype at = 0; at < size - 2; at += 3) {
            const QJsonObject credential = authenticator.get(m_fixture.loginOptions());
            QByteArray bytes = bytesIn(credential, part);
            bytes[at] = char(bytes[at] ^ 1 << at % 7);
            const Answer answer = m_fixture.finish(with(credential, part, written(bytes)));
            QVERIFY2(answer.status == 400 || answer.status == 401, answer.body);
            QVERIFY(answer.cookieNames().isEmpty());
            if (at % 30 == 0)
                m_server.clock().advance(1min);
        }
    }
}

void PasskeyAttacksTest::refusesBodiesOfOtherForms_data()
{
    QTest::addColumn<QString>("member");
    QTest::addColumn<QJsonValue>("value");
    QTest::newRow("no id") << u"id"_s << QJsonValue();
    QTest::newRow("a padded id") << u"id"_s << QJsonValue(u"AA=="_s);
    QTest::newRow("an id of spare bits") << u"id"_s << QJsonValue(u"AB"_s);
    QTest::newRow("another raw id") << u"rawId"_s << QJsonValue(u"AAAA"_s);
    QTest::newRow("another type") << u"type"_s << QJsonValue(u"password"_s);
    QTest::newRow("no type") << u"type"_s << QJsonValue();
    QTest::newRow("a response that is a text") << u"response"_s << QJsonValue(u"AAAA"_s);
    QTest::newRow("an empty response") << u"response"_s << QJsonValue(QJsonObject());
    QTest::newRow("client data that is a number") << u"clientDataJSON"_s << QJsonValue(1);
    QTest::newRow("client data that is none") << u"clientDataJSON"_s << QJsonValue(u"AAAA"_s);
    QTest::newRow("a list of signatures") << u"signature"_s << QJsonValue(QJsonArray{u"AAAA"_s});
    QTest::newRow("a handle that is no base64url") << u"userHandle"_s << QJsonValue(u"+/"_s);
}

void PasskeyAttacksTest::refusesBodiesOfOtherForms()
{
    QFETCH(QString, member);
    QFETCH(QJsonValue, value);
    SoftAuthenticator authenticator = m_fixture.authenticator();
    m_fixture.owner(authenticator);
    const QJsonObject credential = authenticator.get(m_fixture.loginOptions());
    QVERIFY_REFUSAL(m_fixture.finish(with(credential, member, value)), 400, code::validationFailed);
    QVERIFY_STATUS(m_fixture.finish(credential), 200); // nothing was spent
}

void PasskeyAttacksTest::survivesHugeInputs()
{
    SoftAuthenticator authenticator = m_fixture.authenticator();
    HttpClient client = m_server.signedIn(m_fixture.owner(authenticator));
    const QByteArray huge(40000, '\x81');
    const QJsonObject login = authenticator.get(m_fixture.loginOptions());
    for (const QString &part : {u"clientDataJSON"_s, u"authenticatorData"_s})
        QVERIFY_REFUSAL(m_fixture.finish(with(login, part, written(huge))), 400, code::validationFailed);
    QVERIFY_REFUSAL(m_fixture.finish(with(login, u"signature"_s, written(huge))), 401, code::passkeyRejected);
    SoftAuthenticator other = m_fixture.authenticator();
    other.editAttestation = [&](QByteArray &object) { object = huge; };
    QVERIFY_REFUSAL(PasskeyFixture::add(client, other), 400, code::validationFailed);
}

// 10500 different keys in the extensions of a login by nobody: none is looked at, and the challenge
// is still good.
void PasskeyAttacksTest::refusesGreatMapsAtOnce()
{
    SoftAuthenticator authenticator = m_fixture.authenticator();
    m_fixture.owner(authenticator);
    const QJsonObject login = authenticator.get(m_fixture.loginOptions());
    QByteArray data = bytesIn(login, u"authenticatorData"_s);
    setFlag(data, 0x80);
    data += QByteArray::fromHex("b92904");
    for (int key = 0; key < 10500; ++key) {
        const QByteArray bytes = QByteArray(1, char(key >> 8)) + char(key);
        data += key < 24 ? bytes.last(1) : key < 256 ? "\x18" + bytes.last(1) : "\x19" + bytes;
        data += '\0';
    }
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < 20; ++i)
        QVERIFY_REFUSAL(m_fixture.finish(with(login, u"authenticatorData"_s, written(data))), 400, code::validationFailed);
    QVERIFY2(timer.elapsed() < 2000, QByteArray::number(timer.elapsed()));
    QVERIFY_STATUS(m_fixture.finish(login), 200);
}

QTEST_GUILESS_MAIN(PasskeyAttacksTest)
#include "tst_passkeyattacks.moc"
