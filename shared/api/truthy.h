// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "base/json.h"

// A yes or no as the originals' clients and HTML forms write it (api.md A8): true, a number other
// than 0, or a non-empty text other than "false" and "0".
struct Truthy
{
    bool value = false;
};

template<>
struct json::Codec<Truthy>
{
    static std::optional<Truthy> read(const QJsonValue &v)
    {
        if (v.isArray() || v.isObject())
            return std::nullopt;
        const QString text = v.toString();
        const bool isYesText = !text.isEmpty() && text != "false"_L1 && text != "0"_L1;
        return Truthy{v.toBool() || v.toDouble() != 0 || isYesText};
    }
    static QJsonValue write(Truthy v) { return v.value; }
};
