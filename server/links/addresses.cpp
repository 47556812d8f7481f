// SPDX-License-Identifier: GPL-3.0-only
#include "links/addresses.h"

#include <QUrl>

using namespace Qt::StringLiterals;

// Tokens are base64url and dots: nothing in them needs escaping in a query.
static QString withToken(const QString &address, const QByteArray &token)
{
    return address + u"?token="_s + QString::fromLatin1(token);
}

static QString withReturn(const QString &link, const QString &returnUrl)
{
    return returnUrl.isEmpty() ? link : link + u"&returnUrl="_s + QString::fromLatin1(QUrl::toPercentEncoding(returnUrl));
}

QString Addresses::verifyEmail(const QByteArray &token) const
{
    return withToken(publicUrl + u"/api/auth/verify-email"_s, token);
}

QString Addresses::verifyEmailChange(const QByteArray &token) const
{
    return withToken(publicUrl + u"/api/auth/verify-email-change"_s, token);
}

QString Addresses::stopAccount(const QByteArray &token) const
{
    return withToken(publicUrl + page::stopAccount, token);
}

QString Addresses::verifyOnPage(const QByteArray &token, const QString &returnUrl) const
{
    return withReturn(withToken(pages() + page::verify, token), returnUrl);
}

QString Addresses::setPassword(const QByteArray &token, const QString &returnUrl) const
{
    return withReturn(withToken(pages() + page::resetPassword, token), returnUrl);
}
