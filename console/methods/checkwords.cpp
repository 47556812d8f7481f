// SPDX-License-Identifier: GPL-3.0-only
#include "methods/checkwords.h"

#include <QCoreApplication>
#include <QHash>

using namespace Qt::StringLiterals;

namespace {

// What is said of a check when it is good, when it is not, and then what to do.
struct Saying
{
    const char *good;
    const char *bad;
    const char *advice;
};
using Sayings = QHash<QString, Saying>;

const char *const certificateAdvice = QT_TRANSLATE_NOOP(
    "CheckWords", "Browsers that complain about a certificate refuse passkeys. Put one for this name "
                  "into tls.certificate, from a CA that your devices trust.");
const char *const addressAdvice = QT_TRANSLATE_NOOP(
    "CheckWords", "Check the address. The issuer is what stands before /.well-known/openid-configuration; "
                  "without such a page the provider has the type oauth2.");
const char *const clockAdvice = QT_TRANSLATE_NOOP(
    "CheckWords", "Let the server's computer follow a time server. Certificates and the codes of "
                  "authenticator apps depend on its clock.");

const Sayings &passkeySayings()
{
    static const Sayings sayings{
        {u"rp_id_is_name"_s,
         {QT_TRANSLATE_NOOP("CheckWords", "Passkeys are made for a name"),
          QT_TRANSLATE_NOOP("CheckWords", "Passkeys need a name, not an IP address"),
          QT_TRANSLATE_NOOP("CheckWords",
                            "Give the server a name that every device on the network finds, such as "
                            "auth.example.lan, and set server.public_url to it.")}},
        {u"rp_id_fits_url"_s,
         {QT_TRANSLATE_NOOP("CheckWords", "The name belongs to the server's address"),
          QT_TRANSLATE_NOOP("CheckWords", "The name does not belong to the server's address"),
          QT_TRANSLATE_NOOP("CheckWords",
                            "Set webauthn.rp_id to the host in server.public_url or to a domain above it, "
                            "or leave it empty.")}},
        {u"secure_origin"_s,
         {QT_TRANSLATE_NOOP("CheckWords", "The pages come over HTTPS"),
          QT_TRANSLATE_NOOP("CheckWords", "The pages do not come over HTTPS"),
          QT_TRANSLATE_NOOP("CheckWords",
                            "Browsers keep passkeys from pages without HTTPS. Set tls.certificate and "
                            "tls.key, or put the server behind a proxy with a certificate, and begin "
                            "server.public_url with https.")}},
        {u"origins_match"_s,
         {QT_TRANSLATE_NOOP("CheckWords", "The server accepts passkeys from its own pages"),
          QT_TRANSLATE_NOOP("CheckWords",
                            "The server's own pages are missing among those that may use passkeys"),
          QT_TRANSLATE_NOOP("CheckWords",
                            "Add this address, with its port, to webauthn.origins, or leave that "
                            "empty.")}},
        {u"clock"_s,
         {QT_TRANSLATE_NOOP("CheckWords", "Something keeps the server's clock right"),
          QT_TRANSLATE_NOOP("CheckWords", "Nothing keeps the server's clock right"), clockAdvice}},
        {u"clock/UNKNOWN"_s,
         {"", QT_TRANSLATE_NOOP("CheckWords", "Whether something keeps the server's clock right is unknown"),
          QT_TRANSLATE_NOOP("CheckWords", "The server may not ask its system. See \"timedatectl\" on the "
                                          "server's computer.")}}};
    return sayings;
}

const Sayings &certificateSayings()
{
    static const Sayings sayings{
        {u"certificate"_s,
         {QT_TRANSLATE_NOOP("CheckWords", "The certificate is for this name and in force"),
          QT_TRANSLATE_NOOP("CheckWords", "The certificate is not right"), certificateAdvice}},
        {u"certificate/NONE"_s,
         {QT_TRANSLATE_NOOP("CheckWords", "This server has no certificate of its own to look at"), "", ""}},
        {u"certificate/UNREADABLE"_s,
         {"", QT_TRANSLATE_NOOP("CheckWords", "The certificate can't be read"),
          QT_TRANSLATE_NOOP("CheckWords",
                            "Look whether tls.certificate names a PEM file that the server may read.")}},
        {u"certificate/WRONG_NAME"_s,
         {"", QT_TRANSLATE_NOOP("CheckWords", "The certificate is for another name"), certificateAdvice}},
        {u"certificate/NOT_YET_VALID"_s,
         {"", QT_TRANSLATE_NOOP("CheckWords", "The certificate is not in force yet"), clockAdvice}},
        {u"certificate/EXPIRED"_s,
         {"", QT_TRANSLATE_NOOP("CheckWords", "The certificate has run out"),
          QT_TRANSLATE_NOOP("CheckWords",
                            "Renew it. Browsers that complain about a certificate refuse passkeys.")}}};
    return sayings;
}

const Sayings &connectionSayings()
{
    static const Sayings sayings{
        {u"address"_s,
         {QT_TRANSLATE_NOOP("CheckWords", "The address is usable"),
          QT_TRANSLATE_NOOP("CheckWords", "The address is not usable"),
          QT_TRANSLATE_NOOP("CheckWords",
                            "Correct it in the server's configuration. It has to begin with https.")}},
        {u"resolve"_s,
         {QT_TRANSLATE_NOOP("CheckWords", "The name is known"),
          QT_TRANSLATE_NOOP("CheckWords", "The server's computer does not know this name"),
          QT_TRANSLATE_NOOP(
              "CheckWords",
              "Check it for typing errors, and the name resolution of the server's computer.")}},
        {u"connect"_s,
         {QT_TRANSLATE_NOOP("CheckWords", "The provider can be reached"),
          QT_TRANSLATE_NOOP("CheckWords", "The provider can't be reached"),
          QT_TRANSLATE_NOOP("CheckWords",
                            "Check the port, and whether a firewall or a proxy stands between the two.")}},
        {u"connect/PRIVATE_ADDRESS"_s,
         {"", QT_TRANSLATE_NOOP("CheckWords", "The name leads into a private network"),
          QT_TRANSLATE_NOOP("CheckWords",
                            "A provider on the Internet must not do so. One of the local network is "
                            "configured by its address or by a local name, such as sso.example.lan.")}},
        {u"connect/TIMED_OUT"_s,
         {"", QT_TRANSLATE_NOOP("CheckWords", "The provider does not answer in time"),
          QT_TRANSLATE_NOOP("CheckWords",
                            "It may be busy or switched off, or a firewall swallows what is sent.")}},
        {u"tls"_s,
         {QT_TRANSLATE_NOOP("CheckWords", "Its certificate is trusted"),
          QT_TRANSLATE_NOOP("CheckWords", "Its certificate is not trusted"),
          QT_TRANSLATE_NOOP("CheckWords", "Let the server's computer trust the CA that made it, or give the "
                                          "provider another certificate.")}},
        {u"document"_s,
         {QT_TRANSLATE_NOOP("CheckWords", "It gives the answer that is expected"),
          QT_TRANSLATE_NOOP("CheckWords", "It gives another answer than expected"), addressAdvice}},
        {u"document/BAD_STATUS"_s,
         {"", QT_TRANSLATE_NOOP("CheckWords", "It answers with an error"), addressAdvice}},
        {u"document/TOO_LARGE"_s,
         {"", QT_TRANSLATE_NOOP("CheckWords", "Its answer is longer than any that is expected"),
          addressAdvice}},
        {u"document/REDIRECTED"_s,
         {"", QT_TRANSLATE_NOOP("CheckWords", "It sends on to another address"),
          QT_TRANSLATE_NOOP("CheckWords", "Configure the address that it leads to.")}}};
    return sayings;
}

// Of what an OpenID provider says of itself.
const Sayings &documentSayings()
{
    static const Sayings sayings{
        {u"issuer"_s,
         {QT_TRANSLATE_NOOP("CheckWords", "It is the issuer that was configured"),
          QT_TRANSLATE_NOOP("CheckWords", "It calls itself by another name"),
          QT_TRANSLATE_NOOP("CheckWords",
                            "Set the issuer exactly to what the provider says, down to the last slash.")}},
        {u"endpoints"_s,
         {QT_TRANSLATE_NOOP("CheckWords", "Its addresses for sign-in are usable"),
          QT_TRANSLATE_NOOP("CheckWords", "An address for sign-in is missing or not safe"),
          QT_TRANSLATE_NOOP("CheckWords",
                            "The provider has to name them all, and they have to begin with https.")}},
        {u"algorithms"_s,
         {QT_TRANSLATE_NOOP("CheckWords", "It signs in a way that this server can check"),
          QT_TRANSLATE_NOOP("CheckWords", "It signs in a way that this server can't check"),
          QT_TRANSLATE_NOOP("CheckWords", "Let the provider sign with RS256, ES256 or EdDSA.")}},
        {u"pkce"_s,
         {QT_TRANSLATE_NOOP("CheckWords", "It protects codes with PKCE"),
          QT_TRANSLATE_NOOP("CheckWords", "It does not say that it protects codes with PKCE"),
          QT_TRANSLATE_NOOP("CheckWords",
                            "Many providers do it without saying so, and the server sends it to all. Switch "
                            "S256 on for this client where the provider has a setting.")}},
        {u"jwks"_s,
         {QT_TRANSLATE_NOOP("CheckWords", "Its keys can be fetched"),
          QT_TRANSLATE_NOOP("CheckWords", "Its keys can't be fetched"),
          QT_TRANSLATE_NOOP("CheckWords", "The provider has to publish at least one key at its jwks_uri, "
                                          "where this server can reach it.")}}};
    return sayings;
}

QString words(const char *text) { return QCoreApplication::translate("CheckWords", text); }

// Some codes have words of their own.
Saying sayingOf(const Sayings &sayings, const QString &check, const QString &code)
{
    const auto own = sayings.constFind(check + u'/' + code);
    return own != sayings.constEnd() ? *own : sayings.value(check, {nullptr, nullptr, nullptr});
}

CheckList::Line line(const Saying &saying, const QString &check, bool isPassed, const QString &value)
{
    CheckList::Line line{.state = isPassed ? CheckList::Line::State::Passed : CheckList::Line::State::Failed,
                         .title = check,
                         .value = value};
    if (!saying.good)
        return line;
    line.title = words(isPassed ? saying.good : saying.bad);
    line.advice = isPassed ? QString() : words(saying.advice);
    return line;
}

} // namespace

