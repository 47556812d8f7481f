// SPDX-License-Identifier: GPL-3.0-only
#include "demo/demotext.h"

#include "store/searchtext.h"

#include <QFile>
#include <QHash>

using namespace Qt::StringLiterals;

static void initialiseResources() { Q_INIT_RESOURCE(demo); }

namespace demotext {

namespace {

QStringList linesOf(const QString &name)
{
    initialiseResources();
    QFile file(u":/demo/"_s + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("The resource %s is missing", qPrintable(name));
    QStringList lines = QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts);
    lines.removeIf([](const QString &line) { return line.startsWith(u'#'); });
    return lines;
}

// Letters that are no others with an accent.
QString latin(const QString &shown)
{
    static const QHash<QChar, QString> letters{
        {u'ł', u"l"_s}, {u'ø', u"o"_s}, {u'đ', u"d"_s}, {u'ı', u"i"_s}, {u'æ', u"ae"_s}};
    QString text;
    for (const QChar letter : store::folded(shown)) {
        const QString plain = letters.value(letter, QString(letter));
        if (plain.front() >= u'a' && plain.front() <= u'z')
            text += plain;
    }
    return text;
}

QList<Name> namesOf(const QString &line)
{
    QList<Name> names;
    for (const QString &word : line.split(u' ', Qt::SkipEmptyParts)) {
        const QString shown = word.section(u'/', 0, 0);
        names.append({shown, latin(word.contains(u'/') ? word.section(u'/', 1) : shown)});
    }
    return names;
}

} // namespace

QList<Culture> cultures()
{
    const QStringList lines = linesOf(u"names.txt"_s);
    QList<Culture> cultures;
    for (qsizetype i = 0; i + 1 < lines.size(); i += 2)
        cultures.append({namesOf(lines[i]), namesOf(lines[i + 1])});
    return cultures;
}

QList<Place> places()
{
    QList<Place> places;
    for (const QString &line : linesOf(u"places.txt"_s)) {
        const QString network = line.section(u' ', 0, 0);
        const QString place = line.section(u' ', 1);
        QByteArray bytes;
        for (const QString &byte : network.split(u'.'))
            bytes += char(byte.toInt());
        places.append({bytes, place.section(u", "_s, 0, 0), place.section(u", "_s, 1)});
    }
    return places;
}

QList<UserAgent> userAgents()
{
    QList<UserAgent> agents;
    for (const QString &line : linesOf(u"useragents.txt"_s)) {
        const QString versions = line.section(u' ', 1, 1);
        const int oldest = versions.section(u'-', 0, 0).toInt();
        const int newest = versions.section(u'-', 1).toInt();
        for (int version = oldest; version <= newest; ++version) // most have the newest
            agents.append({line.section(u' ', 2).replace("{v}"_L1, QString::number(version)),
                           line.section(u' ', 0, 0).toInt() * (version == newest ? 20 : 1)});
    }
    return agents;
}

} // namespace demotext
