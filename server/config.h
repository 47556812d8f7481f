// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "base/result.h"
#include "base/secret.h"

#include <QHostAddress>
#include <QPair>
#include <QProcessEnvironment>
#include <QStringList>

#include <chrono>
#include <optional>

// Everything that gatehouse.toml, the environment and --set say, checked, with defaults filled in.
// A member's name is its key's in camel case; file names are absolute.
struct Config
{
    using Seconds = std::chrono::seconds;
    using Subnet = QPair<QHostAddress, int>; // as QHostAddress::isInSubnet() takes it

    struct Endpoint
    {
        QHostAddress address;
        quint16 port = 0;
        bool operator==(const Endpoint &) const = default;
    };

    enum class TlsMode { Auto, Files, Off };
    enum class Verification { Mail, None };
    enum class LoginTokens { Full, Session, None };
    enum class LogFormat { Text, Json };
    enum class ProviderType { Oidc, Google, GitHub, OAuth2 };

    struct Server
    {
        QList<Endpoint> listen = {{QHostAddress(QHostAddress::LocalHost), 8420}};
        QString publicUrl; // an origin without a slash at its end; empty: see Config::publicUrl()
        QStringList returnUrls;
        QString appUrl; // without a slash at its end; empty: the server's own pages
        QList<Subnet> trustedProxies;
        QStringList corsOrigins;    // spelled as browsers send them
        qint64 maxBody = 64 * 1024; // bytes
    };
    struct Tls
    {
        TlsMode mode = TlsMode::Auto;
        QString certificate;
        QString key;
    };
    struct Database
    {
        QString url; // sqlite:<absolute file> or postgresql://…
        QString passwordFile;
    };
    struct Mail
    {
        QString url; // empty: mails stay in the outbox
        QString passwordFile;
        QString caFile; // PEM; what the mail server's certificate is checked with; empty: the system's
        QString from = QStringLiteral("Gatehouse <noreply@localhost>");
        QString language = QStringLiteral("en"); // of the mails: en, de
    };
    struct Auth
    {
        bool signup = true;
        Verification verification = Verification::Mail;
        bool revealExisting = false;
        bool requireVerifiedEmail = false;
        LoginTokens jsonLoginTokens = LoginTokens::Full;
        QString audience; // empty: the public URL
        Seconds accessTtl = std::chrono::hours(1);
        Seconds formAccessTtl = std::chrono::minutes(30);
        Seconds refreshTtl = std::chrono::days(30);
        Seconds formRefreshTtl = std::chrono::hours(24);
        Seconds sessionTtl = std::chrono::days(30);
        Seconds sessionTtlUnremembered = std::chrono::hours(24);
        Seconds sessionMax = std::chrono::days(90);
        Seconds pendingTtl = std::chrono::minutes(15);
        Seconds verifyTtl = std::chrono::hours(24);
        Seconds emailChangeTtl = std::chrono::hours(24);
        Seconds resetTtl = std::chrono::hours(1);
        Seconds setupTtl = std::chrono::hours(24);
        Seconds externalTtl = std::chrono::minutes(30);
        Seconds challengeTtl = std::chrono::minutes(5);
        Seconds refreshGrace = std::chrono::seconds(10);
        Seconds freshTtl = std::chrono::minutes(10);
        bool operator==(const Auth &) const = default;
    };
    struct Password
    {
        int minLength = 8; // code points after NFKC
        bool requireLetterAndDigit = false;
        int argon2MemoryKib = 19456;
        int argon2Passes = 2;
        bool operator==(const Password &) const = default;
    };

