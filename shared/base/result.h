// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QString>

#include <tl/expected.hpp>

// What is wrong with one field of a body: its name on the wire and a field code of api/codes.h.
struct FieldError
{
    QString field;
    QByteArray code;
    bool operator==(const FieldError &) const = default;
};

// A refusal. Services choose kind and code; only http/failure turns them into an answer, and only
// the console and the pages turn them into words.
struct Error
{
    enum class Kind { Invalid, Unauthenticated, Forbidden, NotFound, Conflict, TooMany, Unavailable, Internal };

    Kind kind = Kind::Internal;
    QByteArray code;                  // stable, part of the API: one of api/codes.h
    QString detail = {};              // for the log, never sent
    QList<FieldError> fields = {};    // only with VALIDATION_FAILED
    int retryAfter = 0;               // seconds; 0: no Retry-After header
    QJsonObject extra = {};           // further members of the answer's body
};

// A value of type T or an Error.
template<class T = void>
class [[nodiscard]] Result : public tl::expected<T, Error>
{
public:
    using Base = tl::expected<T, Error>;
    using Base::Base;
    Result() = default;
    Result(Base base) : Base(std::move(base)) {}
    Result(Error error) : Base(tl::unexpect, std::move(error)) {}
};

template<class T>
T unwrap(tl::expected<T, Error> &result)
{
    if constexpr (!std::is_void_v<T>)
        return *std::move(result);
}

// Hands the error up, else gives the value. One per line, never nested; only under server/, where
// the compiler is GCC or Clang.
#define TRY(expression)                                   \
    __extension__({                                       \
        auto tried = (expression);                        \
        if (!tried) [[unlikely]]                          \
            return std::move(tried).error();              \
        unwrap(tried);                                    \
    })
