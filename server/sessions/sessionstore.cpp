// SPDX-License-Identifier: GPL-3.0-only
#include "sessions/sessionstore.h"

using namespace Qt::StringLiterals;
using store::toColumn;

static SessionRow readSession(const store::Row &row)
{
    return {.id = SessionId::fromString(row.text(0)),
            .account = AccountId::fromString(row.text(1)),
            .createdAt = row.time(2),
            .authenticatedAt = row.time(3),
            .methods = row.text(4).split(u' ', Qt::SkipEmptyParts),
            .twoFactorPassed = row.flag(5),
            .remembered = row.flag(6),
            .isForm = row.flag(7),
            .generation = row.number(8),
            .rotatedAt = row.time(9),
            .accessFloor = row.number(10),
            .endsAt = row.time(11),
            .expiresAt = row.time(12)};
}

Result<> SessionStore::insert(const SessionRow &session, const SessionOrigin &origin) const
{
    TRY(m_database.run(
        u"INSERT INTO sessions (id, account_id, created_at, authenticated_at, methods, two_factor_passed, remembered,"
        " is_form, generation, rotated_at, access_floor, last_seen_at, ends_at, expires_at, address, user_agent,"
        " device_name, device_type, city, country, account) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
        " ?, ?, (SELECT number FROM accounts WHERE id = ?))"_s,
        {session.id.toString(), session.account.toString(), toColumn(session.createdAt),
         toColumn(session.authenticatedAt), session.methods.join(u' '), session.twoFactorPassed, session.remembered,
         session.isForm, session.generation, toColumn(session.rotatedAt), session.accessFloor,
         toColumn(session.createdAt), toColumn(session.endsAt), toColumn(session.expiresAt), origin.address,
         origin.userAgent, origin.deviceName, origin.deviceType, origin.city, origin.country,
         session.account.toString()}));
    return {};
}

Result<std::optional<SessionRow>> SessionStore::liveById(const SessionId &id, const QDateTime &now) const
{
    return m_database.first(
        u"SELECT id, account_id, created_at, authenticated_at, methods, two_factor_passed, remembered, is_form,"
        " generation, rotated_at, access_floor, ends_at, expires_at FROM sessions"
        " WHERE id = ? AND revoked_at IS NULL AND expires_at > ?"_s,
        {id.toString(), toColumn(now)}, readSession);
}

Result<bool> SessionStore::advance(const Advance &advance) const
{
    const int changed = TRY(m_database.run(
        u"UPDATE sessions SET generation = generation + 1, rotated_at = ?, expires_at = ?,"
        " access_floor = CASE WHEN ? THEN generation + 1 ELSE access_floor END"
        " WHERE id = ? AND generation = ? AND revoked_at IS NULL AND expires_at > ?"_s,
        {toColumn(advance.now), toColumn(advance.expiresAt), advance.movesAccessFloor, advance.id.toString(),
         advance.generation, toColumn(advance.now)}));
    return changed == 1;
}

Result<bool> SessionStore::revoke(const SessionId &id, const QDateTime &now) const
{
    const int changed = TRY(m_database.run(
        u"UPDATE sessions SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL AND expires_at > ?"_s,
        {toColumn(now), id.toString(), toColumn(now)}));
    return changed == 1;
}

Result<int> SessionStore::revokeAllOf(const AccountId &account, const std::optional<SessionId> &except,
                                      const QDateTime &now) const
{
    return m_database.run(
        u"UPDATE sessions SET revoked_at = ? WHERE account_id = ? AND revoked_at IS NULL AND id <> ?"_s,
        {toColumn(now), account.toString(), except ? except->toString() : QString(u""_s)});
}

Result<> SessionStore::setTwoFactorPassed(const SessionId &id, const QStringList &methods) const
{
    TRY(m_database.run(u"UPDATE sessions SET two_factor_passed = 1, methods = ? WHERE id = ?"_s,
                       {methods.join(u' '), id.toString()}));
    return {};
}

Result<> SessionStore::setAuthenticated(const SessionId &id, const QDateTime &now) const
{
    TRY(m_database.run(u"UPDATE sessions SET authenticated_at = ? WHERE id = ?"_s, {toColumn(now), id.toString()}));
    return {};
}

Result<> SessionStore::setLastSeen(const SessionId &id, const QDateTime &time) const
{
    TRY(m_database.run(u"UPDATE sessions SET last_seen_at = ? WHERE id = ? AND last_seen_at < ?"_s,
                       {toColumn(time), id.toString(), toColumn(time)}));
    return {};
}

Result<int> SessionStore::forgetEndedBefore(const QDateTime &time, int limit) const
{
    const int expired = TRY(m_database.run(
        u"DELETE FROM sessions WHERE number IN (SELECT number FROM sessions WHERE expires_at < ? LIMIT ?)"_s,
        {toColumn(time), limit}));
    const int revoked = TRY(m_database.run(
        u"DELETE FROM sessions WHERE number IN (SELECT number FROM sessions WHERE revoked_at < ? LIMIT ?)"_s,
        {toColumn(time), limit}));
    return expired + revoked;
}
