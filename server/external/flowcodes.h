// SPDX-License-Identifier: GPL-3.0-only
#pragma once

// Reasons that only a redirect tells, beside the codes of api/codes.h.
namespace flowcode {
inline constexpr char invalidState[] = "INVALID_STATE";     // no cookie, another's, spent, expired, another provider's
inline constexpr char accessDenied[] = "ACCESS_DENIED";     // refused at the provider
inline constexpr char accountExists[] = "ACCOUNT_EXISTS";   // with this address: sign in and link (api.md A18)
inline constexpr char alreadyLinked[] = "ALREADY_LINKED";   // to another account
inline constexpr char emailMissing[] = "EMAIL_MISSING";     // the provider named no usable address
inline constexpr char loginRequired[] = "LOGIN_REQUIRED";   // who links has to be signed in, from start to end
} // namespace flowcode
