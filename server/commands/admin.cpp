// SPDX-License-Identifier: GPL-3.0-only
#include "commands/commandline.h"

#include "application.h"

#include <QFileInfo>

#include <cstdio>
#include <iostream>
#include <string>

using namespace Qt::StringLiterals;

namespace {

void note(const QString &sentence)
{
    std::fputs(qPrintable(sentence + u'\n'), stderr);
}

QString configuredUrl(const Config &config)
{
    return config.publicUrl(config.server.listen.first().port);
}

// A token is good at the one URL that the server calls itself by, which may come from options and an
// environment that we do not see: what it wrote down counts, unless we are told otherwise here, or the
// configuration is newer and nobody runs by the older one.
QString publicUrlFor(const CommandLine &line, const Config &config)
{
    const QString configured = configuredUrl(config);
    const auto trace = RunningServer::traceIn(config.dataDirectory);
    const bool isTold = line.isSet(u"listen"_s) || line.isSet(u"public-url"_s);
    const bool isNewer = !config.file.isEmpty() && QFileInfo(config.file).lastModified() > trace.since;
    if (isTold || trace.publicUrl.isEmpty() || (isNewer && !trace.isRunning))
        return configured;
    if (!trace.isRunning && trace.publicUrl != configured)
        note(u"No server runs. The last one was %1; if the next one will be another, say so with --public-url."_s
                 .arg(trace.publicUrl));
    return trace.publicUrl;
}

std::unique_ptr<Services> openServices(const Config &config, const QString &publicUrl)
{
    auto services = Services::open(config, publicUrl, Application::systemClock());
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
    if (error.code == code::notFound && !error.detail.isEmpty())
        return error.detail;
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

Result<Registration> wantedAdmin(const CommandLine &line)
{
    const auto wanted = TRY(json::read<NewAccount>({{u"email"_s, line.value(u"email"_s)}, {u"name"_s, line.value(u"name"_s)}}));
    return Registration{.email = wanted.email,
                        .name = wanted.name,
                        .firstName = wanted.name.section(u' ', 0, 0),
                        .lastName = wanted.name.section(u' ', 1),
                        .emailVerified = true,
                        .isAdmin = true};
}

AuditEvent deedOf(const QByteArray &action, const std::optional<AccountId> &target = {})
{
    return {.action = action, .actor = {}, .target = target, .details = {{u"by"_s, u"command line"_s}}};
}

Result<OneTimeLink> invite(const Services &services, const CommandLine &line)
{
    const auto wanted = TRY(wantedAdmin(line));
    const auto invited = TRY(services.registrations.invite(wanted, deedOf("account.created"), services.audit, {}));
    return invited.link;
}

// With the password or not at all: nobody is left behind who can't sign in.
Result<> create(const Services &services, const CommandLine &line, const Secret &password)
{
    const auto wanted = TRY(wantedAdmin(line));
    TRY(services.passwords.check(password, {wanted.name, wanted.email}, u"password"_s));
    const QByteArray hash = TRY(services.passwords.hash(password));
    auto transaction = TRY(store::Transaction::begin(services.database));
    const AccountRow account = TRY(services.accounts.create(wanted));
    TRY(services.passwords.set(account.id, hash));
    TRY(services.audit.record(deedOf("account.created", account.id), {}));
    return transaction.commit();
}

Result<OneTimeLink> recover(const Services &services, const QString &email, bool resetsTwoFactor)
{
    const auto account = TRY(services.accounts.byEmail(email));
    if (!account)
        return Error{Error::Kind::NotFound, code::notFound, u"No account has the address %1."_s.arg(email)};
    const AuditEvent deed = deedOf("account.recovered", account->id);
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
    note(u"This link sets the password, once, until %1. Open it, or paste it into the console's first page."_s
             .arg(link.expiresAt.toLocalTime().toString(Qt::ISODate)));
}

int createWith(const Services &services, const CommandLine &line, const Secret &password)
{
    if (const auto created = create(services, line, password); !created)
        return fail(sentenceOf(created.error()));
    say(u"%1 is an administrator now."_s.arg(line.value(u"email"_s)));
    return Done;
}

int inviteTo(const Services &services, const CommandLine &line)
{
    const auto link = invite(services, line);
    if (!link)
        return fail(sentenceOf(link.error()));
    sayLink(*link);
    return Done;
}

} // namespace

int adminCreate(const QStringList &arguments)
{
    CommandLine line(u"admin create"_s, u"Makes an administrator, also while the server runs, and prints a one-time link that"
                                        " sets the password; with --password-stdin there is no link."_s);
    line.addOption(u"email"_s, u"The address to sign in with."_s, u"EMAIL"_s);
    line.addOption(u"name"_s, u"The person's name."_s, u"NAME"_s);
    line.addOption(u"password-stdin"_s, u"Read the password from standard input, one line."_s);
    line.addListenOption();
    line.addPublicUrlOption();
    if (const auto status = line.parse(arguments))
        return *status;
    if (!line.isSet(u"email"_s) || !line.isSet(u"name"_s))
        return misused(u"--email and --name are needed."_s);
    const auto config = line.config();
    const auto services = config ? openServices(*config, publicUrlFor(line, *config)) : nullptr;
    if (!services)
        return Failed;
    const bool readsPassword = line.isSet(u"password-stdin"_s);
    const auto password = readsPassword ? passwordFromStandardInput() : std::nullopt;
    if (readsPassword && !password)
        return fail(u"There was no password on standard input."_s);
    return password ? createWith(*services, line, *password) : inviteTo(*services, line);
}

int adminRecover(const QStringList &arguments)
{
    CommandLine line(u"admin recover"_s, u"Enables and unlocks an account and prints a one-time link that sets its password."
                                         " Needs the data directory."_s);
    line.addOption(u"email"_s, u"The account's address."_s, u"EMAIL"_s);
    line.addOption(u"reset-2fa"_s, u"Turn its two-factor off as well."_s);
    line.addListenOption();
    line.addPublicUrlOption();
    if (const auto status = line.parse(arguments))
        return *status;
    if (!line.isSet(u"email"_s))
        return misused(u"--email is needed."_s);
    const auto config = line.config();
    const auto services = config ? openServices(*config, publicUrlFor(line, *config)) : nullptr;
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
    const auto services = config ? openServices(*config, configuredUrl(*config)) : nullptr;
    if (!services)
        return Failed;
    if (const auto rotated = services->signingKeys.rotate(); !rotated)
        return fail(rotated.error().detail);
    say(u"New tokens are signed with a new key within a minute."_s);
    return Done;
}
