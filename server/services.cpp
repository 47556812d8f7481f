// SPDX-License-Identifier: GPL-3.0-only
#include "services.h"

#include "crypto/random.h"

#include <QDir>
#include <QFileInfo>
#include <QThread>

using namespace Qt::StringLiterals;

constexpr int waitingHashes = 64;

static Tokens::Settings tokenSettings(const Config &config, const QString &publicUrl)
{
    return {.issuer = publicUrl, .audience = config.auth.audience.isEmpty() ? publicUrl : config.auth.audience};
}

static Error unusable(const QString &why)
{
    return {Error::Kind::Internal, code::internalServerError, why};
}

// A new key beside an old database would open none of its secrets.
static Result<> refuseWhatCannotWork(const Config &config)
{
    const QString file = config.sqliteFile();
    if (file.isEmpty())
        return unusable(u"Only SQLite is served so far: set database.url = \"sqlite:gatehouse.db\""_s);
    const QString key = config.secrets.masterKeyFile;
    if (QFileInfo::exists(file) && !QFileInfo::exists(key))
        return unusable(u"The master key %1 is missing, but the database %2 was made with one: put the key back"_s.arg(key, file));
    return {};
}

// Every command would go on to seal what the others can't open.
static Result<> refuseAnotherKey(const Services &services)
{
    if (TRY(services.signingKeys.opens()))
        return {};
    return unusable(u"The secrets in the database %1 do not open with the master key %2: put back the key that it was "
                    "made with"_s.arg(services.config.sqliteFile(), services.config.secrets.masterKeyFile));
}

Result<std::unique_ptr<Services>> Services::open(const Config &config, const QString &publicUrl, Clock clock)
{
    crypto::initialise();
    if (!QDir().mkpath(config.dataDirectory))
        return unusable(u"The data directory %1 can't be made: name another one with --data-dir"_s.arg(config.dataDirectory));
    TRY(refuseWhatCannotWork(config));
    auto sealer = TRY(crypto::Sealer::fromKeyFile(config.secrets.masterKeyFile));
    auto geo = TRY(Geo::open(config.geoip.database));
    Opened opened{std::move(sealer), std::move(geo)};
    std::unique_ptr<Services> services(new Services(config, std::move(opened), publicUrl, std::move(clock)));
    TRY(store::migrate(services->database));
    TRY(refuseAnotherKey(*services));
    return services;
}

Services::Services(const Config &configuration, Opened opened, const QString &publicUrl, Clock now)
    : config(configuration)
    , clock(std::move(now))
    , sealer(std::move(opened.sealer))
    , geo(std::move(opened.geo))
    , addresses{.publicUrl = publicUrl, .appUrl = config.server.appUrl}
    , database(config.sqliteFile())
    , cursorKey(sealer.derive("list cursors"))
    , hashing(QThread::idealThreadCount(), waitingHashes)
    , lastSeen(clock)
    , signingKeys(database, sealer, clock)
    , tokens(signingKeys, sealer.derive("unpublished tokens"), tokenSettings(config, publicUrl), clock)
    , throttle(database, config.throttle, sealer.derive("throttled addresses"), clock)
    , history(database, geo, cursorKey, clock)
    , audit(database, clock)
    , outbox(database, sealer, addresses, config.mail.language, clock)
    , outboxList(database, cursorKey)
    , sessions(database, tokens, geo, config.auth, clock)
    , sessionList(database, cursorKey, clock)
    , links(database, tokens, clock)
    , accountList(database, cursorKey, clock)
    , accounts(database, sessions, links, audit, accountList, clock)
    , passwords(database, hashing, config.password, clock)
    , verifications(database, accounts, links, outbox, throttle, audit, addresses, config)
    , registrations(database, accounts, passwords, verifications, links, outbox, throttle, addresses, config)
    , totp(database, accounts, sealer, outbox, config.totp, clock)
    , totpAdministration(database, totp, accounts, sessions, outbox, audit)
    , callers(database, tokens, lastSeen, config, clock)
    , signIns(database, accounts, sessions, tokens, history, throttle, outbox, config, clock)
    , passwordGuard(passwords, throttle)
    , login(accounts, passwordGuard, signIns)
    , secondFactors(database, accounts, sessions, signIns, totp, throttle, tokens, outbox, config, clock)
    , freshLogin(accounts, sessions, passwordGuard, secondFactors)
    , renewal(accounts, sessions, tokens, throttle, audit, config)
    , signOut(database, sessions, tokens, clock)
    , authMethods(database)
    , passwordChanges(database, accounts, passwords, passwordGuard, authMethods, sessions, signIns, links, throttle, outbox, audit)
    , passwordRequests(database, accounts, links, outbox, throttle, addresses, config)
    , emailChanges(database, accounts, passwordGuard, sessions, links, outbox, throttle, audit, addresses, config)
    , deactivation(accounts, passwordGuard)
    , relyingParty(RelyingParty::of(config.webauthn, addresses))
    , passkeys(database, accounts, authMethods, outbox, audit)
    , passkeyRegistration(database, accounts, sessions, passkeys, relyingParty, throttle, config.auth, clock)
    , passkeyLogin(database, accounts, signIns, relyingParty, throttle, audit, config.auth,
                   sealer.derive("invented passkeys"), clock)
    , passkeyDoctor(config.tls, relyingParty, clock)
    , providers(addresses, clock)
    , externalLinks(database,
                    {.accounts = accounts,
                     .methods = authMethods,
                     .passwords = passwords,
                     .guard = passwordGuard,
                     .passkeys = passkeys,
                     .totp = totp,
                     .sessions = sessions,
                     .signIns = signIns,
                     .links = links,
                     .outbox = outbox,
                     .audit = audit},
                    clock)
    , externalRegistration(database, externalLinks, providers, accounts, passwords, verifications, throttle, tokens, sealer,
                           config, clock)
    , externalSignIn(database, providers, externalLinks, externalRegistration, accounts, callers, signIns, throttle, config,
                     sealer.derive("ways over providers"), clock)
{
}
