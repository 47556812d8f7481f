// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "api/externalaccount.h"
#include "api/passkey.h"
#include "methods/checklist.h"

// What the server looked at, in words, with what to do where it is wrong. A check that only a newer
// server knows keeps the server's own name.
namespace checkwords {

CheckList::Line ofPasskeys(const PasskeyCheck &check);
CheckList::Line ofProvider(const ProviderCheck &check);

// People can sign in without it.
bool isHarmless(const ProviderCheck &check);

} // namespace checkwords
