// SPDX-License-Identifier: GPL-3.0-only
#include "http/failure.h"

#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace http;
using Kind = Error::Kind;

namespace {

QJsonObject bodyOf(const Response &response)
{
    return QJsonDocument::fromJson(response.content).object();
}

QByteArray headerOf(const Response &response, QByteArrayView name)
{
    for (const Header &header : response.headers) {
        if (header.name == name)
            return header.value;
    }
    return {};
}

} // namespace

class FailureTest : public QObject
{
    Q_OBJECT
private slots:
    void makesTheEnvelope();
    void mapsKindsToStatus_data();
    void mapsKindsToStatus();
    void differsByFace_data();
    void differsByFace();
    void listsFieldFaults();
    void listsNoFaultsAsEmptyMaps();
    void saysErrorOnTheBrowsaryFace();
    void addsExtraMembers();
    void neverShowsWhatIsInternal();
    void logsWhyItCantWork();
    void saysWhenToComeBack();
    void challengesOnEvery401();
};

void FailureTest::makesTheEnvelope()
{
    const auto response = failure(Error{Kind::NotFound, code::notFound, u"secret detail"_s}, Face::OCore);
    const auto body = bodyOf(response);
    QCOMPARE(body.keys(), (QStringList{u"code"_s, u"error"_s, u"message"_s}));
    QCOMPARE(body["code"_L1].toString(), u"NOT_FOUND"_s);
    QCOMPARE(body["error"_L1].toString(), QString::fromLatin1(code::sentence(code::notFound)));
    QCOMPARE(body["message"_L1], body["error"_L1]);
    QVERIFY(!response.content.contains("secret"));
    QCOMPARE(response.contentType, QByteArray("application/json"));
}

void FailureTest::mapsKindsToStatus_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<int>("status");
    const auto row = [](Kind kind, const char *code, int status) {
        QTest::newRow(code) << int(kind) << QByteArray(code) << status;
    };
    row(Kind::Invalid, code::validationFailed, 400);
    row(Kind::Invalid, code::invalidJson, 400);
    row(Kind::Invalid, code::expiredOrAlreadyUsed, 400);
    row(Kind::Invalid, code::unsupportedMediaType, 415);
    row(Kind::Invalid, code::methodNotAllowed, 405);
    row(Kind::Invalid, code::payloadTooLarge, 413);
    row(Kind::Unauthenticated, code::unauthorized, 401);
    row(Kind::Unauthenticated, code::twoFactorRequired, 401);
    row(Kind::Forbidden, code::forbidden, 403);
    row(Kind::Forbidden, code::csrfRejected, 403);
    row(Kind::NotFound, code::notFound, 404);
    row(Kind::Conflict, code::lastAdmin, 409);
    row(Kind::TooMany, code::tooManyRequests, 429);
    row(Kind::Unavailable, code::serverBusy, 503);
}

void FailureTest::mapsKindsToStatus()
{
    QFETCH(int, kind);
    QFETCH(QByteArray, code);
    QFETCH(int, status);
    for (const Face face : {Face::OCore, Face::Browsary, Face::MrDemonWolf, Face::Admin})
        QCOMPARE(failure(Error{Kind(kind), code}, face).status, status);
}

void FailureTest::differsByFace_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<QList<int>>("statuses"); // oCore, Browsary, MrDemonWolf, admin
    QTest::newRow("wrong password") << int(Kind::Unauthenticated) << QByteArray(code::invalidCredentials)
                                    << QList{401, 401, 400, 401};
    QTest::newRow("no registration") << int(Kind::Forbidden) << QByteArray(code::registrationDisabled)
                                     << QList{403, 403, 409, 403};
    QTest::newRow("unverified") << int(Kind::Forbidden) << QByteArray(code::emailNotVerified)
                                << QList{403, 400, 403, 403};
    QTest::newRow("unverified, for an admin's act")
        << int(Kind::Invalid) << QByteArray(code::emailNotVerified) << QList{403, 400, 403, 400};
}

void FailureTest::differsByFace()
{
    QFETCH(int, kind);
    QFETCH(QByteArray, code);
    QFETCH(QList<int>, statuses);
    QList<int> got;
    for (const Face face : {Face::OCore, Face::Browsary, Face::MrDemonWolf, Face::Admin})
        got.append(failure(Error{Kind(kind), code}, face).status);
    QCOMPARE(got, statuses);
}