CheckList::Line checkwords::ofPasskeys(const PasskeyCheck &check)
{
    const bool isOfCertificate = check.check == "certificate"_L1;
    const bool isAbsent = isOfCertificate && check.passed && check.value.isEmpty();
    const Saying saying = sayingOf(isOfCertificate ? certificateSayings() : passkeySayings(), check.check,
                                   isAbsent ? u"NONE"_s : check.code);
    CheckList::Line made = line(saying, check.check, check.passed, check.value);
    if (check.check == "clock"_L1 && !check.passed) // passkeys themselves need none
        made.state = CheckList::Line::State::Doubtful;
    return made;
}

CheckList::Line checkwords::ofProvider(const ProviderCheck &check)
{
    const bool isOfDocument = documentSayings().contains(check.check);
    const Saying saying =
        sayingOf(isOfDocument ? documentSayings() : connectionSayings(), check.check, check.code);
    CheckList::Line made = line(saying, check.check, check.passed, check.value);
    if (check.passed && !isOfDocument && check.check != "address"_L1)
        made.value.clear(); // all of these are about the same address
    if (!check.passed && isHarmless(check))
        made.state = CheckList::Line::State::Doubtful;
    return made;
}

bool checkwords::isHarmless(const ProviderCheck &check) { return check.check == "pkce"_L1; }
