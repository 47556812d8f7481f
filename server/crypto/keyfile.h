// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "base/result.h"
#include "base/secret.h"

namespace crypto {

// The `size` random bytes that a key file holds as base64 text with a newline; the file is made
// first if there is none. See Sealer::fromKeyFile().
Result<Secret> readOrMakeKeyFile(const QString &path, int size);

} // namespace crypto
