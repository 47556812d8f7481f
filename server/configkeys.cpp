// SPDX-License-Identifier: GPL-3.0-only
#include "configkeys.h"

#include "configkinds.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using Keys = QList<ConfigKey<Config>>;

template<class Section, class T>
ConfigKey<Config> key(const QString &name, Section Config::*section, T Section::*member, const Kind<T> &kind)
{
    return {name, kind.allowed, [=](Config &config, const SettingValue &setting) {
                const auto value = kind.read(setting);
                if (value)
                    config.*section.*member = *value;
                return value.has_value();
            }};
}

template<class T>
ConfigKey<Config::Provider> key(const QString &name, T Config::Provider::*member, const Kind<T> &kind)
{
    return {name, kind.allowed, [=](Config::Provider &provider, const SettingValue &setting) {
                const auto value = kind.read(setting);
                if (value)
                    provider.*member = *value;
                return value.has_value();
            }};
}

Kind<Config::Seconds> duration(Config::Seconds least = 1s, Config::Seconds most = 24h * 3650)
{
    return kind::duration(least, most);
}

Kind<int> count() { return kind::number(1, 1'000'000); }

Kind<QString> optionalUrl() { return kind::emptyOr<QString>(kind::webUrl()); }

Keys serverKeys(const QString &folder)
{
    using S = Config::Server;
    const auto at = &Config::server;
    const auto tls = &Config::tls;
    using Mode = Config::TlsMode;
    const auto modes =
        kind::oneOf<Mode>({{u"auto"_s, Mode::Auto}, {u"files"_s, Mode::Files}, {u"off"_s, Mode::Off}});
    return {key(u"server.listen"_s, at, &S::listen, kind::listOf(kind::endpoint())),
            key(u"server.public_url"_s, at, &S::publicUrl, kind::emptyOr<QString>(kind::origin())),
            key(u"server.return_urls"_s, at, &S::returnUrls, kind::listOf(kind::returnUrl())),
            key(u"server.app_url"_s, at, &S::appUrl, optionalUrl()),
            key(u"server.trusted_proxies"_s, at, &S::trustedProxies, kind::listOf(kind::subnet())),
            key(u"server.cors_origins"_s, at, &S::corsOrigins, kind::listOf(kind::origin())),
            key(u"server.max_body"_s, at, &S::maxBody, kind::size(1 << 10, 64 << 20)),
            key(u"tls.mode"_s, tls, &Config::Tls::mode, modes),
            key(u"tls.certificate"_s, tls, &Config::Tls::certificate, kind::path(folder)),
            key(u"tls.key"_s, tls, &Config::Tls::key, kind::path(folder))};
}

Keys storageKeys(const QString &folder)
{
    using Format = Config::LogFormat;
    const auto formats = kind::oneOf<Format>({{u"text"_s, Format::Text}, {u"json"_s, Format::Json}});
    using Listen = std::optional<Config::Endpoint>;
    const auto readNone = [](const SettingValue &setting) {
        const bool isEmpty = setting.text() == QString();
        return isEmpty ? std::optional<Listen>(std::in_place) : std::nullopt;
    };
    const Kind<Listen> none{u"\"\" or left out: metrics are not served yet"_s, readNone};
    return {key(u"database.url"_s, &Config::database, &Config::Database::url, kind::databaseUrl(folder)),
            key(u"database.password_file"_s, &Config::database, &Config::Database::passwordFile,
                kind::path(folder)),
            key(u"mail.url"_s, &Config::mail, &Config::Mail::url, kind::emptyOr<QString>(kind::mailUrl())),
            key(u"mail.password_file"_s, &Config::mail, &Config::Mail::passwordFile, kind::path(folder)),
            key(u"mail.ca_file"_s, &Config::mail, &Config::Mail::caFile, kind::path(folder)),
            key(u"mail.from"_s, &Config::mail, &Config::Mail::from, kind::mailbox()),
            key(u"mail.language"_s, &Config::mail, &Config::Mail::language, kind::oneOf<QString>({{u"en"_s, u"en"_s}, {u"de"_s, u"de"_s}})),
            key(u"geoip.database"_s, &Config::geoip, &Config::Geoip::database, kind::path(folder)),
            key(u"history.retention"_s, &Config::history, &Config::History::retention, duration(24h)),
            key(u"secrets.master_key_file"_s, &Config::secrets, &Config::Secrets::masterKeyFile,
                kind::path(folder)),
            key(u"metrics.listen"_s, &Config::metrics, &Config::Metrics::listen, none),
            key(u"log.format"_s, &Config::log, &Config::Log::format, formats)};
}

