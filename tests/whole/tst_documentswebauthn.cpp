// SPDX-License-Identifier: GPL-3.0-only
#include "passkeyfixture.h"
#include "support/documents.h"

#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;

// oCore's printed passkey requests with real values: a whole life of a passkey, each answer as it is
// printed beside its request.
class WebauthnDocumentsTest : public QObject
{
    Q_OBJECT
private slots:
    void livesAsPrinted();

private:
    static Sample sample(const QString &name) { return sampleOf(u"ocore-webauthn"_s, name); }
    static Answer send(Sample sample, const QJsonObject &body, HttpClient client)
    {
        sample.headers.append(std::pair<QByteArray, QByteArray>("Content-Type", "application/json"));
        sample.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
        return sample.sendBy(client);
    }

    PasskeyFixture m_fixture;
};

void WebauthnDocumentsTest::livesAsPrinted()
{
    TestServer &server = m_fixture.server;
    const Person ada = m_fixture.person();
    const QString token = server.accessToken(ada);
    SoftAuthenticator authenticator(server.publicUrl());

    const Sample begin = sample(u"POST /user/passkeys/register/begin"_s).with({{u"device_name"_s, u"Key"_s}}).withToken(token);
    const Answer begun = begin.sendBy(server.client());
    QVERIFY_DOCUMENTED(begin, begun);
    Sample finish = sample(u"POST /user/passkeys/register/finish"_s).withToken(token);
    finish.target = finish.path() + u"?device_name=Telephone"_s;
    const Answer made = send(finish, authenticator.create(begun.json()["publicKey"_L1].toObject()), server.client());
    QVERIFY_DOCUMENTED(finish, made);
    QCOMPARE(made.text("device_name"_L1), u"Telephone"_s);

    const Sample loginBegin = sample(u"POST /auth/passkey/login/begin"_s).with({{u"email"_s, ada.email}});
    const Answer asked = loginBegin.sendBy(server.client());
    QVERIFY_DOCUMENTED(loginBegin, asked);
    Sample loginFinish = sample(u"POST /auth/passkey/login/finish"_s);
    loginFinish.target = loginFinish.path() + u"?email="_s + ada.email;
    const Answer signedIn = send(loginFinish, authenticator.get(asked.json()["publicKey"_L1].toObject()), server.client());
    QVERIFY_DOCUMENTED(loginFinish, signedIn);
    QCOMPARE(signedIn.json()["user"_L1]["email"_L1], ada.email);

    const Sample list = sample(u"GET /user/passkeys"_s).withToken(token);
    QVERIFY_DOCUMENTED(list, list.sendBy(server.client()));
    const QString id = made.text("id"_L1);
    const Sample rename = sample(u"PATCH /user/passkeys/{id}"_s).with({{u"device_name"_s, u"Old phone"_s}}).withToken(token).at(id);
    QVERIFY_DOCUMENTED(rename, rename.sendBy(server.client()));
    const Sample remove = sample(u"DELETE /user/passkeys/{id}"_s).withToken(token).at(id);
    QVERIFY_DOCUMENTED(remove, remove.sendBy(server.client()));
}

QTEST_GUILESS_MAIN(WebauthnDocumentsTest)
#include "tst_documentswebauthn.moc"
