// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "access/caller.h"
#include "passkeys/challengestore.h"
#include "passkeys/credential.h"
#include "passkeys/passkeys.h"
#include "passkeys/relyingparty.h"
#include "throttle/throttle.h"
#include "webauthn/attestation.h"

// How somebody who is signed in gets a passkey (WebAuthn Level 3 section 7.1).
class PasskeyRegistration
{
public:
    PasskeyRegistration(const store::Database &database, const Accounts &accounts, const Sessions &sessions, const Passkeys &passkeys,
                        const RelyingParty &party, const Throttle &throttle, const Config::Auth &settings, Clock clock);

    // PublicKeyCredentialCreationOptionsJSON. WEBAUTHN_NOT_CONFIGURED, TOO_MANY_REQUESTS, and
    // VALIDATION_FAILED with `passkeys` for an account that has Passkeys::most.
    Result<QJsonObject> begin(const Caller &caller, const QString &deviceName, const Client &client) const;

    // Spends the challenge, whatever comes of it. EXPIRED_OR_ALREADY_USED for one that is not of this
    // account and session, PASSKEY_REJECTED, CREDENTIAL_EXISTS; spends nothing with TOO_MANY_REQUESTS.
    // An empty name is that of begin().
    Result<PasskeyRow> finish(const Caller &caller, const NewCredential &credential, const QString &deviceName,
                              const Client &client) const;

private:
    Result<ChallengeRow> spend(const webauthn::ClientData &clientData, const Caller &caller) const;
    Result<webauthn::Attestation> attestationOf(const NewCredential &credential) const;
    Result<> keep(const PasskeyRow &passkey, const SessionId &session, const Client &client) const;

    const store::Database &m_database;
    PasskeyStore m_store;
    ChallengeStore m_challenges;
    const Accounts &m_accounts;
    const Sessions &m_sessions;
    const Passkeys &m_passkeys;
    const RelyingParty &m_party;
    const Throttle &m_throttle;
    const Config::Auth &m_settings;
    Clock m_clock;
};