    // The ladder and limits of api.md 0.9, a key for each figure.
    struct Throttle
    {
        struct Step
        {
            int failures = 0; // from this many failures on …
            Seconds wait{};   // … the next try has to wait this long
            bool operator==(const Step &) const = default;
        };
        bool enabled = true;
        // throttle.ladder = ["3:1s", "6:3s", "10:5s", "25:10s"], rising
        QList<Step> ladder = {{3, Seconds(1)}, {6, Seconds(3)}, {10, Seconds(5)}, {25, Seconds(10)}};
        Seconds forgetAfter = std::chrono::hours(24); // since the last failure of an account and network
        int accountFailures = 100;                    // consecutive ones of an account, over all networks
        Seconds accountRetryAfter = std::chrono::hours(1);   // told to networks it is not known from
        Seconds accountForgetAfter = std::chrono::hours(24); // without a failure
        Seconds networkKnownFor = std::chrono::days(90);     // since it last signed in from there
        int networkFailures = 300;                           // of one network over all accounts …
        Seconds networkWindow = std::chrono::hours(1);       // … within this
        int pendingCodes = 5;                                // the wrong code that ends a pending sign-in
        int accountCodes = 20;                               // wrong second-factor codes of an account …
        Seconds accountCodesWindow = std::chrono::hours(24); // … within this …
        Seconds accountCodesPause = std::chrono::hours(1);   // … stop further ones for this long
        int mailsPerAddress = 3;                             // mails to one address …
        int mailsPerClient = 20;                             // … and asked for by one client …
        Seconds mailWindow = std::chrono::hours(1);          // … within this
        int registrationsPerClient = 10;
        Seconds registrationWindow = std::chrono::hours(1);
        int refreshesPerClient = 60;
        Seconds refreshWindow = std::chrono::minutes(1);
        bool operator==(const Throttle &) const = default;
    };
    struct Totp
    {
        QString issuer = QStringLiteral("Gatehouse");
    };
    struct Webauthn // what is empty follows from the public URL
    {
        QString rpId;
        QString rpName;
        QStringList origins;
    };
    struct Provider
    {
        QString name; // [a-z0-9_-]+
        ProviderType type = ProviderType::Oidc;
        QString issuer;
        QString clientId;
        QString clientSecretFile;
        Secret clientSecret;     // only from OPENID_PROVIDER_<NAME>_CLIENT_SECRET
        QString caFile;          // who vouches for its certificate, besides the system's
        bool privateNetwork = false; // all its endpoints may be on private addresses, whatever their names
        QStringList scopes;      // empty: the type's own
        bool trustEmail = false; // true by default for google and github
        QString displayName;
        QString authorizationUrl; // these only for oauth2
        QString tokenUrl;
        QString userinfoUrl;
        QString idField = QStringLiteral("id"); // providers.NAME.fields.id …
        QString emailField = QStringLiteral("email");
        QString emailVerifiedField = QStringLiteral("email_verified");
        QString nameField = QStringLiteral("name");
        QString avatarField = QStringLiteral("avatar_url");
    };
    struct Geoip
    {
        QString database;
    };
    struct History
    {
        Seconds retention = std::chrono::days(180);
    };
    struct Secrets
    {
        QString masterKeyFile; // DATA_DIR/master.key
    };
    struct Metrics
    {
        std::optional<Endpoint> listen;
    };
    struct Log
    {
        LogFormat format = LogFormat::Text;
    };

    QString dataDirectory; // absolute
    QString file;          // what was read, absolute; empty if there is none
    Server server;
    Tls tls;
    Database database;
    Mail mail;
    Auth auth;
    Password password;
    Throttle throttle;
    Totp totp;
    Webauthn webauthn;
    QList<Provider> providers; // by name
    Geoip geoip;
    History history;
    Secrets secrets;
    Metrics metrics;
    Log log;

    // Whether we speak TLS ourselves.
    bool usesTls() const { return tls.mode == TlsMode::Files; }

    // server.public_url, or what follows from the one address that is listened on: on loopback
    // http://localhost:PORT. The port is the real one, which port 0 leaves open until then.
    QString publicUrl(quint16 port) const;

    // The file behind a sqlite: URL; empty for PostgreSQL.
    QString sqliteFile() const;
};

// Where a configuration comes from.
struct ConfigSource
{
    std::optional<QString> file; // --config
    QString dataDir;             // --data-dir; empty: see dataDirectory()
    QStringList settings;        // --set, each "section.key=value"
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    QString systemFile = QStringLiteral("/etc/gatehouse/gatehouse.toml");
};

// The data directory: --data-dir, else $STATE_DIRECTORY, else /var/lib/gatehouse for root and for
// whoever may write there, else $XDG_DATA_HOME/gatehouse. Not made here.
QString dataDirectory(const ConfigSource &source);

// Reads the file (--config, else DATA_DIR/gatehouse.toml, else the system's; none is fine), then
// GATEHOUSE_<SECTION>__<KEY> and OPENID_PROVIDERS of the environment, then --set: each overrides
// the ones before. The detail of an Error is one sentence for the administrator: file and line,
// the key, and what is allowed.
Result<Config> loadConfig(const ConfigSource &source);
