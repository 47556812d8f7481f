// SPDX-License-Identifier: GPL-3.0-only
#include "passkeys/passkeyregistration.h"

#include "base/base64url.h"
#include "crypto/random.h"
#include "passkeys/options.h"
#include "webauthn/signature.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

constexpr auto refusal = Error::Kind::Invalid;
constexpr int mostTransports = 8;

static Error tooMany()
{
    return {.kind = refusal, .code = code::validationFailed, .fields = {{u"passkeys"_s, code::tooLong}}};
}

// Words of a later level are kept: they are handed back to browsers, which know what they mean.
static QStringList transportsOf(const NewCredential &credential)
{
    static const QRegularExpression word(u"^[a-z][a-z0-9-]{0,31}$"_s);
    QStringList transports = credential.response.transports.value_or(QStringList()).filter(word);
    transports.removeDuplicates();
    transports.sort();
    return transports.mid(0, mostTransports);
}

static PasskeyRow rowOf(const webauthn::Attestation &attestation, const QDateTime &now)
{
    const webauthn::AuthenticatorData &data = attestation.data;
    return {.id = PasskeyId::create(),
            .credentialId = data.credential->id,
            .publicKey = data.credential->cose,
            .signCount = data.signCount,
            .aaguid = data.credential->aaguid,
            .attestation = attestation.format,
            .backupEligible = data.backupEligible,
            .backupState = data.backupState,
            .createdAt = now};
}

PasskeyRegistration::PasskeyRegistration(const store::Database &database, const Accounts &accounts,
                                         const Sessions &sessions, const Passkeys &passkeys, const RelyingParty &party, const Throttle &throttle,
                                         const Config::Auth &settings, Clock clock)
    : m_database(database)
    , m_store(database)
    , m_challenges(database)
    , m_accounts(accounts)
    , m_sessions(sessions)
    , m_passkeys(passkeys)
    , m_party(party)
    , m_throttle(throttle)
    , m_settings(settings)
    , m_clock(std::move(clock))
{
}

Result<QJsonObject> PasskeyRegistration::begin(const Caller &caller, const QString &deviceName, const Client &client) const
{
    TRY(m_party.requireWorking());
    TRY(m_throttle.limitPasskeys(client));
    const AccountRow account = TRY(m_accounts.byId(caller.account));
    const auto existing = TRY(m_store.of(account.id));
    if (existing.size() >= Passkeys::most)
        return tooMany();
    const QByteArray handle = TRY(m_store.handleOf(account.id, crypto::randomBytes(options::handleBytes)));
    const QByteArray challenge = crypto::randomBytes(options::challengeBytes);
    TRY(m_challenges.insert({.hash = crypto::sha256(challenge),
                             .account = caller.account,
                             .session = caller.session,
                             .deviceName = deviceName,
                             .expiresAt = m_clock().addSecs(m_settings.challengeTtl.count())}));
    return options::forRegistration({.challenge = challenge, .life = m_settings.challengeTtl}, m_party, account, handle, existing);
}

Result<PasskeyRow> PasskeyRegistration::finish(const Caller &caller, const NewCredential &credential,
                                               const QString &deviceName, const Client &client) const
{
    TRY(m_throttle.limitPasskeyAnswers(client));
    const QByteArray id = TRY(idOf(credential));
    const auto clientData = webauthn::ClientData::fromJson(credential.response.clientDataJSON.bytes);
    if (!clientData)
        return malformed(u"response.clientDataJSON"_s);
    const ChallengeRow challenge = TRY(spend(*clientData, caller));
    TRY(m_party.accept(*clientData, u"webauthn.create"_s, refusal));
    const auto attestation = TRY(attestationOf(credential));
    if (attestation.data.credential->id != id)
        return malformed(u"id"_s);
    PasskeyRow passkey = rowOf(attestation, m_clock());
    passkey.account = caller.account;
    passkey.transports = transportsOf(credential);
    for (const QString &name : {deviceName, challenge.deviceName, u"Passkey"_s}) {
        if (passkey.deviceName.isEmpty())
            passkey.deviceName = name;
    }
    TRY(keep(passkey, caller.session, client));
    return passkey;
}

Result<> PasskeyRegistration::keep(const PasskeyRow &passkey, const SessionId &session, const Client &client) const
{
    auto transaction = TRY(store::Transaction::begin(m_database));
    TRY(m_sessions.require(session));
    const bool hasRoom = TRY(m_store.insert(passkey, Passkeys::most));
    if (!hasRoom)
        return tooMany();
    TRY(m_passkeys.tell("passkey.added", passkey, passkey.account, client));
    return transaction.commit();
}

Result<ChallengeRow> PasskeyRegistration::spend(const webauthn::ClientData &clientData, const Caller &caller) const
{
    const QByteArray hash = crypto::sha256(clientData.challenge);
    const auto challenge = TRY(m_challenges.spendRegistration(hash, caller.account, caller.session, m_clock()));
    if (!challenge)
        return Error{.kind = refusal, .code = code::expiredOrAlreadyUsed};
    return *challenge;
}

Result<webauthn::Attestation> PasskeyRegistration::attestationOf(const NewCredential &credential) const
{
    const auto attestation = webauthn::Attestation::fromCbor(credential.response.attestationObject.bytes);
    if (!attestation)
        return malformed(u"response.attestationObject"_s);
    TRY(m_party.accept(attestation->data, refusal));
    const bool isSelfSigned = !attestation->selfSignature.isEmpty();
    if (isSelfSigned && !webauthn::verifySelfSigned(*attestation, credential.response.clientDataJSON.bytes, m_party.id))
        return Error{.kind = refusal, .code = code::passkeyRejected, .detail = u"its self attestation is wrong"_s};
    return *attestation;
}
