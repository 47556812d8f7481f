// SPDX-License-Identifier: GPL-3.0-only
#include "methods/checkwords.h"

#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

// The codes of each check, by its name.
using Faults = QMap<QString, QStringList>;

// What a source of the server can say: the name of a check stands before its codes. Codes that come
// before any name are those of `first`.
void readFaults(const char *source, QString first, Faults &faults)
{
    QFile file(QString::fromUtf8(SOURCE_ROOT "/server/") + QString::fromUtf8(source));
    QVERIFY2(file.open(QIODevice::ReadOnly), source);
    static const QRegularExpression name(
        uR"x((?:\{|(?:judged|check|checkAll)\(u|\.check = u)"([a-z_]+)"_|u"([A-Z][A-Z_]+)"_s)x"_s);
    const QString text = QString::fromUtf8(file.readAll());
    for (auto it = name.globalMatch(text); it.hasNext();) {
        const auto found = it.next();
        if (!found.captured(1).isEmpty())
            first = found.captured(1);
        else if (!faults[first].contains(found.captured(2)))
            faults[first].append(found.captured(2));
    }
}

Faults faultsOfPasskeys()
{
    Faults faults;
    readFaults("passkeys/relyingparty.cpp", {}, faults);
    readFaults("passkeys/passkeydoctor.cpp", u"certificate"_s, faults);
    return faults;
}

Faults faultsOfProviders()
{
    Faults faults;
    readFaults("external/providertest.cpp", {}, faults);
    return faults;
}

} // namespace

// Every check that the sources of the server name has words here: a new one can't be forgotten.
class ChecksOfServerTest : public QObject
{
    Q_OBJECT

private slots:
    void areReadFromTheSources();
    void haveASentenceForEachCheck_data();
    void haveASentenceForEachCheck();
    void tellTheFaultsOfOneCheckApart_data();
    void tellTheFaultsOfOneCheckApart();
};

// Else the sources are read in a wrong way, and the other tests are worth nothing.
void ChecksOfServerTest::areReadFromTheSources()
{
    QCOMPARE(faultsOfPasskeys().keys().join(u' '),
             u"certificate clock origins_match rp_id_fits_url rp_id_is_name secure_origin"_s);
    QCOMPARE(faultsOfProviders().keys().join(u' '),
             u"address algorithms connect document endpoints issuer jwks pkce resolve tls"_s);
}

void ChecksOfServerTest::haveASentenceForEachCheck_data()
{
    QTest::addColumn<QString>("check");
    QTest::addColumn<bool>("isOfPasskeys");
    for (const QString &check : faultsOfPasskeys().keys())
        QTest::newRow(qPrintable(check)) << check << true;
    for (const QString &check : faultsOfProviders().keys())
        QTest::newRow(qPrintable(check)) << check << false;
}

void ChecksOfServerTest::haveASentenceForEachCheck()
{
    QFETCH(const QString, check);
    QFETCH(const bool, isOfPasskeys);
    const auto line = [&](bool passed) {
        return isOfPasskeys ? checkwords::ofPasskeys({.check = check, .passed = passed})
                            : checkwords::ofProvider({.check = check, .passed = passed});
    };
    QVERIFY(line(true).title.contains(u' '));
    QVERIFY(line(true).advice.isEmpty());
    QVERIFY(line(false).title.contains(u' '));
    QVERIFY(line(false).title != line(true).title);
    QVERIFY(line(false).advice.endsWith(u'.'));
}

void ChecksOfServerTest::tellTheFaultsOfOneCheckApart_data()
{
    QTest::addColumn<QString>("check");
    QTest::addColumn<QStringList>("codes");
    QTest::addColumn<bool>("isOfPasskeys");
    const auto add = [](const Faults &faults, bool areOfPasskeys) {
        for (const auto &[check, codes] : faults.asKeyValueRange())
            QTest::newRow(qPrintable(check)) << check << codes << areOfPasskeys;
    };
    add(faultsOfPasskeys(), true);
    add(faultsOfProviders(), false);
}

void ChecksOfServerTest::tellTheFaultsOfOneCheckApart()
{
    QFETCH(const QString, check);
    QFETCH(const QStringList, codes);
    QFETCH(const bool, isOfPasskeys);
    QVERIFY(!codes.isEmpty());
    QSet<QString> titles;
    for (const QString &code : codes) {
        const auto line = isOfPasskeys
                              ? checkwords::ofPasskeys({.check = check, .passed = false, .code = code})
                              : checkwords::ofProvider({.check = check, .passed = false, .code = code});
        QVERIFY2(line.title.contains(u' ') && line.advice.endsWith(u'.'), qPrintable(code));
        QVERIFY2(!titles.contains(line.title), qPrintable(code));
        titles.insert(line.title);
    }
}

QTEST_MAIN(ChecksOfServerTest)
#include "tst_checksofserver.moc"
