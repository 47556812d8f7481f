// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QStringList>

// The words for what stands in sessions and login events as a key.
namespace signinwords {

// "password" -> "Password", "totp" -> "Code"; a provider's name stays as it is.
QString method(const QString &key);
QString methods(const QStringList &keys);

// "invalid_password" -> "Wrong password"; empty for a success. An unknown key stays as it is.
QString reason(const QString &key);

} // namespace signinwords
