// SPDX-License-Identifier: GPL-3.0-only
#include "log.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLoggingCategory>
#include <QRegularExpression>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace {

struct Level
{
    QtMsgType type;
    QLatin1StringView word;
    int priority; // syslog (RFC 5424 section 6.2.1)
};

constexpr Level levels[] = {
    {QtDebugMsg, "debug"_L1, 7},      {QtInfoMsg, "info"_L1, 6},   {QtWarningMsg, "warning"_L1, 4},
    {QtCriticalMsg, "error"_L1, 3},   {QtFatalMsg, "fatal"_L1, 2},
};

const Level &levelOf(QtMsgType type)
{
    for (const Level &level : levels) {
        if (level.type == type)
            return level;
    }
    return levels[0];
}

// One entry is one line, whatever somebody wrote into a header.
QByteArray oneLine(QByteArray text)
{
    for (char &c : text) {
        if (uchar(c) < 0x20 || c == 0x7f)
            c = ' ';
    }
    return text;
}

// Formatting a date costs more than the rest of an entry: the second's text is kept.
QByteArray timeNow()
{
    thread_local qint64 second = 0;
    thread_local QByteArray text;
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    if (now / 1000 != second) {
        second = now / 1000;
        text = QDateTime::fromSecsSinceEpoch(second, Qt::UTC).toString(u"yyyy-MM-ddTHH:mm:ss"_s).toLatin1();
    }
    return text + '.' + QByteArray::number(now % 1000).rightJustified(3, '0') + 'Z';
}

void write(const QByteArray &line)
{
    std::fwrite(line.constData(), 1, size_t(line.size()), stderr);
}

void writeText(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    static const bool isJournal = qEnvironmentVariableIsSet("JOURNAL_STREAM");
    const Level &level = levelOf(type);
    const QByteArray start = isJournal ? '<' + QByteArray::number(level.priority) + '>'
                                       : timeNow() + ' ' + QByteArray(level.word.data()) + ' ';
    write(start + (context.category ? context.category : "default") + ": " + oneLine(message.toUtf8()) + '\n');
}

// Members of what is logged as "id=… method=… status=200 ms=0.52 …": they stand in front, and a value
// has no spaces. What follows them is the message.
void takeMembers(QString &message, QJsonObject &entry)
{
    static const QRegularExpression member(u"^([a-z]+)=(\\S*)( |$)"_s);
    for (auto match = member.match(message); match.hasMatch(); match = member.match(message)) {
        const QString name = match.captured(1);
        const QString text = match.captured(2);
        if (entry.contains(name))
            return;
        bool isNumber = false;
        const double number = text.toDouble(&isNumber);
        const bool isFigure = isNumber && (name == "status"_L1 || name == "ms"_L1);
        entry.insert(name, isFigure ? QJsonValue(number) : QJsonValue(text));
        message.remove(0, match.capturedLength());
    }
}

void writeJson(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    QJsonObject entry{{u"time"_s, QString::fromLatin1(timeNow())},
                      {u"level"_s, levelOf(type).word},
                      {u"category"_s, QString::fromLatin1(context.category ? context.category : "default")}};
    QString rest = message;
    takeMembers(rest, entry);
    entry.insert(u"message"_s, rest.isEmpty() ? u"request"_s : rest);
    write(QJsonDocument(entry).toJson(QJsonDocument::Compact) + '\n');
}

} // namespace

void installLog(Config::LogFormat format)
{
    // Qt's own HTTP server would write every header of a request when debugged.
    QLoggingCategory::setFilterRules(u"qt.httpserver.debug=false"_s);
    qInstallMessageHandler(format == Config::LogFormat::Json ? writeJson : writeText);
}
