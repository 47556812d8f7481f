// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "login/signins.h"
#include "passkeys/challengestore.h"
#include "passkeys/credential.h"
#include "passkeys/passkeys.h"
#include "passkeys/relyingparty.h"

// Signing in with a passkey (WebAuthn Level 3 section 7.2). It counts as two factors, since the
// authenticator has seen to it that its user is there (api.md A4).
//
// A counter that does not grow means that the credential may exist twice. That assertion is refused,
// and the passkey is marked for the admin; the mark stays. The owner is not locked out: an assertion
// with a greater counter is accepted again, as are other passkeys, and the password.
class PasskeyLogin
{
public:
    PasskeyLogin(const store::Database &database, const Accounts &accounts, const SignIns &signIns,
                 const RelyingParty &party, const Throttle &throttle, const Audit &audit, const Config::Auth &settings,
                 Secret decoyKey, Clock clock);

    // PublicKeyCredentialRequestOptionsJSON; for an address, or for whoever has a passkey. An address
    // without passkeys is answered as one that has some. WEBAUTHN_NOT_CONFIGURED, TOO_MANY_REQUESTS.
    Result<QJsonObject> begin(const QString &email, const Client &client) const;

    // Spends the challenge, whatever comes of it. EXPIRED_OR_ALREADY_USED, also for an address that is
    // not that of begin(); PASSKEY_REJECTED; and what SignIns::admit() refuses.
    Result<SignedIn> finish(const QString &email, const UsedCredential &credential, const Client &client) const;

private:
    struct Ceremony
    {
        QByteArray addressHash = {}; // of the address that it is for, empty for any
        AssertionResponse response = {};
        webauthn::ClientData clientData = {};
        webauthn::AuthenticatorData data = {};
    };
    QByteArray hashOf(const QString &email) const; // empty for no address
    Result<Ceremony> read(const UsedCredential &credential, const QString &email) const;
    Result<QByteArray> spend(const webauthn::ClientData &clientData, const QString &email) const;
    Result<> judgeAndUse(const Ceremony &ceremony, const PasskeyRow &passkey, const AccountRow &account,
                         const Client &client) const;
    Result<> judge(const Ceremony &ceremony, const PasskeyRow &passkey, const AccountRow &account) const;
    Result<> checkOwner(const Ceremony &ceremony, const AccountRow &account) const;
    Result<> use(const Ceremony &ceremony, const PasskeyRow &passkey, const Client &client) const;
    Result<> suspectClone(const PasskeyRow &passkey, const Client &client) const;

    const store::Database &m_database;
    PasskeyStore m_store;
    ChallengeStore m_challenges;
    const Accounts &m_accounts;
    const SignIns &m_signIns;
    const RelyingParty &m_party;
    const Throttle &m_throttle;
    const Audit &m_audit;
    const Config::Auth &m_settings;
    Secret m_decoyKey;
    Clock m_clock;
};
