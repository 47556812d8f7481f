// SPDX-License-Identifier: GPL-3.0-only
#include "commands/commandline.h"

#include "application.h"

#include <cstdio>
#include <iostream>
#include <string>

using namespace Qt::StringLiterals;

namespace {

std::unique_ptr<Services> openServices(const Config &config)
{
    const quint16 port = config.server.listen.first().port;
    auto services = Services::open(config, config.publicUrl(port), Application::systemClock());
    if (!services) {
        fail(services.error().detail);
        return nullptr;
    }
    return std::move(*services);
}

QString sentenceOf(const Error &error)
{
    if (!error.fields.isEmpty()) {
        const FieldError &fault = error.fields.first();
        return fault.field + u": "_s + QString::fromLatin1(code::sentence(fault.code));
    }
    const QString sentence = QString::fromLatin1(code::sentence(error.code));
    return error.detail.isEmpty() ? sentence : sentence + u" ("_s + error.detail + u')';
}

std::optional<Secret> passwordFromStandardInput()
{
    std::string line;
    if (!std::getline(std::cin, line))
        return std::nullopt;
    if (!line.empty() && line.back() == '\r')
        line.pop_back();
    return Secret(QByteArray::fromStdString(line));
}

Result<> setPassword(const Services &services, const AccountRow &account, const Secret &password)
{
    TRY(services.passwords.check(password, {account.name, account.email}, u"password"_s));
    const QByteArray hash = TRY(services.passwords.hash(password));
    return services.passwords.set(account.id, hash);
}

Result<OneTimeLink> create(const Services &services, const CommandLine &line, const std::optional<Secret> &password)
{
    const auto wanted = TRY(json::read<NewAccount>({{u"email"_s, line.value(u"email"_s)}, {u"name"_s, line.value(u"name"_s)}}));
    if (password)
        TRY(services.passwords.check(*password, {wanted.name, wanted.email}, u"password"_s));
    const Registration registration{.email = wanted.email,
                                    .name = wanted.name,
                                    .firstName = wanted.name.section(u' ', 0, 0),
                                    .lastName = wanted.name.section(u' ', 1),
                                    .emailVerified = true,
                                    .isAdmin = true};
    const AuditEvent deed{.action = "account.created", .actor = {}, .target = {}, .details = {{u"by"_s, u"command line"_s}}};
    const auto invited = TRY(services.registrations.invite(registration, deed, services.audit, {}));
    if (password) {
        TRY(setPassword(services, invited.account, *password));
        TRY(services.links.cancel(invited.account.id, {TokenUse::Reset}));
    }
    return invited.link;
}

Result<OneTimeLink> recover(const Services &services, const QString &email, bool resetsTwoFactor)
{
    const auto account = TRY(services.accounts.byEmail(email));
    if (!account)
        return Error{Error::Kind::NotFound, code::notFound, u"no account has the address "_s + email};
    const AuditEvent deed{.action = "account.recovered", .actor = {}, .target = account->id, .details = {{u"by"_s, u"command line"_s}}};
    TRY(services.accounts.setDeactivated(account->id, false, deed, {}));
    TRY(services.accounts.setLocked(account->id, false, deed, {}));
    TRY(services.throttle.forgive(account->id));
    if (resetsTwoFactor)
        TRY(services.totpAdministration.remove(account->id, {}, {}));
    return services.registrations.setPasswordLink(*account);
}

void sayLink(const OneTimeLink &link)
{
    say(link.link);
    std::fputs(qPrintable(u"This link sets the password, once, until %1. Open it, or paste it into the console's first page.\n"_s
                              .arg(link.expiresAt.toLocalTime().toString(Qt::ISODate))),
               stderr);
}

} // namespace

int adminCreate(const QStringList &arguments)
{
    CommandLine line(u"admin create"_s, u"Makes an administrator, also while the server runs, and prints a one-time link that"
                                        " sets the password; with --password-stdin there is no link."_s);
    line.addOption(u"email"_s, u"The address to sign in with."_s, u"EMAIL"_s);
    line.addOption(u"name"_s, u"The person's name."_s, u"NAME"_s);
    line.addOption(u"password-stdin"_s, u"Read the password from standard input, one line."_s);
    if (const auto status = line.parse(arguments))
        return *status;
    if (!line.isSet(u"email"_s) || !line.isSet(u"name"_s))
        return misused(u"--email and --name are needed."_s);
    const auto config = line.config();
    const auto services = config ? openServices(*config) : nullptr;
    if (!services)
        return Failed;
    const bool readsPassword = line.isSet(u"password-stdin"_s);
    const auto password = readsPassword ? passwordFromStandardInput() : std::nullopt;
    if (readsPassword && !password)
        return fail(u"There was no password on standard input."_s);
    const auto link = create(*services, line, password);
    if (!link)
        return fail(sentenceOf(link.error()));
    if (readsPassword)
        say(u"%1 is an administrator now."_s.arg(line.value(u"email"_s)));
    else
        sayLink(*link);
    return Done;
}

int adminRecover(const QStringList &arguments)
{
    CommandLine line(u"admin recover"_s, u"Enables and unlocks an account and prints a one-time link that sets its password."
                                         " Needs the data directory."_s);
    line.addOption(u"email"_s, u"The account's address."_s, u"EMAIL"_s);
    line.addOption(u"reset-2fa"_s, u"Turn its two-factor off as well."_s);
    if (const auto status = line.parse(arguments))
        return *status;
    if (!line.isSet(u"email"_s))
        return misused(u"--email is needed."_s);
    const auto config = line.config();
    const auto services = config ? openServices(*config) : nullptr;
    if (!services)
        return Failed;
    const auto link = recover(*services, line.value(u"email"_s), line.isSet(u"reset-2fa"_s));
    if (!link)
        return fail(sentenceOf(link.error()));
    sayLink(*link);
    return Done;
}

int rotateKeys(const QStringList &arguments)
{
    CommandLine line(u"rotate-keys"_s, u"Makes a new signing key, also while the server runs; tokens signed with the old one"
                                       " stay good until they expire."_s);
    if (const auto status = line.parse(arguments))
        return *status;
    const auto config = line.config();
    const auto services = config ? openServices(*config) : nullptr;
    if (!services)
        return Failed;
    if (const auto rotated = services->signingKeys.rotate(); !rotated)
        return fail(rotated.error().detail);
    say(u"New tokens are signed with a new key within a minute."_s);
    return Done;
}
