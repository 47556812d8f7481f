// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "accounts/accountstore.h"
#include "passkeys/passkeystore.h"
#include "passkeys/relyingparty.h"

// What a browser is given to begin a ceremony with (WebAuthn Level 3 section 5.1, api.md A1): the value
// of `publicKey`, for PublicKeyCredential.parse…OptionsFromJSON().
namespace options {

inline constexpr int challengeBytes = 32;
inline constexpr int handleBytes = 32;

// A credential that may be used, or one that must not be made again.
struct Descriptor
{
    QByteArray id = {};
    QStringList transports = {};
};
QList<Descriptor> descriptorsOf(const QList<PasskeyRow> &passkeys);

struct Ceremony
{
    QByteArray challenge = {};
    std::chrono::seconds life = {};
};

QJsonObject forRegistration(const Ceremony &ceremony, const RelyingParty &party, const AccountRow &account,
                            const QByteArray &handle, const QList<PasskeyRow> &existing);

// Without descriptors the browser offers whatever it has for us.
QJsonObject forLogin(const Ceremony &ceremony, const RelyingParty &party, const QList<Descriptor> &allowed);

} // namespace options
