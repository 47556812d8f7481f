// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "config.h"

#include <QCommandLineParser>

// Exit statuses, a contract with scripts.
enum ExitStatus { Done = 0, Failed = 1, WrongUsage = 2 };

// What gatehoused was called with: finds the command and runs it. An ExitStatus.
int runCommandLine(const QStringList &arguments);

// A command's own options beside those that all have; parses, and answers --help.
class CommandLine
{
public:
    CommandLine(const QString &command, const QString &description);

    void addOption(const QString &name, const QString &description, const QString &valueName = {});
    void addSettingOption(const QString &name, const QString &description, const QString &valueName,
                          const QString &key); // overrides this key of the configuration
    void addListenOption();                    // --listen, which overrides server.listen
    void addPublicUrlOption();                 // --public-url, which overrides server.public_url
    void addArgument(const QString &name, const QString &description);

    // An exit status if the command is over already: --help, or wrong usage.
    std::optional<int> parse(const QStringList &arguments);

    bool isSet(const QString &option) const { return m_parser.isSet(option); }
    QString value(const QString &option) const { return m_parser.value(option); }
    QStringList positional() const { return m_parser.positionalArguments(); }

    // The configuration by --config, --data-dir, --set and the environment. Says what is wrong.
    std::optional<Config> config() const;

private:
    QString help() const;

    QString m_command;
    qsizetype m_arguments = 0;
    QList<std::pair<QString, QString>> m_settingOptions; // and their keys
    QCommandLineParser m_parser;
};

// Lines for people and scripts on standard output, and complaints on standard error.
void say(const QString &line);
int fail(const QString &sentence);         // Failed
int misused(const QString &sentence);      // WrongUsage

int serve(const QStringList &arguments);
int adminCreate(const QStringList &arguments);
int adminRecover(const QStringList &arguments);
int check(const QStringList &arguments);
int demo(const QStringList &arguments);
int rotateKeys(const QStringList &arguments);
int version(const QStringList &arguments);
