// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QByteArrayView>
#include <QCborValue>

#include <optional>

// CBOR as authenticators have to write it (CTAP 2.1 section 8): whole numbers, byte and text strings,
// lists, maps, booleans and null; each length known and in its shortest form, no key twice, no tags.
// The order of keys is not looked at: browsers put maps together anew.
namespace webauthn::cbor {

inline constexpr quint64 mostMembers = 64; // of one map; the longest that anybody defines has a dozen

struct Item
{
    QCborValue value;
    qsizetype size = 0; // in bytes
};

// The item that `bytes` begin with; nothing if it is cut short or breaks a rule.
std::optional<Item> first(QByteArrayView bytes);

// The same, with nothing behind it.
std::optional<QCborValue> only(QByteArrayView bytes);

// The map of an item, if it is one.
std::optional<QCborMap> onlyMap(QByteArrayView bytes);

} // namespace webauthn::cbor
