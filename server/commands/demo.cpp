// SPDX-License-Identifier: GPL-3.0-only
#include "commands/commandline.h"

#include "application.h"
#include "demo/demo.h"

#include <cstdio>

using namespace Qt::StringLiterals;

static void progress(const QString &line)
{
    std::fputs(qPrintable(line + u'\n'), stderr);
}

int demo(const QStringList &arguments)
{
    CommandLine line(u"demo"_s, u"Fills a data directory that has no people yet with invented ones, their devices and their"
                                " logins. All have the password \"%1\"."_s.arg(demoPassword));
    line.addOption(u"users"_s, u"How many people (1000)."_s, u"N"_s);
    line.addOption(u"events"_s, u"How many logins (10 for each of them)."_s, u"M"_s);
    line.addOption(u"seed"_s, u"Other people for another number."_s, u"SEED"_s);
    if (const auto status = line.parse(arguments))
        return *status;
    DemoWish wish;
    wish.users = line.isSet(u"users"_s) ? line.value(u"users"_s).toLongLong() : 1000;
    wish.events = line.isSet(u"events"_s) ? line.value(u"events"_s).toLongLong() : wish.users * 10;
    wish.seed = line.isSet(u"seed"_s) ? line.value(u"seed"_s).toUInt() : wish.seed;
    if (wish.users < 1 || wish.events < 0)
        return misused(u"--users and --events are numbers."_s);
    const auto config = line.config();
    if (!config)
        return Failed;
    const auto services = Services::open(*config, config->publicUrl(config->server.listen.first().port), Application::systemClock());
    if (!services)
        return fail(services.error().detail);
    if (const auto filled = fillWithDemoData((*services)->database, wish, progress); !filled)
        return fail(filled.error().detail);
    say(u"%1 people and %2 logins are in %3."_s.arg(wish.users).arg(wish.events).arg(config->dataDirectory));
    return Done;
}
