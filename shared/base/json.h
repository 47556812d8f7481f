// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "api/codes.h"
#include "base/id.h"
#include "base/result.h"
#include "base/secret.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <optional>
#include <tuple>

// A struct that crosses the wire lists its fields once, in a static fields() function; reading,
// writing and checking all follow from that one list.
namespace json {

using namespace Qt::StringLiterals;

template<class Owner, class Value, class... Rules>
struct Field
{
    QLatin1StringView name;
    Value Owner::*member;
    std::tuple<Rules...> rules;
};

// A rule is called with a value and answers nullptr if it is good, else the field's error code.
template<class Owner, class Value, class... Rules>
constexpr auto field(QLatin1StringView name, Value Owner::*member, Rules... rules)
{
    return Field<Owner, Value, Rules...>{name, member, {rules...}};
}

template<class T>
concept Described = requires { T::fields(); };

// What to do with a key that no field names: the originals' clients send some, an admin's typing
// error must not be lost.
enum class Unknown { Ignore, Refuse };

// The object in a body. INVALID_JSON for anything that is not one JSON object, and for a key that
// stands twice anywhere in it. An empty body is an empty object.
Result<QJsonObject> parse(const QByteArray &body);

// How one kind of value is read and written. read() gives nothing for a value of another type.
template<class T> struct Codec;

template<> struct Codec<QString>
{
    static std::optional<QString> read(const QJsonValue &v) { return v.isString() ? std::optional(v.toString()) : std::nullopt; }
    static QJsonValue write(const QString &v) { return v; }
};
template<> struct Codec<Secret>
{
    static std::optional<Secret> read(const QJsonValue &v) { return v.isString() ? std::optional(Secret(v.toString())) : std::nullopt; }
    static QJsonValue write(const Secret &v) { return v.text(); }
};
template<> struct Codec<bool>
{
    static std::optional<bool> read(const QJsonValue &v) { return v.isBool() ? std::optional(v.toBool()) : std::nullopt; }
    static QJsonValue write(bool v) { return v; }
};
template<> struct Codec<qint64>
{
    static std::optional<qint64> read(const QJsonValue &v) { return v.isDouble() ? std::optional(v.toInteger()) : std::nullopt; }
    static QJsonValue write(qint64 v) { return v; }
};
template<> struct Codec<QDateTime> // RFC 3339, UTC, with Z
{
    static std::optional<QDateTime> read(const QJsonValue &v)
    {
        const auto time = QDateTime::fromString(v.toString(), Qt::ISODateWithMs);
        return time.isValid() ? std::optional(time) : std::nullopt;
    }
    static QJsonValue write(const QDateTime &v) { return v.toUTC().toString(Qt::ISODateWithMs); }
};
template<class Tag> struct Codec<Id<Tag>>
{
    static std::optional<Id<Tag>> read(const QJsonValue &v)
    {
        const auto id = Id<Tag>::fromString(v.toString());
        return id.isValid() ? std::optional(id) : std::nullopt;
    }
    static QJsonValue write(const Id<Tag> &v) { return v.toString(); }
};
template<class T> struct Codec<QList<T>>
{
    static std::optional<QList<T>> read(const QJsonValue &v)
    {
        if (!v.isArray())
            return std::nullopt;
        QList<T> list;
        for (const QJsonValue item : v.toArray()) {
            auto one = Codec<T>::read(item);
            if (!one)
                return std::nullopt;
            list.append(*std::move(one));
        }
        return list;
    }
    static QJsonValue write(const QList<T> &v)
    {
        QJsonArray out;
        for (const T &item : v)
            out.append(Codec<T>::write(item));
        return out;
    }
};

template<class T> constexpr bool isOptional = false;
template<class T> constexpr bool isOptional<std::optional<T>> = true;

// A member that may be null on the wire, written even then (`lastUsedAt: null`), unlike an
// optional, which is left out.
template<class T>
struct Nullable : std::optional<T>
{
    using std::optional<T>::optional;
};
template<class T> struct Codec<Nullable<T>>
{
    static std::optional<Nullable<T>> read(const QJsonValue &v)
    {
        if (v.isNull() || v.isUndefined())
            return Nullable<T>();
        const auto value = Codec<T>::read(v);
        return value ? std::optional<Nullable<T>>(Nullable<T>(*value)) : std::nullopt;
    }
    static QJsonValue write(const Nullable<T> &v) { return v ? Codec<T>::write(*v) : QJsonValue(QJsonValue::Null); }
};
template<class T> constexpr bool isNullable = false;
template<class T> constexpr bool isNullable<Nullable<T>> = true;

template<Described T>
QJsonObject write(const T &object)
{
    QJsonObject out;
    const auto one = [&](const auto &field) {
        const auto &value = object.*field.member;
        using Value = std::decay_t<decltype(value)>;
        if constexpr (isOptional<Value>) {
            if (value)
                out.insert(field.name, Codec<typename Value::value_type>::write(*value));
        } else {
            out.insert(field.name, Codec<Value>::write(value));
        }
    };
    std::apply([&](const auto &...fields) { (one(fields), ...); }, T::fields());
    return out;
}

// The rule of a text in answers that may well be empty, or left out: without it a required text that
// is empty counts as missing.
struct MayBeEmpty
{
    constexpr const char *operator()(const QString &) const { return nullptr; }
};
inline constexpr MayBeEmpty mayBeEmpty{};

template<class Field> constexpr bool hasMayBeEmpty = false;
template<class Owner, class Value, class... Rules>
constexpr bool hasMayBeEmpty<Field<Owner, Value, Rules...>> = (std::is_same_v<Rules, MayBeEmpty> || ...);

inline bool isEmptyText(const QJsonValue &value)
{
    return value.isString() && value.toString().isEmpty();
}

// Reads and checks one field of an object; appends what is wrong with it to `faults`.
template<class Field, class T>
void readField(const Field &field, const QJsonObject &in, T &object, QList<FieldError> &faults)
{
    auto &member = object.*field.member;
    using Member = std::decay_t<decltype(member)>;
    const QJsonValue value = in.value(field.name);
    const auto reject = [&](const char *code) { faults.append({field.name, code}); };
    const auto check = [&](const auto &good) {
        const char *fault = nullptr;
        std::apply([&](const auto &...rule) { ((fault = fault ? fault : rule(good)), ...); }, field.rules);
        if (fault)
            reject(fault);
    };
    if constexpr (isOptional<Member>) {
        if (value.isUndefined() || value.isNull())
            return;
        member = Codec<typename Member::value_type>::read(value);
        return member ? check(*member) : reject(code::invalid);
    } else {
        const bool isMissing = value.isUndefined() || value.isNull() || isEmptyText(value);
        if (hasMayBeEmpty<Field> && isMissing)
            return;
        if (!isNullable<Member> && isMissing)
            return reject(code::required);
        auto parsed = Codec<Member>::read(value);
        if (!parsed)
            return reject(code::invalid);
        member = *std::move(parsed);
        check(member);
    }
}

// All faults at once, as VALIDATION_FAILED with one code a field. A required text that is empty
// counts as missing.
template<Described T>
Result<T> read(const QJsonObject &in, Unknown unknown = Unknown::Ignore)
{
    T object;
    Error invalid{Error::Kind::Invalid, code::validationFailed};
    QStringList left = in.keys();
    const auto one = [&](const auto &field) {
        left.removeOne(field.name);
        readField(field, in, object, invalid.fields);
    };
    std::apply([&](const auto &...fields) { (one(fields), ...); }, T::fields());

    if (unknown == Unknown::Refuse) {
        for (const QString &name : std::as_const(left))
            invalid.fields.append({name, code::unknownField});
    }
    if (!invalid.fields.isEmpty())
        return invalid;
    return object;
}

template<Described T> struct Codec<T>
{
    static std::optional<T> read(const QJsonValue &v)
    {
        auto object = json::read<T>(v.toObject());
        return v.isObject() && object ? std::optional(*std::move(object)) : std::nullopt;
    }
    static QJsonValue write(const T &v) { return json::write(v); }
};

} // namespace json
