// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "base/id.h"
#include "store/listing.h"

// How the login history is searched, filtered and sorted. Sorted by time means by `number`, which
// is given in the order of time.
namespace eventlisting {

inline const QString columns = QStringLiteral("t.id, t.created_at, t.success, t.failure_reason, t.provider, "
                                              "t.address, d.user_agent, d.name, d.type, t.city, t.country,"
                                              " a.id, t.email");
inline const QString joins =
    QStringLiteral("JOIN devices d ON d.number = t.device LEFT JOIN accounts a ON a.number = t.account");

// `now` is what ages count back from.
store::Listing make(const store::Database &database, const QDateTime &now);

store::Criterion of(const AccountId &account);

} // namespace eventlisting
