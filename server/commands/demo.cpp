// SPDX-License-Identifier: GPL-3.0-only
#include "commands/commandline.h"

#include "application.h"
#include "demo/demo.h"

#include <cstdio>
#include <limits>

using namespace Qt::StringLiterals;

static void progress(const QString &line)
{
    std::fputs(qPrintable(line + u'\n'), stderr);
}

// Nothing for what is no whole number from 0 on.
static std::optional<qint64> numberOf(const CommandLine &line, const QString &option, qint64 otherwise)
{
    if (!line.isSet(option))
        return otherwise;
    bool isNumber = false;
    const qint64 number = line.value(option).toLongLong(&isNumber);
    return isNumber && number >= 0 ? std::optional(number) : std::nullopt;
}

// Nothing if the options are no numbers.
static std::optional<DemoWish> wishOf(const CommandLine &line)
{
    const auto users = numberOf(line, u"users"_s, 1000);
    const auto events = numberOf(line, u"events"_s, users.value_or(0) * 10);
    DemoWish wish;
    const auto seed = numberOf(line, u"seed"_s, wish.seed);
    if (!users || *users < 1 || !events || !seed || *seed > std::numeric_limits<quint32>::max())
        return std::nullopt;
    wish.users = *users;
    wish.events = *events;
    wish.seed = quint32(*seed);
    return wish;
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
    const auto wish = wishOf(line);
    if (!wish)
        return misused(u"--users, --events and --seed are whole numbers; there is at least one user."_s);
    const auto config = line.config();
    if (!config)
        return Failed;
    if (RunningServer::traceIn(config->dataDirectory).isRunning)
        return fail(u"A server runs on %1. Stop it first, or name another directory with --data-dir."_s
                        .arg(config->dataDirectory));
    const auto services = Services::open(*config, config->publicUrl(config->server.listen.first().port), Application::systemClock());
    if (!services)
        return fail(services.error().detail);
    if (const auto filled = fillWithDemoData((*services)->database, *wish, progress); !filled)
        return fail(filled.error().detail);
    say(u"%1 people and %2 logins are in %3."_s.arg(wish->users).arg(wish->events).arg(config->dataDirectory));
    return Done;
}
