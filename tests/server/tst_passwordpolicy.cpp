// SPDX-License-Identifier: GPL-3.0-only
#include "api/codes.h"
#include "passwords/passwordpolicy.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;

// Which passwords are too common, with the shipped list.
class PasswordPolicyTest : public QObject
{
    Q_OBJECT
private slots:
    void findsEveryWordOfTheList();
    void findsNoOther();

private:
    static QByteArray faultOf(const QByteArray &word)
    {
        static const Config::Password settings{.minLength = 1};
        static const PasswordPolicy policy(settings);
        return QByteArray(policy.fault(Secret(word), {}));
    }
    static QByteArrayList words()
    {
        QFile file(QStringLiteral(SOURCE_ROOT "/resources/password/common-passwords.txt"));
        return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed().split('\n') : QByteArrayList();
    }
};

void PasswordPolicyTest::findsEveryWordOfTheList()
{
    QCOMPARE(words().size(), 30'000);
    for (const QByteArray &word : words()) {
        QVERIFY2(faultOf(word) == code::tooCommon, word.constData());
        QVERIFY2(faultOf(word.toUpper()) == code::tooCommon, word.constData());
    }
}

void PasswordPolicyTest::findsNoOther()
{
    const QByteArrayList all = words();
    const QSet<QByteArray> known(all.begin(), all.end());
    for (const QByteArray &word : all) {
        for (const QByteArray &other : {word + '!', '!' + word, word.chopped(1), word + '\n' + word}) {
            if (!other.isEmpty() && !known.contains(other))
                QVERIFY2(faultOf(other) != code::tooCommon, other.constData());
        }
    }
    for (const QByteArray &other : {QByteArray("\n"), QByteArray("~~~~"), QByteArray("0\x01"), QByteArray("\xc3\xa9t\xc3\xa9")})
        QVERIFY(faultOf(other) != code::tooCommon);
}

QTEST_GUILESS_MAIN(PasswordPolicyTest)
#include "tst_passwordpolicy.moc"
