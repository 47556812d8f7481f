// SPDX-License-Identifier: GPL-3.0-only
#include "commands/commandline.h"

#include "log.h"

#include <algorithm>
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
    {"version"_L1, "Print the version"_L1, version},
};

// All commands, or those that begin with one word.
QString overview(const QString &group = {})
{
    const QString start = group.isEmpty() ? group : group + u' ';
    QString text = u"Usage: gatehoused %1COMMAND [options]\n\nCommands:\n"_s.arg(start);
    for (const Command &command : commands) {
        if (QString(command.words).startsWith(start))
            text += u"  "_s + QString(command.words).leftJustified(16) + command.description + u'\n';
    }
    return text + u"\n\"gatehoused COMMAND --help\" tells about one of them."_s;
}

bool isGroup(const QString &word)
{
    return std::ranges::any_of(commands, [&](const Command &command) {
        return !word.isEmpty() && QString(command.words).startsWith(word + u' ');
    });
}

bool asksForHelp(const QString &word)
{
    return word == "--help"_L1 || word == "-h"_L1 || word == "help"_L1;
}

int runWords(const QStringList &words)
{
    const QString first = words.value(0);
    if (isGroup(first) && asksForHelp(words.value(1))) {
        say(overview(first));
        return Done;
    }
    if (isGroup(first) && words.size() == 1)
        return misused(overview(first));
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
    if (asksForHelp(first)) {
        say(overview());
        return Done;
    }
    if (first == "--version"_L1)
        return version(words.sliced(1));
    if (first.isEmpty())
        return misused(overview());
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

void CommandLine::addSettingOption(const QString &name, const QString &description, const QString &valueName,
                                   const QString &key)
{
    addOption(name, description, valueName);
    m_settingOptions.append({name, key});
}

void CommandLine::addListenOption()
{
    addSettingOption(u"listen"_s, u"The address that the server listens on, instead of the configured ones."_s,
                     u"HOST:PORT"_s, u"server.listen"_s);
}

void CommandLine::addPublicUrlOption()
{
    addSettingOption(u"public-url"_s, u"The URL that links begin with, instead of the configured one."_s, u"URL"_s,
                     u"server.public_url"_s);
}

void CommandLine::addArgument(const QString &name, const QString &description)
{
    m_parser.addPositionalArgument(name, description);
    ++m_arguments;
}

// The parser itself would name the file of the program, and no command.
QString CommandLine::help() const
{
    const QString text = m_parser.helpText().trimmed();
    const qsizetype options = text.indexOf("[options]"_L1);
    return u"Usage: gatehoused %1 "_s.arg(m_command) + text.sliced(qMax(options, qsizetype(0)));
}

std::optional<int> CommandLine::parse(const QStringList &arguments)
{
    if (!m_parser.parse(QStringList{u"gatehoused "_s + m_command} + arguments))
        return misused(m_parser.errorText() + u" \"gatehoused %1 --help\" tells about it."_s.arg(m_command));
    if (m_parser.isSet(u"help"_s)) {
        say(help());
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
    for (const auto &[option, key] : m_settingOptions) {
        if (isSet(option))
            source.settings.append(key + u'=' + value(option));
    }
    auto config = loadConfig(source);
    if (!config) {
        fail(config.error().detail);
        return std::nullopt;
    }
    installLog(config->log.format);
    return *std::move(config);
}

int version(const QStringList &arguments)
{
    CommandLine line(u"version"_s, u"Prints the version of this program."_s);
    if (const auto status = line.parse(arguments))
        return *status;
    say(u"gatehoused "_s + QStringLiteral(GATEHOUSE_VERSION));
    return Done;
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
