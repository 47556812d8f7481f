// SPDX-License-Identifier: GPL-3.0-only
#include "log.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLoggingCategory>

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
QString oneLine(QString text)
{
    for (QChar &c : text) {
        if (c.category() == QChar::Other_Control)
            c = u' ';
    }
    return text;
}

void write(const QByteArray &line)
{
    std::fwrite(line.constData(), 1, size_t(line.size()), stderr);
}

void writeText(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    static const bool isJournal = qEnvironmentVariableIsSet("JOURNAL_STREAM");
    const Level &level = levelOf(type);
    const QString time = QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs);
    const QString start = isJournal ? u"<%1>"_s.arg(level.priority) : time + u' ' + level.word + u' ';
    const QString category = QString::fromLatin1(context.category ? context.category : "default");
    write((start + category + u": "_s + oneLine(message) + u'\n').toUtf8());
}

void writeJson(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    const QJsonObject entry{{u"time"_s, QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs)},
                            {u"level"_s, levelOf(type).word},
                            {u"category"_s, QString::fromLatin1(context.category ? context.category : "default")},
                            {u"message"_s, message}};
    write(QJsonDocument(entry).toJson(QJsonDocument::Compact) + '\n');
}

} // namespace

void installLog(Config::LogFormat format)
{
    // Qt's own HTTP server would write every header of a request when debugged.
    QLoggingCategory::setFilterRules(u"qt.httpserver.debug=false"_s);
    qInstallMessageHandler(format == Config::LogFormat::Json ? writeJson : writeText);
}
