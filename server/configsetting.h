// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "api/codes.h"
#include "base/result.h"

#include <QVariant>

// A value as it was written: a bool, qlonglong, double, QString or list of these, or invalid for a
// kind that no key takes (a date, a table in a list).
struct SettingValue
{
    QVariant value;
    QString spelling = {}; // what the environment or --set said, where text needs no quotation marks

    // The text that it is, or that was typed; nothing for another type of a file.
    std::optional<QString> text() const;

    // As it would stand in a file, for messages; without the password of a URL.
    QString quoted() const;
};

// One key and what it is set to.
struct Setting
{
    QString key; // "section.name", "providers.NAME.name"
    SettingValue value;
    QString where; // "/etc/gatehouse/gatehouse.toml, line 3"; begins a message
};

inline Error badConfig(const QString &sentence)
{
    return Error{Error::Kind::Invalid, code::invalid, sentence};
}