Keys authKeys()
{
    using A = Config::Auth;
    using Verification = Config::Verification;
    using Tokens = Config::LoginTokens;
    const auto at = &Config::auth;
    const auto verifications =
        kind::oneOf<Verification>({{u"mail"_s, Verification::Mail}, {u"none"_s, Verification::None}});
    const auto tokens = kind::oneOf<Tokens>(
        {{u"full"_s, Tokens::Full}, {u"session"_s, Tokens::Session}, {u"none"_s, Tokens::None}});
    return {key(u"auth.signup"_s, at, &A::signup, kind::yesOrNo()),
            key(u"auth.verification"_s, at, &A::verification, verifications),
            key(u"auth.reveal_existing"_s, at, &A::revealExisting, kind::yesOrNo()),
            key(u"auth.require_verified_email"_s, at, &A::requireVerifiedEmail, kind::yesOrNo()),
            key(u"auth.json_login_tokens"_s, at, &A::jsonLoginTokens, tokens),
            key(u"auth.audience"_s, at, &A::audience, kind::text()),
            key(u"auth.access_ttl"_s, at, &A::accessTtl, duration()),
            key(u"auth.form_access_ttl"_s, at, &A::formAccessTtl, duration()),
            key(u"auth.refresh_ttl"_s, at, &A::refreshTtl, duration()),
            key(u"auth.form_refresh_ttl"_s, at, &A::formRefreshTtl, duration()),
            key(u"auth.session_ttl"_s, at, &A::sessionTtl, duration()),
            key(u"auth.session_ttl_unremembered"_s, at, &A::sessionTtlUnremembered, duration()),
            key(u"auth.session_max"_s, at, &A::sessionMax, duration()),
            key(u"auth.pending_ttl"_s, at, &A::pendingTtl, duration()),
            key(u"auth.verify_ttl"_s, at, &A::verifyTtl, duration()),
            key(u"auth.email_change_ttl"_s, at, &A::emailChangeTtl, duration()),
            key(u"auth.reset_ttl"_s, at, &A::resetTtl, duration()),
            key(u"auth.setup_ttl"_s, at, &A::setupTtl, duration()),
            key(u"auth.external_ttl"_s, at, &A::externalTtl, duration()),
            key(u"auth.challenge_ttl"_s, at, &A::challengeTtl, duration()),
            key(u"auth.refresh_grace"_s, at, &A::refreshGrace, duration(0s, 5min)),
            key(u"auth.fresh_ttl"_s, at, &A::freshTtl, duration())};
}

Keys credentialKeys()
{
    using P = Config::Password;
    using W = Config::Webauthn;
    const auto password = &Config::password;
    const auto webauthn = &Config::webauthn;
    return {key(u"password.min_length"_s, password, &P::minLength, kind::number(8, 128)),
            key(u"password.require_letter_and_digit"_s, password, &P::requireLetterAndDigit, kind::yesOrNo()),
            key(u"password.argon2_memory_kib"_s, password, &P::argon2MemoryKib, kind::number(8, 4 << 20)),
            key(u"password.argon2_passes"_s, password, &P::argon2Passes, kind::number(1, 100)),
            key(u"totp.issuer"_s, &Config::totp, &Config::Totp::issuer, kind::text()),
            key(u"webauthn.rp_id"_s, webauthn, &W::rpId, kind::emptyOr<QString>(kind::word())),
            key(u"webauthn.rp_name"_s, webauthn, &W::rpName, kind::text()),
            key(u"webauthn.origins"_s, webauthn, &W::origins, kind::listOf(kind::origin()))};
}

