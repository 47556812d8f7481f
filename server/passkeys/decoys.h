// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "base/secret.h"
#include "passkeys/options.h"

// The credentials that an address is said to have when it has none, so that nobody learns which
// addresses have accounts and passkeys (api.md A3): the same at each question, in the sizes and with
// the transports that authenticators have, mostly one, seldom more.
namespace decoys {

QList<options::Descriptor> of(const QString &normalisedEmail, const Secret &key);

} // namespace decoys
