// SPDX-License-Identifier: GPL-3.0-only
#include "links/addresses.h"

using namespace Qt::StringLiterals;

// Tokens are base64url and dots: nothing in them needs escaping in a query.
QString Addresses::verifyEmail(const QByteArray &token) const
{
    return publicUrl + u"/api/auth/verify-email?token="_s + QString::fromLatin1(token);
}

QString Addresses::setPassword(const QByteArray &token) const
{
    return pages() + u"/reset-password?token="_s + QString::fromLatin1(token);
}
