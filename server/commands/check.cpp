// SPDX-License-Identifier: GPL-3.0-only
#include "commands/commandline.h"

#include "application.h"
#include "external/providertest.h"
#include "http/tlsfiles.h"

#include <QFileInfo>
#include <QTcpSocket>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace {

struct Finding
{
    enum class Verdict { Ok, Note, Wrong };
    Verdict verdict;
    QString subject;
    QString sentence;
};

using Verdict = Finding::Verdict;

void print(const Finding &finding)
{
    const QString mark = finding.verdict == Verdict::Ok ? u"ok"_s : finding.verdict == Verdict::Note ? u"note"_s : u"WRONG"_s;
    say(mark.leftJustified(6) + finding.subject.leftJustified(14) + finding.sentence);
}

Finding checkConfiguration(const Config &config)
{
    return {Verdict::Ok, u"configuration"_s, config.file.isEmpty() ? u"no file, all defaults"_s : config.file};
}

// Looking must not make anything: files that root makes here the server's own user could not read.
Finding checkDatabase(const Config &config)
{
    const QString subject = u"database"_s;
    if (config.sqliteFile().isEmpty())
        return {Verdict::Wrong, subject, u"only SQLite is served so far: set database.url = \"sqlite:gatehouse.db\""_s};
    if (!QFileInfo::exists(config.sqliteFile()))
        return {Verdict::Note, subject, u"%1 does not exist yet: the first start makes it"_s.arg(config.sqliteFile())};
    if (!QFileInfo(config.sqliteFile()).isWritable())
        return {Verdict::Wrong, subject, u"%1 can't be written: run this as the server's user"_s.arg(config.sqliteFile())};
    const auto services = Services::open(config, config.publicUrl(config.server.listen.first().port), Application::systemClock());
    if (!services)
        return {Verdict::Wrong, subject, services.error().detail};
    const auto hasAdmin = (*services)->accounts.hasAnyAdmin();
    if (!hasAdmin)
        return {Verdict::Wrong, subject, hasAdmin.error().detail};
    if (!*hasAdmin)
        return {Verdict::Note, subject, u"nobody is an administrator yet: run \"gatehoused admin create\""_s};
    return {Verdict::Ok, subject, config.sqliteFile() + u", migrations applied"_s};
}

Finding checkTls(const Config &config)
{
    const QString subject = u"TLS"_s;
    if (config.tls.mode == Config::TlsMode::Off)
        return {Verdict::Note, subject, u"off: passwords travel unencrypted unless a proxy in front speaks TLS"_s};
    if (!config.usesTls())
        return {Verdict::Ok, subject, u"not needed on loopback"_s};
    const auto tls = http::tlsFromFiles(config.tls.certificate, config.tls.key);
    if (!tls)
        return {Verdict::Wrong, subject, tls.error().detail};
    const QDateTime end = tls->localCertificate().expiryDate();
    const bool endsSoon = QDateTime::currentDateTimeUtc().daysTo(end) < 14;
    return {endsSoon ? Verdict::Note : Verdict::Ok, subject, u"the certificate is good until %1"_s.arg(end.toString(Qt::ISODate))};
}

Finding checkMail(const Config &config)
{
    const QString subject = u"mail"_s;
    if (config.mail.url.isEmpty())
        return {Verdict::Ok, subject, u"no mail server: mails stay in the outbox"_s};
    const QUrl url(config.mail.url);
    QTcpSocket socket;
    socket.connectToHost(url.host(), quint16(url.port(url.scheme() == "smtps"_L1 ? 465 : 25)));
    if (!socket.waitForConnected(5000))
        return {Verdict::Wrong, subject, u"%1 does not answer: %2"_s.arg(url.host(), socket.errorString())};
    return {Verdict::Ok, subject, u"%1 answers"_s.arg(url.host())};
}

// What the doctor of the console finds too.
Finding checkWebAuthn(const Config &config)
{
    const QString subject = u"passkeys"_s;
    const Addresses addresses{.publicUrl = config.publicUrl(config.server.listen.first().port),
                              .appUrl = config.server.appUrl};
    const auto party = RelyingParty::of(config.webauthn, addresses);
    const PasskeyReport report = PasskeyDoctor(config.tls, party, Application::systemClock()).examine();
    for (const PasskeyCheck &one : report.checks) {
        if (!one.passed && !sentenceOf(one).isEmpty())
            return {Verdict::Note, subject, sentenceOf(one)};
    }
    return {Verdict::Ok, subject, u"can work for %1"_s.arg(party.id)};
}

// The first thing that is wrong with one of them. That PKCE is not announced stops nobody.
Finding checkProviders(const Config &config)
{
    const QString subject = u"providers"_s;
    if (config.providers.isEmpty())
        return {Verdict::Ok, subject, u"none: people sign in with what they have here"_s};
    const Addresses addresses{.publicUrl = config.publicUrl(config.server.listen.first().port),
                              .appUrl = config.server.appUrl};
    Providers providers(addresses, Application::systemClock());
    if (const auto loaded = providers.load(config.providers); !loaded)
        return {Verdict::Wrong, subject, loaded.error().detail};
    for (const auto &provider : providers.all()) {
        for (const ProviderCheck &one : testProvider(*provider)) {
            if (!one.passed && one.check != "pkce"_L1)
                return {Verdict::Wrong, subject, u"%1: %2 (%3)"_s.arg(provider->name(), one.code, one.value)};
        }
    }
    return {Verdict::Ok, subject, u"%1 answer as they should"_s.arg(config.providers.size())};
}

Finding checkClock()
{
    const QString subject = u"clock"_s;
    const auto isSynchronised = isClockSynchronised();
    const QString now = QDateTime::currentDateTimeUtc().toString(Qt::ISODate);
    if (QDate::currentDate().year() < 2024)
        return {Verdict::Wrong, subject, u"it says %1: two-factor codes and certificates need the right time"_s.arg(now)};
    if (!isSynchronised)
        return {Verdict::Note, subject,
                u"%1; whether something keeps it right can't be asked here, see \"timedatectl\""_s.arg(now)};
    if (!*isSynchronised)
        return {Verdict::Note, subject, u"%1, not synchronised: two-factor codes need it right to half a minute"_s.arg(now)};
    return {Verdict::Ok, subject, now};
}

} // namespace

int check(const QStringList &arguments)
{
    CommandLine line(u"check"_s, u"Looks at everything that the server needs, one line each, with what to do. Changes nothing"
                                 " but the database's migrations. Fails if something is wrong."_s);
    if (const auto status = line.parse(arguments))
        return *status;
    const auto config = line.config();
    if (!config)
        return Failed;
    const QList<Finding> findings{checkConfiguration(*config), checkDatabase(*config), checkTls(*config),
                                  checkMail(*config),          checkWebAuthn(*config), checkProviders(*config), checkClock()};
    bool isWrong = false;
    for (const Finding &finding : findings) {
        print(finding);
        isWrong = isWrong || finding.verdict == Verdict::Wrong;
    }
    return isWrong ? Failed : Done;
}
