// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "access/caller.h"
#include "config.h"
#include "sessions/lastseen.h"
#include "sessions/tokens.h"
#include "store/database.h"

struct SessionState;

// Who holds a token, and what he may do with it. Nothing in a token is believed but its session's
// id: alive, admin, verified and two-factor are read from the database each time (api.md 0.1).
class Callers
{
public:
    Callers(const store::Database &database, const Tokens &tokens, LastSeen &lastSeen, const Config &config, Clock clock);

    // The holder of an access, auth or pending token; nothing for any other and for a dead one.
    Result<std::optional<Caller>> holderOf(QByteArrayView token) const;

    // The same caller as the database says it now; nothing if his session is over or his account shut.
    // Inside a transaction that writes, nothing changes that any more.
    Result<std::optional<Caller>> again(const Caller &caller) const;

    // UNAUTHORIZED, TWO_FACTOR_REQUIRED or EMAIL_NOT_VERIFIED unless he is fully signed in.
    Result<> requireFull(const Caller &caller) const;

    // FORBIDDEN, unless an admin; FRESH_LOGIN_REQUIRED, if asked for and it was long ago.
    Result<> requireAdmin(const Caller &caller, bool fresh) const;

private:
    Result<std::optional<SessionState>> stateOf(const Caller &caller) const;

    const store::Database &m_database;
    const Tokens &m_tokens;
    LastSeen &m_lastSeen;
    const Config &m_config;
    Clock m_clock;
};