Keys throttleKeys()
{
    using T = Config::Throttle;
    const auto at = &Config::throttle;
    return {key(u"throttle.enabled"_s, at, &T::enabled, kind::yesOrNo()),
            key(u"throttle.ladder"_s, at, &T::ladder, kind::listOf(kind::ladderStep())),
            key(u"throttle.forget_after"_s, at, &T::forgetAfter, duration()),
            key(u"throttle.account_failures"_s, at, &T::accountFailures, count()),
            key(u"throttle.account_retry_after"_s, at, &T::accountRetryAfter, duration()),
            key(u"throttle.account_forget_after"_s, at, &T::accountForgetAfter, duration()),
            key(u"throttle.network_known_for"_s, at, &T::networkKnownFor, duration()),
            key(u"throttle.network_failures"_s, at, &T::networkFailures, count()),
            key(u"throttle.network_window"_s, at, &T::networkWindow, duration()),
            key(u"throttle.pending_codes"_s, at, &T::pendingCodes, count()),
            key(u"throttle.account_codes"_s, at, &T::accountCodes, count()),
            key(u"throttle.account_codes_window"_s, at, &T::accountCodesWindow, duration()),
            key(u"throttle.account_codes_pause"_s, at, &T::accountCodesPause, duration()),
            key(u"throttle.mails_per_address"_s, at, &T::mailsPerAddress, count()),
            key(u"throttle.mails_per_client"_s, at, &T::mailsPerClient, count()),
            key(u"throttle.mail_window"_s, at, &T::mailWindow, duration()),
            key(u"throttle.registrations_per_client"_s, at, &T::registrationsPerClient, count()),
            key(u"throttle.registration_window"_s, at, &T::registrationWindow, duration()),
            key(u"throttle.refreshes_per_client"_s, at, &T::refreshesPerClient, count()),
            key(u"throttle.refresh_window"_s, at, &T::refreshWindow, duration())};
}

// The type also decides what trust_email is unless it is set, so types are read first.
ConfigKey<Config::Provider> providerType()
{
    using Type = Config::ProviderType;
    const auto types = kind::oneOf<Type>({{u"oidc"_s, Type::Oidc},
                                          {u"google"_s, Type::Google},
                                          {u"github"_s, Type::GitHub},
                                          {u"oauth2"_s, Type::OAuth2}});
    return {u"type"_s, types.allowed, [types](Config::Provider &provider, const SettingValue &setting) {
                const auto type = types.read(setting);
                provider.type = type.value_or(provider.type);
                provider.trustEmail = type == Type::Google || type == Type::GitHub;
                return type.has_value();
            }};
}

} // namespace

QList<ConfigKey<Config>> configKeys(const QString &dataDirectory)
{
    return serverKeys(dataDirectory) + storageKeys(dataDirectory) + authKeys() + credentialKeys() +
           throttleKeys();
}

QList<ConfigKey<Config::Provider>> providerKeys(const QString &dataDirectory)
{
    using P = Config::Provider;
    return {providerType(),
            key(u"issuer"_s, &P::issuer, kind::webUrl()),
            key(u"client_id"_s, &P::clientId, kind::text()),
            key(u"client_secret_file"_s, &P::clientSecretFile, kind::path(dataDirectory)),
            key(u"ca_file"_s, &P::caFile, kind::path(dataDirectory)),
            key(u"private_network"_s, &P::privateNetwork, kind::yesOrNo()),
            key(u"scopes"_s, &P::scopes, kind::listOf(kind::word())),
            key(u"trust_email"_s, &P::trustEmail, kind::yesOrNo()),
            key(u"display_name"_s, &P::displayName, kind::text()),
            key(u"authorization_url"_s, &P::authorizationUrl, kind::webUrl()),
            key(u"token_url"_s, &P::tokenUrl, kind::webUrl()),
            key(u"userinfo_url"_s, &P::userinfoUrl, kind::webUrl()),
            key(u"fields.id"_s, &P::idField, kind::word()),
            key(u"fields.email"_s, &P::emailField, kind::word()),
            key(u"fields.email_verified"_s, &P::emailVerifiedField, kind::word()),
            key(u"fields.name"_s, &P::nameField, kind::word()),
            key(u"fields.avatar"_s, &P::avatarField, kind::word())};
}
