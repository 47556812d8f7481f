// SPDX-License-Identifier: GPL-3.0-only
#include "commands/commandline.h"

#include "log.h"

#include <cstdio>

using namespace Qt::StringLiterals;

namespace {

struct Command
{
    QLatin1StringView words;
    QLatin1StringView description;
    int (*run)(const QStringList &);
};

constexpr Command commands[] = {
    {"serve"_L1, "Run the server"_L1, serve},
    {"admin create"_L1, "Make an administrator, the first or a further one"_L1, adminCreate},
    {"admin recover"_L1, "Let an administrator in again who is locked out"_L1, adminRecover},
    {"check"_L1, "Look for what is wrong with the configuration and the database"_L1, check},
    {"rotate-keys"_L1, "Sign new tokens with a new key"_L1, rotateKeys},
    {"demo"_L1, "Fill a new data directory with invented people and logins"_L1, demo},
};

QString overview()
{
    QString text = u"Usage: gatehoused COMMAND [options]\n\nCommands:\n"_s;
    for (const Command &command : commands)
        text += u"  "_s + QString(command.words).leftJustified(16) + command.description + u'\n';
    return text + u"  version         Print the version\n\n\"gatehoused COMMAND --help\" tells about one of them.\n"_s;
}

int runWords(const QStringList &words)
{
    const QString first = words.value(0);
    const QString two = first + u' ' + words.value(1);
    for (const Command &command : commands) {
        if (command.words == first)
            return command.run(words.sliced(1));
        if (command.words == two)
            return command.run(words.sliced(2));
    }
    return misused(u"There is no command \"%1\". \"gatehoused --help\" lists them."_s.arg(two.trimmed()));
}

} // namespace

int runCommandLine(const QStringList &arguments)
{
    installLog(Config::LogFormat::Text);
    const QStringList words = arguments.sliced(1);
    const QString first = words.value(0);
    if (first == "--help"_L1 || first == "-h"_L1 || first == "help"_L1) {
        say(overview().trimmed());
        return Done;
    }
    if (first == "--version"_L1 || first == "version"_L1) {
        say(u"gatehoused "_s + QStringLiteral(GATEHOUSE_VERSION));
        return Done;
    }
    if (first.isEmpty())
        return misused(overview().trimmed());
    return runWords(words);
}

CommandLine::CommandLine(const QString &command, const QString &description)
    : m_command(command)
{
    m_parser.setApplicationDescription(description);
    m_parser.setOptionsAfterPositionalArgumentsMode(QCommandLineParser::ParseAsOptions);
    m_parser.addOption({{u"h"_s, u"help"_s}, u"Tell about this command."_s});
    addOption(u"config"_s, u"Read this configuration file."_s, u"FILE"_s);
    addOption(u"data-dir"_s, u"Keep the data in this directory."_s, u"DIR"_s);
    addOption(u"set"_s, u"Set a key of the configuration; may stand several times."_s, u"KEY=VALUE"_s);
}

void CommandLine::addOption(const QString &name, const QString &description, const QString &valueName)
{
    m_parser.addOption({name, description, valueName});
}

void CommandLine::addListenOption()
{
    addOption(u"listen"_s, u"Listen on this address instead of the configured ones."_s, u"HOST:PORT"_s);
    m_listens = true;
}

void CommandLine::addArgument(const QString &name, const QString &description)
{
    m_parser.addPositionalArgument(name, description);
    ++m_arguments;
}

std::optional<int> CommandLine::parse(const QStringList &arguments)
{
    if (!m_parser.parse(QStringList{u"gatehoused "_s + m_command} + arguments))
        return misused(m_parser.errorText() + u" \"gatehoused %1 --help\" tells about it."_s.arg(m_command));
    if (m_parser.isSet(u"help"_s)) {
        say(m_parser.helpText().trimmed());
        return Done;
    }
    if (m_parser.positionalArguments().size() != m_arguments)
        return misused(u"Wrong number of arguments. \"gatehoused %1 --help\" tells about them."_s.arg(m_command));
    return std::nullopt;
}

std::optional<Config> CommandLine::config() const
{
    ConfigSource source{.file = {}, .dataDir = value(u"data-dir"_s), .settings = m_parser.values(u"set"_s)};
    if (isSet(u"config"_s))
        source.file = value(u"config"_s);
    if (m_listens && isSet(u"listen"_s))
        source.settings.append(u"server.listen="_s + value(u"listen"_s));
    auto config = loadConfig(source);
    if (!config) {
        fail(config.error().detail);
        return std::nullopt;
    }
    installLog(config->log.format);
    return *std::move(config);
}

void say(const QString &line)
{
    std::fputs(qPrintable(line + u'\n'), stdout);
    std::fflush(stdout);
}

static int complain(const QString &sentence, int status)
{
    std::fputs(qPrintable(u"gatehoused: "_s + sentence + u'\n'), stderr);
    return status;
}

int fail(const QString &sentence)
{
    return complain(sentence, Failed);
}

int misused(const QString &sentence)
{
    return complain(sentence, WrongUsage);
}
