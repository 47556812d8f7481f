// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "base/clock.h"
#include "passkeys/relyingparty.h"

#include <optional>

// Tells whether passkeys can work at this server's address, and what is in their way. That browsers
// trust the certificate only they can know.
class PasskeyDoctor
{
public:
    PasskeyDoctor(const Config::Tls &tls, const RelyingParty &party, Clock clock);

    // RelyingParty::checks(), then certificate (of tls.mode = "files": UNREADABLE, WRONG_NAME,
    // NOT_YET_VALID, EXPIRED) and clock (NOT_SYNCHRONISED; UNKNOWN where the system lets nobody
    // ask), which hinders nothing by itself.
    PasskeyReport examine() const;

private:
    PasskeyCheck certificate() const;
    PasskeyCheck clock() const;

    const Config::Tls &m_tls;
    const RelyingParty &m_party;
    Clock m_clock;
};

// Whether the kernel says that something keeps this machine's clock right. Nothing if it may not be
// asked, as under systemd's ProtectClock=.
std::optional<bool> isClockSynchronised();
