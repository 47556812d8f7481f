// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "sessions/sessions.h"
#include "store/database.h"

// Signing out: whatever a token opens is ended.
class SignOut
{
public:
    SignOut(const store::Database &database, const Sessions &sessions, const Tokens &tokens, Clock clock);

    // Ends the session, or the pending sign-in, of a token of ours, even an expired one (api.md A5).
    // False if there was none alive.
    Result<bool> end(const QByteArray &token) const;

    // The same for a token that came in Authorization, where a refresh token is none (api.md 0.6).
    Result<bool> endByCredential(const QByteArray &token) const;

    // The session that a token of ours names, alive or not.
    std::optional<SessionId> sessionOf(const QByteArray &token) const;

private:
    const store::Database &m_database;
    const Sessions &m_sessions;
    const Tokens &m_tokens;
    Clock m_clock;
};
