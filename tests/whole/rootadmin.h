// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QJsonObject>
#include <QStringList>

// The command that makes an administrator, whose password comes in on standard input.
inline QStringList createAdmin(const QString &email)
{
    using namespace Qt::StringLiterals;
    return {u"admin"_s, u"create"_s, u"--email"_s, email, u"--name"_s, u"Root"_s, u"--password-stdin"_s};
}

// What the first of them signs in with.
inline QJsonObject root()
{
    using namespace Qt::StringLiterals;
    return {{u"email"_s, u"root@example.org"_s}, {u"password"_s, u"correct horse 7"_s}};
}
