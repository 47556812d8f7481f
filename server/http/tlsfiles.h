// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "base/result.h"

#include <QSslConfiguration>

namespace http {

// TLS 1.2 and later with a certificate (and its chain) and its private key from PEM files, which must
// belong together. The detail of an error says which file is wrong, why, and what to do.
Result<QSslConfiguration> tlsFromFiles(const QString &certificateFile, const QString &keyFile);

} // namespace http
