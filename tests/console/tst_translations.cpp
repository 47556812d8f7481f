// SPDX-License-Identifier: GPL-3.0-only
#include "widgets/timetext.h"

#include <QDir>
#include <QLibraryInfo>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QTranslator>
#include <QXmlStreamReader>

using namespace Qt::StringLiterals;

namespace {

struct Message
{
    QString context;
    QString source;
    QStringList translations; // more than one where the number decides
    bool isUnfinished = false;
};

Message readMessage(QXmlStreamReader &xml, const QString &context)
{
    Message message{.context = context, .source = {}, .translations = {}};
    while (xml.readNextStartElement()) {
        if (xml.name() == "source"_L1) {
            message.source = xml.readElementText();
        } else if (xml.name() == "translation"_L1) {
            message.isUnfinished = xml.attributes().hasAttribute("type"_L1);
            QString text;
            while (xml.readNext() != QXmlStreamReader::EndElement) {
                if (xml.isStartElement())
                    message.translations.append(xml.readElementText());
                else
                    text += xml.text();
            }
            if (message.translations.isEmpty())
                message.translations.append(text);
        } else {
            xml.skipCurrentElement();
        }
    }
    return message;
}

QList<Message> messagesOf(const QString &fileName)
{
    QFile file(fileName);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QList<Message> messages;
    QString context;
    QXmlStreamReader xml(&file);
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == "name"_L1)
            context = xml.readElementText();
        else if (xml.name() == "message"_L1)
            messages.append(readMessage(xml, context));
    }
    return messages;
}

QStringList placeholdersOf(const QString &text)
{
    static const QRegularExpression place(u"%L?(?:[1-9]|n)"_s);
    QStringList found;
    for (auto it = place.globalMatch(text); it.hasNext();)
        found.append(it.next().captured());
    found.sort();
    found.removeDuplicates();
    return found;
}

bool hasMnemonic(const QString &text)
{
    static const QRegularExpression mnemonic(u"&\\w"_s, QRegularExpression::UseUnicodePropertiesOption);
    return text.contains(mnemonic);
}

QString tsFile(const QString &language)
{
    return QString::fromUtf8(SOURCE_ROOT "/translations/gatehouse-console_%1.ts").arg(language);
}

} // namespace

class TranslationsTest : public QObject
{
    Q_OBJECT

private slots:
    void areComplete_data();
    void areComplete();
    void keepPlaceholdersAndMnemonics_data() { areComplete_data(); }
    void keepPlaceholdersAndMnemonics();
    void knowEveryWordOfTheSource_data() { areComplete_data(); }
    void knowEveryWordOfTheSource();
    void areBuiltIntoTheProgram();
    void sayPluralsInEnglish();
};

void TranslationsTest::areComplete_data()
{
    QTest::addColumn<QString>("language");
    QTest::newRow("German") << u"de"_s;
    QTest::newRow("English plurals") << u"en"_s;
}

void TranslationsTest::areComplete()
{
    QFETCH(QString, language);
    const auto messages = messagesOf(tsFile(language));
    QVERIFY(messages.size() > 20);
    for (const Message &message : messages) {
        const QByteArray where = (message.context + u": "_s + message.source).toUtf8();
        QVERIFY2(!message.isUnfinished, where.constData());
        for (const QString &translation : message.translations)
            QVERIFY2(!translation.isEmpty(), where.constData());
    }
}

void TranslationsTest::keepPlaceholdersAndMnemonics()
{
    QFETCH(QString, language);
    const auto messages = messagesOf(tsFile(language));
    for (const Message &message : messages) {
        for (const QString &translation : message.translations) {
            QVERIFY2(placeholdersOf(translation) == placeholdersOf(message.source),
                     translation.toUtf8().constData());
            QVERIFY2(hasMnemonic(translation) == hasMnemonic(message.source),
                     translation.toUtf8().constData());
        }
    }
}

// lupdate on a copy of the file finds nothing that the file does not have.
void TranslationsTest::knowEveryWordOfTheSource()
{
    QFETCH(QString, language);
    const QString lupdate = QLibraryInfo::path(QLibraryInfo::BinariesPath) + u"/lupdate"_s;
    if (!QFile::exists(lupdate))
        QSKIP("lupdate is not installed");
    QTemporaryDir folder;
    const QString copy = folder.filePath(u"copy_%1.ts"_s.arg(language));
    QVERIFY(QFile::copy(tsFile(language), copy));
    const QString root = QString::fromUtf8(SOURCE_ROOT);
    QStringList arguments{u"-silent"_s,
                          u"-no-obsolete"_s,
                          u"-I"_s,
                          root + u"/console"_s,
                          u"-I"_s,
                          root + u"/shared"_s,
                          root + u"/console"_s,
                          root + u"/shared"_s,
                          u"-ts"_s,
                          copy};
    if (language == "en"_L1)
        arguments.prepend(u"-pluralonly"_s);
    QCOMPARE(QProcess::execute(lupdate, arguments), 0);
    QStringList missing;
    for (const Message &message : messagesOf(copy)) {
        if (message.isUnfinished)
            missing.append(message.context + u": "_s + message.source);
    }
    QVERIFY2(missing.isEmpty(), missing.join(u'\n').toUtf8().constData());
}

void TranslationsTest::areBuiltIntoTheProgram()
{
    QTranslator german;
    QVERIFY(german.load(QLocale(QLocale::German), u"gatehouse-console"_s, u"_"_s, u":/i18n"_s));
    QCoreApplication::installTranslator(&german);
    const QDateTime now = QDateTime::currentDateTime();
    QCOMPARE(timetext::relative(now.addDays(-3), now), u"vor 3 Tagen"_s);
    QCOMPARE(timetext::relative(now.addSecs(-130), now), u"vor 2 Min."_s);
}

void TranslationsTest::sayPluralsInEnglish()
{
    QTranslator english;
    QVERIFY(english.load(QLocale(QLocale::English), u"gatehouse-console"_s, u"_"_s, u":/i18n"_s));
    QCoreApplication::installTranslator(&english);
    const QDateTime now = QDateTime::currentDateTime();
    QCOMPARE(timetext::relative(now.addDays(-3), now), u"3 days ago"_s);
    QCOMPARE(timetext::span(1), u"1 second"_s);
    QCOMPARE(timetext::span(5 * 86400), u"5 days"_s);
}

QTEST_GUILESS_MAIN(TranslationsTest)
#include "tst_translations.moc"
