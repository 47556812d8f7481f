// SPDX-License-Identifier: GPL-3.0-only
#include "otpauth.h"

#include "api/codes.h"
#include "base/base32.h"
#include "totpcode.h"

#include <QUrl>
#include <QUrlQuery>

using namespace Qt::StringLiterals;

namespace {

QString encoded(const QString &text) { return QString::fromLatin1(QUrl::toPercentEncoding(text)); }

QString parameter(const QUrlQuery &query, QLatin1StringView name, const QString &otherwise = {})
{
    return query.hasQueryItem(name) ? query.queryItemValue(name, QUrl::FullyDecoded) : otherwise;
}

bool hasOurParameters(const QUrlQuery &query)
{
    return parameter(query, "algorithm"_L1, u"SHA1"_s).compare("SHA1"_L1, Qt::CaseInsensitive) == 0 &&
           parameter(query, "digits"_L1, u"6"_s) == QString::number(totp::digits) &&
           parameter(query, "period"_L1, u"30"_s) == QString::number(totp::stepSeconds);
}

struct Label
{
    QString issuer;
    QString account;
};

// "issuer:account", where a writer may have encoded the colon too, or "account" alone.
Label splitLabel(const QString &encodedLabel)
{
    const QString colon = encodedLabel.contains(u':') ? u":"_s : u"%3A"_s;
    const qsizetype at = encodedLabel.indexOf(colon, 0, Qt::CaseInsensitive);
    const auto decoded = [](const QString &text) {
        return QUrl::fromPercentEncoding(text.toUtf8()).trimmed();
    };
    if (at < 0)
        return {{}, decoded(encodedLabel)};
    return {decoded(encodedLabel.first(at)), decoded(encodedLabel.sliced(at + colon.size()))};
}

} // namespace

QString OtpAuth::toUri() const
{
    const QString name = encoded(issuer);
    const QString label = issuer.isEmpty() ? encoded(account) : name + u':' + encoded(account);
    const QString issuerParameter = issuer.isEmpty() ? QString() : u"issuer="_s + name + u'&';
    return u"otpauth://totp/"_s + label + u'?' + issuerParameter + u"secret="_s +
           QString::fromLatin1(base32::encode(secret)) +
           u"&algorithm=SHA1&digits=%1&period=%2"_s.arg(totp::digits).arg(totp::stepSeconds);
}

Result<OtpAuth> OtpAuth::fromUri(const QString &uri)
{
    const QUrl url(uri, QUrl::StrictMode);
    const QUrlQuery query(url);
    const auto key = base32::decode(parameter(query, "secret"_L1).toUtf8());
    const bool known = url.isValid() && url.scheme() == "otpauth"_L1 && url.host() == "totp"_L1
                       && url.path().size() > 1;
    if (!known || !hasOurParameters(query) || !key || key->isEmpty())
        return Error{Error::Kind::Invalid, code::invalid, u"not an otpauth URI that we make"_s};

    const Label label = splitLabel(url.path(QUrl::FullyEncoded).sliced(1));
    return OtpAuth{
        .issuer = parameter(query, "issuer"_L1, label.issuer), .account = label.account, .secret = *key};
}
