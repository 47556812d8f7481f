// SPDX-License-Identifier: GPL-3.0-only
#include "passkeys/relyingparty.h"

#include "crypto/random.h"

#include <QHostAddress>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace {

// As browsers write it (RFC 6454 section 6.2).
QString originOf(const QString &address)
{
    QUrl url(address);
    const bool isUsual = url.port() == (url.scheme() == "https"_L1 ? 443 : 80);
    const QString port = isUsual || url.port() < 0 ? QString() : u':' + QString::number(url.port());
    return url.scheme() + u"://"_s + url.host(QUrl::FullyEncoded) + port;
}

QString hostOf(const QString &origin)
{
    return QUrl(origin).host(QUrl::FullyEncoded);
}

bool isLocal(const QString &host)
{
    return host == "localhost"_L1 || host.endsWith(".localhost"_L1);
}

bool isSecure(const QString &origin)
{
    return origin.startsWith("https://"_L1) || (origin.startsWith("http://"_L1) && isLocal(hostOf(origin)));
}

bool isAddress(const QString &id)
{
    QString bare = id;
    bare.remove(u'[').remove(u']');
    return !QHostAddress(bare).isNull();
}

// The host itself or a domain above it, but no top-level one.
bool fits(const QString &id, const QString &host)
{
    return !id.isEmpty() && (host == id || (id.contains(u'.') && host.endsWith(u'.' + id)));
}

PasskeyCheck check(const QString &name, bool passed, const QString &code, const QString &value)
{
    return {.check = name, .passed = passed, .code = passed ? QString() : code, .value = value};
}

Error rejected(Error::Kind kind, const QString &why)
{
    return {.kind = kind, .code = code::passkeyRejected, .detail = why};
}

// The first that is not as it should be, else all of them.
template<class Rule>
PasskeyCheck checkAll(const QString &name, const QStringList &values, const QString &code, Rule rule)
{
    const auto wrong = std::ranges::find_if_not(values, rule);
    return wrong == values.end() ? check(name, true, {}, values.join(u' ')) : check(name, false, code, *wrong);
}

} // namespace

RelyingParty RelyingParty::of(const Config::Webauthn &settings, const Addresses &addresses)
{
    RelyingParty party{.id = settings.rpId.toLower(), .name = settings.rpName, .origins = settings.origins};
    party.pages = {originOf(addresses.publicUrl)};
    if (!addresses.appUrl.isEmpty())
        party.pages.append(originOf(addresses.appUrl));
    party.pages.removeDuplicates();
    if (party.id.isEmpty())
        party.id = hostOf(addresses.publicUrl);
    if (party.name.isEmpty())
        party.name = party.id;
    if (party.origins.isEmpty())
        party.origins = party.pages;
    return party;
}

QList<PasskeyCheck> RelyingParty::checks() const
{
    const auto fitsHost = [&](const QString &origin) { return fits(id, hostOf(origin)); };
    const auto isAllowed = [&](const QString &page) { return origins.contains(page); };
    return {check(u"rp_id_is_name"_s, !isAddress(id), u"RP_ID_IS_ADDRESS"_s, id),
            checkAll(u"rp_id_fits_url"_s, pages + origins, u"RP_ID_DOES_NOT_FIT"_s, fitsHost),
            checkAll(u"secure_origin"_s, origins, u"ORIGIN_NOT_SECURE"_s, isSecure),
            checkAll(u"origins_match"_s, pages, u"ORIGIN_NOT_ALLOWED"_s, isAllowed)};
}

Result<> RelyingParty::requireWorking() const
{
    for (const PasskeyCheck &one : checks()) {
        if (!one.passed)
            return Error{.kind = Error::Kind::Unavailable,
                         .code = code::webauthnNotConfigured,
                         .extra = {{u"reason"_s, one.code}, {u"value"_s, one.value}}};
    }
    return {};
}

Result<> RelyingParty::accept(const webauthn::ClientData &client, const QString &type, Error::Kind kind) const
{
    if (client.type != type)
        return rejected(kind, u"client data of type "_s + client.type);
    if (!origins.contains(client.origin))
        return rejected(kind, u"of the origin "_s + client.origin);
    if (client.crossOrigin || client.hasTopOrigin)
        return rejected(kind, u"inside a page of another origin"_s);
    return {};
}

Result<> RelyingParty::accept(const webauthn::AuthenticatorData &data, Error::Kind kind) const
{
    if (!crypto::equal(data.rpIdHash, crypto::sha256(id.toUtf8())))
        return rejected(kind, u"for another relying party"_s);
    if (!data.userPresent || !data.userVerified)
        return rejected(kind, u"without its user verified"_s);
    if (data.backupState && !data.backupEligible)
        return rejected(kind, u"backed up without being eligible for it"_s);
    return {};
}

QString sentenceOf(const PasskeyCheck &check)
{
    if (check.code == "RP_ID_IS_ADDRESS"_L1)
        return u"can't work for the address %1: give the server a name in server.public_url"_s.arg(check.value);
    if (check.code == "RP_ID_DOES_NOT_FIT"_L1)
        return u"can't work on %1: webauthn.rp_id must be its host or a domain above it"_s.arg(check.value);
    if (check.code == "ORIGIN_NOT_SECURE"_L1)
        return u"can't work over plain http (%1): set up TLS"_s.arg(check.value);
    if (check.code == "ORIGIN_NOT_ALLOWED"_L1)
        return u"can't work on %1: add it to webauthn.origins, with its port"_s.arg(check.value);
    return {};
}
