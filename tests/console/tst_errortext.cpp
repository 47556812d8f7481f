// SPDX-License-Identifier: GPL-3.0-only
#include "api/codes.h"
#include "api/localcodes.h"
#include "errortext.h"

#include <QTest>

using namespace Qt::StringLiterals;

class ErrorTextTest : public QObject
{
    Q_OBJECT

private slots:
    void hasWordsForEveryRefusal_data();
    void hasWordsForEveryRefusal();
    void namesACodeItDoesNotKnow();
    void saysHowLongToWait();
    void keepsQuietAboutWhatWasNotWanted();
    void findsTheFaultOfAField();
};

namespace {

const QList<QByteArray> &fieldCodes()
{
    static const QList<QByteArray> codes{code::required,      code::invalid,     code::invalidCharacters,
                                         code::notLongEnough, code::tooLong,     code::tooCommon,
                                         code::mismatch,      code::unknownField};
    return codes;
}

// Codes of good answers, which are never shown as errors.
const QList<QByteArray> &goodCodes()
{
    static const QList<QByteArray> codes{code::loggedOut,  code::pendingConfirmation, code::registered,
                                         "SIGNED_UP",      "SIGNED_UP_CHECK_MAIL",    "REFRESHED",
                                         "PASSWORD_RESET", "PASSWORD_CHANGED",
                                         "RESET_MAILED", "VERIFICATION_MAILED", "EMAIL_CHANGE_MAILED",
                                         "PASSWORD_SET", "UNLINKED", "DEACTIVATED", "STOPPED"};
    return codes;
}

} // namespace

void ErrorTextTest::hasWordsForEveryRefusal_data()
{
    QTest::addColumn<QByteArray>("code");
#define ADD_CODE(name, text, sentence) QTest::newRow(text) << QByteArray(text);
    GATEHOUSE_CODES(ADD_CODE)
#undef ADD_CODE
    for (const char *local :
         {localcode::hostNotFound, localcode::refused, localcode::unreachable, localcode::timedOut,
          localcode::connectionLost, localcode::tlsUntrusted, localcode::tlsFailed, localcode::notGatehouse,
          localcode::noTokens, localcode::sessionEnded, localcode::notAdmin})
        QTest::newRow(local) << QByteArray(local);
}

void ErrorTextTest::hasWordsForEveryRefusal()
{
    QFETCH(const QByteArray, code);
    if (goodCodes().contains(code))
        return;
    const QString text = fieldCodes().contains(code) ? fieldErrorText(code) : errorText({.code = code});
    QVERIFY2(!text.contains(QString::fromLatin1(code)), "it has only its code");
    QVERIFY(text.endsWith(u'.'));
    QVERIFY(!text.contains(u'!'));
}

void ErrorTextTest::namesACodeItDoesNotKnow()
{
    QVERIFY(errorText({.code = "MADE_TOMORROW"}).contains(u"MADE_TOMORROW"_s));
}

void ErrorTextTest::saysHowLongToWait()
{
    QVERIFY(errorText({.code = code::tooManyRequests, .retryAfter = 42}).contains(u"42"_s));
    QVERIFY(!errorText({.code = code::tooManyRequests}).contains(u'0'));
}

void ErrorTextTest::keepsQuietAboutWhatWasNotWanted()
{
    QCOMPARE(errorText({.code = localcode::cancelled}), QString());
}

void ErrorTextTest::findsTheFaultOfAField()
{
    const Error error{.code = code::validationFailed, .fields = {{u"email"_s, code::invalid}}};
    QCOMPARE(fieldErrorText(error, u"email"_s), fieldErrorText(QByteArray(code::invalid)));
    QCOMPARE(fieldErrorText(error, u"name"_s), QString());
}

QTEST_GUILESS_MAIN(ErrorTextTest)
#include "tst_errortext.moc"