void FailureTest::listsFieldFaults()
{
    Error error{Kind::Invalid, code::validationFailed};
    error.fields = {{u"email"_s, code::required}, {u"password"_s, code::notLongEnough}};
    const auto body = bodyOf(failure(error, Face::MrDemonWolf));
    QCOMPARE(body["codes"_L1].toObject(),
             (QJsonObject{{"email"_L1, "REQUIRED"_L1}, {"password"_L1, "NOT_LONG_ENOUGH"_L1}}));
    QCOMPARE(body["errors"_L1]["email"_L1].toString(), QString::fromLatin1(code::sentence(code::required)));
    QCOMPARE(body["errors"_L1].toObject().size(), 2);
}

void FailureTest::listsNoFaultsAsEmptyMaps()
{
    const auto body = bodyOf(failure(Error{Kind::Invalid, code::validationFailed}, Face::OCore));
    QVERIFY(body["codes"_L1].isObject() && body["errors"_L1].isObject());
    QVERIFY(!bodyOf(failure(Error{Kind::Invalid, code::invalidJson}, Face::OCore)).contains("codes"_L1));
}

void FailureTest::saysErrorOnTheBrowsaryFace()
{
    const Error error{Kind::Unauthenticated, code::unauthorized};
    QCOMPARE(bodyOf(failure(error, Face::Browsary))["status"_L1].toString(), u"error"_s);
    QVERIFY(!bodyOf(failure(error, Face::OCore)).contains("status"_L1));
}

void FailureTest::addsExtraMembers()
{
    Error error{Kind::Invalid, code::invalidTwoFactorCode};
    error.extra = {{"clockOffset"_L1, -90}};
    QCOMPARE(bodyOf(failure(error, Face::Admin))["clockOffset"_L1].toInt(), -90);
}

void FailureTest::neverShowsWhatIsInternal()
{
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(u"id=abc .*disk I/O error"_s));
    Error error{Kind::Internal, "SQL", u"disk I/O error"_s};
    error.extra = {{"sql"_L1, "SELECT"_L1}};
    const auto response = failure(error, Face::OCore, "abc");
    QCOMPARE(response.status, 500);
    QCOMPARE(bodyOf(response)["code"_L1].toString(), u"INTERNAL_SERVER_ERROR"_s);
    QVERIFY(!response.content.contains("SELECT") && !response.content.contains("disk"));
}

void FailureTest::logsWhyItCantWork()
{
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"id=abc unavailable: the disk is full"_s));
    const Error error{.kind = Kind::Unavailable,
                      .code = code::serverBusy,
                      .detail = u"the disk is full"_s,
                      .retryAfter = 30};
    const auto response = failure(error, Face::OCore, "abc");
    QCOMPARE(response.status, 503);
    QCOMPARE(headerOf(response, "Retry-After"), QByteArray("30"));
    QVERIFY(!response.content.contains("disk"));
}

void FailureTest::saysWhenToComeBack()
{
    Error error{Kind::TooMany, code::tooManyRequests};
    QCOMPARE(headerOf(failure(error, Face::OCore), "Retry-After"), QByteArray("1"));
    error.retryAfter = 3600;
    QCOMPARE(headerOf(failure(error, Face::OCore), "Retry-After"), QByteArray("3600"));
    QCOMPARE(headerOf(failure(Error{Kind::Unavailable, code::serverBusy}, Face::OCore), "Retry-After"),
             QByteArray("1"));
    QVERIFY(headerOf(failure(Error{Kind::Unavailable, "WEBAUTHN_NOT_CONFIGURED"}, Face::OCore), "Retry-After")
                .isEmpty());
}

void FailureTest::challengesOnEvery401()
{
    QCOMPARE(
        headerOf(failure(Error{Kind::Unauthenticated, code::unauthorized}, Face::OCore), "WWW-Authenticate"),
        QByteArray("Bearer"));
    QCOMPARE(headerOf(failure(Error{Kind::Unauthenticated, code::invalidCredentials}, Face::OCore),
                      "WWW-Authenticate"),
             QByteArray("Bearer"));
    QVERIFY(headerOf(failure(Error{Kind::Unauthenticated, code::invalidCredentials}, Face::MrDemonWolf),
                     "WWW-Authenticate")
                .isEmpty());
}

QTEST_GUILESS_MAIN(FailureTest)
#include "tst_failure.moc"
