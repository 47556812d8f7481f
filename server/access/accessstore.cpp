// SPDX-License-Identifier: GPL-3.0-only
#include "access/accessstore.h"

using namespace Qt::StringLiterals;

static SessionState readState(const store::Row &row)
{
    return {.account = AccountId::fromString(row.text(0)),
            .isPending = row.flag(1),
            .twoFactorPassed = row.flag(2),
            .remembered = row.flag(3),
            .accessFloor = row.number(4),
            .authenticatedAt = row.time(5),
            .lastSeenAt = row.time(6),
            .isAdmin = row.flag(7),
            .emailVerified = row.flag(8),
            .twoFactorConfigured = row.flag(9),
            .isShut = row.flag(10)};
}

Result<std::optional<SessionState>> AccessStore::session(const SessionId &id, const QDateTime &now) const
{
    return m_database.first(
        u"SELECT s.account_id, 0, s.two_factor_passed, s.remembered, s.access_floor, s.authenticated_at,"
        " s.last_seen_at, a.is_admin, a.email_verified_at IS NOT NULL, a.two_factor_at IS NOT NULL,"
        " a.deactivated_at IS NOT NULL OR a.locked_at IS NOT NULL"
        " FROM sessions s JOIN accounts a ON a.id = s.account_id"
        " WHERE s.id = ? AND s.revoked_at IS NULL AND s.expires_at > ?"_s,
        {id.toString(), store::toColumn(now)}, readState);
}

Result<std::optional<SessionState>> AccessStore::pendingSignIn(const SessionId &id, int maximumTries,
                                                                const QDateTime &now) const
{
    return m_database.first(
        u"SELECT p.account_id, 1, 0, p.remembered, 0, p.created_at, p.created_at, a.is_admin,"
        " a.email_verified_at IS NOT NULL, a.two_factor_at IS NOT NULL,"
        " a.deactivated_at IS NOT NULL OR a.locked_at IS NOT NULL"
        " FROM pending_signins p JOIN accounts a ON a.id = p.account_id"
        " WHERE p.id = ? AND p.wrong_codes < ? AND p.spent_at IS NULL AND p.expires_at > ?"_s,
        {id.toString(), maximumTries, store::toColumn(now)}, readState);
}
