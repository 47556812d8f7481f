// SPDX-License-Identifier: GPL-3.0-only
#include "configfixture.h"
#include "configkeys.h"

#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;

// The configuration that the package brings explains every key and shows its default.
class ConfigFileTest : public QObject, private ConfigFixture
{
    Q_OBJECT
private slots:
    void namesEveryKey();
    void namesNoOther();
    void showsTheDefaults();

private:
    static QStringList shown(); // "section.key = value", also of what is commented out
    static QStringList keysOf(const QStringList &lines)
    {
        QStringList keys;
        for (const QString &line : lines)
            keys += line.section(u" = "_s, 0, 0);
        return keys;
    }
};

QStringList ConfigFileTest::shown()
{
    QFile file(QStringLiteral(SOURCE_ROOT "/installer/server/gatehouse.toml"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    static const QRegularExpression head(u"^#?\\[([\\w.]+)\\]"_s);
    static const QRegularExpression assignment(u"^#?([\\w.]+ = .*)$"_s);
    QString section;
    QStringList lines;
    for (const QString &line : QString::fromUtf8(file.readAll()).split(u'\n')) {
        if (const auto begins = head.match(line); begins.hasMatch())
            section = begins.captured(1).section(u'.', 0, 0); // each provider has a name of its own
        else if (const auto assigns = assignment.match(line); assigns.hasMatch())
            lines += section + u'.' + assigns.captured(1);
    }
    return lines;
}

void ConfigFileTest::namesEveryKey()
{
    const QStringList named = keysOf(shown());
    for (const auto &key : configKeys(u"/"_s)) {
        if (!key.name.startsWith("metrics."_L1)) // not served yet
            QVERIFY2(named.contains(key.name), qPrintable(key.name));
    }
    for (const auto &key : providerKeys(u"/"_s))
        QVERIFY2(named.contains(u"providers."_s + key.name), qPrintable(key.name));
}

void ConfigFileTest::namesNoOther()
{
    QStringList known;
    for (const auto &key : configKeys(u"/"_s))
        known += key.name;
    for (const auto &key : providerKeys(u"/"_s))
        known += u"providers."_s + key.name;
    for (const QString &key : keysOf(shown()))
        QVERIFY2(known.contains(key), qPrintable(key));
}

// But for file names, which are examples.
void ConfigFileTest::showsTheDefaults()
{
    const Config plain = *loadWith({});
    QStringList settings;
    for (const QString &line : shown()) {
        const QString key = line.section(u" = "_s, 0, 0);
        if (!key.startsWith("providers."_L1) && !key.endsWith("_file"_L1) && !key.startsWith("tls."_L1))
            settings += key + u'=' + line.section(u" = "_s, 1);
    }
    QVERIFY(settings.size() > 50);
    const auto all = loadWith(settings);
    QVERIFY2(all, all ? "" : qPrintable(all.error().detail));
    QCOMPARE(all->server.listen, plain.server.listen);
    QCOMPARE(all->server.maxBody, plain.server.maxBody);
    QVERIFY(all->auth == plain.auth);
    QVERIFY(all->password == plain.password);
    QVERIFY(all->throttle == plain.throttle);
    QCOMPARE(all->totp.issuer, plain.totp.issuer);
    QCOMPARE(all->mail.from, plain.mail.from);
    QCOMPARE(all->mail.language, plain.mail.language);
    QCOMPARE(all->webauthn.rpId + all->webauthn.rpName, QString());
    QCOMPARE(all->database.url, plain.database.url);
    QCOMPARE(all->history.retention, plain.history.retention);
    QCOMPARE(all->log.format, plain.log.format);
}

QTEST_GUILESS_MAIN(ConfigFileTest)
#include "tst_configfile.moc"
