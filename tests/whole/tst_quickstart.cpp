// SPDX-License-Identifier: GPL-3.0-only
#include "support/serverprocess.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

// docs/api-quickstart.md as its reader goes through it: every command, in order, in one shell, on a
// fresh server. What is printed after a command is what comes.
class QuickstartTest : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void runsAsItStands();
    void answersAsItIsPrinted_data();
    void answersAsItIsPrinted();

private:
    struct Block
    {
        QString language;
        QString text;
    };
    static QList<Block> blocks();
    QString script() const;

    ServerProcess m_server;
    QTemporaryDir m_folder;
    QByteArrayList m_outputs; // of each sh block
};

constexpr char mark[] = "\n-- end of block --\n";

QList<QuickstartTest::Block> QuickstartTest::blocks()
{
    static const QRegularExpression fence(u"^```(\\w+)\\n(.*?)^```$"_s,
                                          QRegularExpression::MultilineOption |
                                              QRegularExpression::DotMatchesEverythingOption);
    QFile file(QStringLiteral(SOURCE_ROOT "/docs/api-quickstart.md"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("docs/api-quickstart.md is missing");
    QList<Block> blocks;
    const QString page = QString::fromUtf8(file.readAll());
    for (auto found = fence.globalMatch(page); found.hasNext();) {
        const auto match = found.next();
        blocks.append({match.captured(1), match.captured(2)});
    }
    return blocks;
}

// The only change is where the server is.
QString QuickstartTest::script() const
{
    QString script = u"set -euo pipefail\n"_s;
    const QList<Block> all = blocks();
    for (const Block &block : all) {
        if (block.language == "sh"_L1)
            script += block.text + u"printf '%s' '"_s + QLatin1StringView(mark) + u"'\n"_s;
    }
    return script.replace("http://localhost:8420"_L1, u"http://localhost:%1"_s.arg(m_server.port()));
}

void QuickstartTest::initTestCase()
{
    QVERIFY(m_server.start());
    QVERIFY(m_folder.isValid());
}

void QuickstartTest::runsAsItStands()
{
    QProcess shell;
    shell.setWorkingDirectory(m_folder.path());
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"PATH"_s, u"/usr/bin:/bin"_s); // Debian's Python and its modules
    environment.insert(u"no_proxy"_s, u"localhost"_s);
    shell.setProcessEnvironment(environment);
    shell.start(u"bash"_s, {u"-c"_s, script()});
    QVERIFY(shell.waitForFinished(50'000));
    const QByteArray output = shell.readAllStandardOutput();
    QVERIFY2(shell.exitCode() == 0, output + shell.readAllStandardError());
    const QStringList texts = QString::fromUtf8(output).split(QLatin1StringView(mark));
    for (const QString &text : texts)
        m_outputs.append(text.toUtf8());
}

void QuickstartTest::answersAsItIsPrinted_data()
{
    QTest::addColumn<qsizetype>("command");
    QTest::addColumn<bool>("isJson");
    QTest::addColumn<QByteArray>("printed");
    qsizetype commands = 0;
    const QList<Block> all = blocks();
    for (const Block &block : all) {
        if (block.language == "sh"_L1)
            ++commands;
        else
            QTest::newRow(qPrintable(u"after block %1"_s.arg(commands)))
                << commands - 1 << (block.language == "json"_L1) << block.text.toUtf8();
    }
}

// Where several commands answer, the last answer is printed.
void QuickstartTest::answersAsItIsPrinted()
{
    QFETCH(const qsizetype, command);
    QFETCH(const bool, isJson);
    QFETCH(const QByteArray, printed);
    const QByteArray output = m_outputs.value(command);
    if (!isJson) {
        QCOMPARE(output, printed);
        return;
    }
    const qsizetype last = std::max<qsizetype>(output.lastIndexOf("}{") + 1, 0);
    QCOMPARE(QJsonDocument::fromJson(output.mid(last)).object(), QJsonDocument::fromJson(printed).object());
}

QTEST_GUILESS_MAIN(QuickstartTest)
#include "tst_quickstart.moc"
