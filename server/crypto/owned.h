// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <memory>

namespace crypto {

template<auto release>
struct Release
{
    template<class T>
    void operator()(T *object) const
    {
        release(object);
    }
};

// What OpenSSL gave out, and what takes it back: Owned<BIGNUM, BN_free>.
template<class T, auto release>
using Owned = std::unique_ptr<T, Release<release>>;

} // namespace crypto
