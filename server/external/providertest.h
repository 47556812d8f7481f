// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "api/externalaccount.h"
#include "external/provider.h"

// Asks a provider for everything that can be asked without a person, in order, and says what is
// wrong. What could not be looked at because of an earlier fault is left out. Takes up to 20 seconds.
QList<ProviderCheck> testProvider(const Provider &provider);
