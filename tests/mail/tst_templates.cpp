// SPDX-License-Identifier: GPL-3.0-only
#include "mail/templates.h"

#include <QDir>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;

// The words of mails: all of them, in each language, and what names put into them can't do.
class TemplatesTest : public QObject
{
    Q_OBJECT
private slots:
    void existInEachLanguage_data();
    void existInEachLanguage();
    void keepsNamesInTheirPlace_data();
    void keepsNamesInTheirPlace();
    void knowsNoOtherKind();
    void fallsBackToEnglish();

private:
    static QJsonObject content(const QString &name)
    {
        return {{u"name"_s, name},
                {u"link"_s, u"https://gate.example.org/forgot-password"_s},
                {u"newEmail"_s, u"new@example.org"_s},
                {u"device"_s, u"Firefox 128 on Windows"_s},
                {u"address"_s, u"192.0.2.7"_s},
                {u"time"_s, u"2026-01-02 03:04 UTC"_s}};
    }
    static MailText written(const QByteArray &kind, const QString &name, const QString &language = u"en"_s)
    {
        const auto mail = mailtemplates::write(kind, content(name), language);
        return mail ? *mail : MailText();
    }
};

void TemplatesTest::existInEachLanguage_data()
{
    QTest::addColumn<QByteArray>("kind");
    const auto files = QDir(QStringLiteral(SOURCE_ROOT "/resources/mail/en")).entryList({u"*.txt"_s});
    for (const QString &file : files)
        QTest::newRow(qPrintable(file)) << file.chopped(4).toLatin1();
}

void TemplatesTest::existInEachLanguage()
{
    QFETCH(QByteArray, kind);
    QStringList subjects;
    for (const QString &language : mailtemplates::languages()) {
        const MailText mail = written(kind, u"Ada"_s, language);
        QVERIFY(!mail.subject.isEmpty() && !mail.subject.contains(u'\n'));
        for (const QString &text : {mail.subject, mail.text, mail.html})
            QVERIFY2(!text.contains("{{"_L1), qPrintable(text));
        QVERIFY(mail.text.contains("Ada"_L1) && mail.html.contains("Ada"_L1));
        subjects.append(mail.subject);
    }
    QCOMPARE(QSet<QString>(subjects.begin(), subjects.end()).size(), subjects.size()); // translated
}

void TemplatesTest::keepsNamesInTheirPlace_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("inText");
    QTest::addColumn<QString>("inHtml");
    QTest::newRow("markup") << u"<a href='//evil.test'>x</a>"_s << u"Hello <a href='//evil.test'>x</a>,"_s
                            << u"Hello &lt;a href='//evil.test'&gt;x&lt;/a&gt;,"_s;
    QTest::newRow("a header") << u"x\r\nBcc: eve@example.org"_s << u"Hello x Bcc: eve@example.org,"_s
                              << u"Hello x Bcc: eve@example.org,"_s;
    QTest::newRow("paragraphs") << u"x\n\nCall 0900 1234\n\n"_s << u"Hello x Call 0900 1234,"_s
                                << u"Hello x Call 0900 1234,"_s;
    QTest::newRow("a place for a link") << u"{{link}}"_s << u"Hello {{link}},"_s << u"Hello {{link}},"_s;
    QTest::newRow("a place of the layout") << u"{{paragraphs}}{{subject}}"_s << u"Hello {{paragraphs}}{{subject}},"_s
                                           << u"Hello {{paragraphs}}{{subject}},"_s;
}

void TemplatesTest::keepsNamesInTheirPlace()
{
    QFETCH(QString, name);
    QFETCH(QString, inText);
    QFETCH(QString, inHtml);
    const MailText mail = written("new_device", name);
    QVERIFY2(mail.text.contains(inText), qPrintable(mail.text));
    QVERIFY2(mail.html.contains(inHtml), qPrintable(mail.html));
    QCOMPARE(mail.subject, written("new_device", u"Ada"_s).subject);
}

void TemplatesTest::knowsNoOtherKind()
{
    QVERIFY(!mailtemplates::write("nothing", {}, u"en"_s));
    QVERIFY(!mailtemplates::write("../layout", {}, u"en"_s));
}

void TemplatesTest::fallsBackToEnglish()
{
    QCOMPARE(written("new_device", u"Ada"_s, u"tlh"_s).subject, written("new_device", u"Ada"_s).subject);
}

QTEST_GUILESS_MAIN(TemplatesTest)
#include "tst_templates.moc"
