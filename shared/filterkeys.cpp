// SPDX-License-Identifier: GPL-3.0-only
#include "filter.h"

using namespace Qt::StringLiterals;

namespace filter {

namespace {

const QStringList &deviceTypes()
{
    static const QStringList types{u"desktop"_s, u"mobile"_s, u"tablet"_s, u"bot"_s, u"unknown"_s};
    return types;
}

} // namespace

const QList<Key> &accountKeys()
{
    static const QList<Key> keys{{u"2fa"_s, Kind::Choice, {u"on"_s, u"off"_s}},
                                 {u"disabled"_s, Kind::Flag},
                                 {u"locked"_s, Kind::Flag},
                                 {u"verified"_s, Kind::Flag},
                                 {u"admin"_s, Kind::Flag},
                                 {u"never"_s, Kind::Flag},
                                 {u"since"_s, Kind::Age},
                                 {u"seen"_s, Kind::Age}};
    return keys;
}

const QList<Key> &sessionKeys()
{
    static const QList<Key> keys{{u"ip"_s, Kind::Address},      {u"device"_s, Kind::Choice, deviceTypes()},
                                 {u"remembered"_s, Kind::Flag}, {u"since"_s, Kind::Age},
                                 {u"seen"_s, Kind::Age},        {u"method"_s, Kind::Text}};
    return keys;
}

const QList<Key> &eventKeys()
{
    static const QStringList reasons{u"invalid_password"_s,    u"invalid_totp"_s,   u"invalid_passkey"_s,
                                     u"account_deactivated"_s, u"account_locked"_s, u"email_not_verified"_s};
    static const QList<Key> keys{
        {u"failed"_s, Kind::Flag},   {u"ok"_s, Kind::Flag},    {u"reason"_s, Kind::Choice, reasons},
        {u"provider"_s, Kind::Text}, {u"ip"_s, Kind::Address}, {u"device"_s, Kind::Choice, deviceTypes()},
        {u"email"_s, Kind::Text},    {u"since"_s, Kind::Age}};
    return keys;
}

const QList<Key> &outboxKeys()
{
    static const QList<Key> keys{{u"waiting"_s, Kind::Flag}, {u"sent"_s, Kind::Flag}, {u"failed"_s, Kind::Flag}};
    return keys;
}

} // namespace filter
