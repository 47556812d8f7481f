// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "configsetting.h"

// The settings of a TOML 1.0 file, in the order of their keys.
Result<QList<Setting>> readTomlFile(const QString &path);

// A value typed without a file around it: TOML, or a bare word, which is then a string. Error for
// an unfinished quotation; the detail is what is wrong, without a place.
Result<SettingValue> readTomlValue(const QString &typed);
