// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "api/rules.h"
#include "base/json.h"

using PasskeyId = Id<struct PasskeyTag>; // ours, not the credential's

// A passkey as its owner sees it (api.md 1.3).
struct Passkey
{
    PasskeyId id = {};
    QString deviceName = {};
    QDateTime createdAt = {};
    json::Nullable<QDateTime> lastUsedAt = {};
    QList<QString> transport = {}; // internal, hybrid, usb, nfc, ble, …
    bool backupEligible = false;   // may be copied to other devices
    bool backupState = false;      // and is

    static constexpr auto fields()
    {
        using namespace Qt::StringLiterals;
        return std::tuple{json::field("id"_L1, &Passkey::id),
                          json::field("deviceName"_L1, &Passkey::deviceName),
                          json::field("createdAt"_L1, &Passkey::createdAt),
                          json::field("lastUsedAt"_L1, &Passkey::lastUsedAt),
                          json::field("transport"_L1, &Passkey::transport),
                          json::field("backupEligible"_L1, &Passkey::backupEligible),
                          json::field("backupState"_L1, &Passkey::backupState)};
    }
};

// The same as admins see it.
struct AdminPasskey : Passkey
{
    json::Nullable<QDateTime> cloneSuspectedAt = {}; // its counter once went backwards

    static constexpr auto fields()
    {
        using namespace Qt::StringLiterals;
        return std::tuple_cat(Passkey::fields(),
                              std::tuple{json::field("cloneSuspectedAt"_L1, &AdminPasskey::cloneSuspectedAt)});
    }
};

// {passkeys}, without pages: an account has at most 50.
template<class T>
struct PasskeyList
{
    QList<T> passkeys = {};

    static constexpr auto fields()
    {
        using namespace Qt::StringLiterals;
        return std::tuple{json::field("passkeys"_L1, &PasskeyList::passkeys)};
    }
};

// The answer to a registration.
struct CreatedPasskey
{
    PasskeyId id = {};
    QString device_name = {};
    QDateTime created_at = {};

    static constexpr auto fields()
    {
        using namespace Qt::StringLiterals;
        return std::tuple{json::field("id"_L1, &CreatedPasskey::id),
                          json::field("device_name"_L1, &CreatedPasskey::device_name),
                          json::field("created_at"_L1, &CreatedPasskey::created_at)};
    }
};

// The answer to a new name.
struct RenamedPasskey
{
    PasskeyId id = {};
    QString device_name = {};

    static constexpr auto fields()
    {
        using namespace Qt::StringLiterals;
        return std::tuple{json::field("id"_L1, &RenamedPasskey::id),
                          json::field("device_name"_L1, &RenamedPasskey::device_name)};
    }
};

// A name in a body: both spellings are read (api.md A32).
struct PasskeyName
{
    std::optional<QString> device_name = {};
    std::optional<QString> deviceName = {};

    static constexpr auto fields()
    {
        using namespace Qt::StringLiterals;
        return std::tuple{json::field("device_name"_L1, &PasskeyName::device_name, rule::DeviceName{}),
                          json::field("deviceName"_L1, &PasskeyName::deviceName, rule::DeviceName{})};
    }
};

// Something that has to be right before passkeys can work, and whether it is.
struct PasskeyCheck
{
    QString check = {}; // rp_id_is_name, rp_id_fits_url, secure_origin, origins_match, certificate, clock
    bool passed = false;
    QString code = {};  // what is wrong: UPPER_SNAKE; empty if nothing is
    QString value = {}; // what was looked at

    static constexpr auto fields()
    {
        using namespace Qt::StringLiterals;
        return std::tuple{json::field("check"_L1, &PasskeyCheck::check),
                          json::field("passed"_L1, &PasskeyCheck::passed),
                          json::field("code"_L1, &PasskeyCheck::code, json::mayBeEmpty),
                          json::field("value"_L1, &PasskeyCheck::value, json::mayBeEmpty)};
    }
};

struct PasskeyReport
{
    bool works = false; // everything but the clock is right
    QString rpId = {};
    QList<QString> origins = {};
    QList<PasskeyCheck> checks = {};

    static constexpr auto fields()
    {
        using namespace Qt::StringLiterals;
        return std::tuple{json::field("works"_L1, &PasskeyReport::works),
                          json::field("rpId"_L1, &PasskeyReport::rpId),
                          json::field("origins"_L1, &PasskeyReport::origins),
                          json::field("checks"_L1, &PasskeyReport::checks)};
    }
};
