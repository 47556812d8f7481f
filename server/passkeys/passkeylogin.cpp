// SPDX-License-Identifier: GPL-3.0-only
#include "passkeys/passkeylogin.h"

#include "crypto/random.h"
#include "passkeys/decoys.h"
#include "webauthn/signature.h"

using namespace Qt::StringLiterals;

constexpr auto refusal = Error::Kind::Unauthenticated;
const auto method = u"passkey"_s;

static Error rejected(const QString &why)
{
    return {.kind = refusal, .code = code::passkeyRejected, .detail = why};
}

PasskeyLogin::PasskeyLogin(const store::Database &database, const Accounts &accounts, const SignIns &signIns,
                           const RelyingParty &party, const Throttle &throttle, const Audit &audit,
                           const Config::Auth &settings, Secret decoyKey, Clock clock)
    : m_database(database)
    , m_store(database)
    , m_challenges(database)
    , m_accounts(accounts)
    , m_signIns(signIns)
    , m_party(party)
    , m_throttle(throttle)
    , m_audit(audit)
    , m_settings(settings)
    , m_decoyKey(std::move(decoyKey))
    , m_clock(std::move(clock))
{
}

// For every address the same is asked and computed, so that the time tells nothing either.
Result<QJsonObject> PasskeyLogin::begin(const QString &email, const Client &client) const
{
    TRY(m_party.requireWorking());
    TRY(m_throttle.limitPasskeys(client));
    const auto account = TRY(m_accounts.byEmail(email));
    const auto passkeys = TRY(m_store.of(account ? account->id : AccountId()));
    const auto invented = decoys::of(normalisedEmail(email), m_decoyKey);
    const QByteArray challenge = crypto::randomBytes(options::challengeBytes);
    TRY(m_challenges.insert({.hash = crypto::sha256(challenge),
                             .addressHash = hashOf(email),
                             .expiresAt = m_clock().addSecs(m_settings.challengeTtl.count())}));
    QList<options::Descriptor> allowed;
    if (!email.isEmpty())
        allowed = passkeys.isEmpty() ? invented : options::descriptorsOf(passkeys);
    return options::forLogin({.challenge = challenge, .life = m_settings.challengeTtl}, m_party, allowed);
}

Result<SignedIn> PasskeyLogin::finish(const QString &email, const UsedCredential &credential, const Client &client) const
{
    TRY(m_throttle.limitPasskeyAnswers(client)); // before anything is read: that is the costly part
    const Ceremony ceremony = TRY(read(credential, email));
    const auto passkey = TRY(m_store.byCredential(credential.id.bytes));
    if (!passkey) {
        TRY(m_signIns.recordFailure({}, email, u"invalid_passkey"_s, method, client));
        return rejected(u"an unknown credential"_s);
    }
    const AccountRow account = TRY(m_accounts.byId(passkey->account));
    const auto judged = judgeAndUse(ceremony, *passkey, account, client);
    if (!judged) {
        TRY(m_signIns.recordFailure(account.id, account.email, u"invalid_passkey"_s, method, client));
        return judged.error();
    }
    const SignIns::Wish wish{.method = method, .countsAsTwo = true, .mayBeUnverified = false};
    auto step = TRY(m_signIns.proceed(account, wish, client));
    return std::get<SignedIn>(std::move(step));
}

// Spends the challenge once everything else in the body has its form.
Result<PasskeyLogin::Ceremony> PasskeyLogin::read(const UsedCredential &credential, const QString &email) const
{
    TRY(idOf(credential));
    const auto clientData = webauthn::ClientData::fromJson(credential.response.clientDataJSON.bytes);
    const auto data = webauthn::AuthenticatorData::fromBytes(credential.response.authenticatorData.bytes);
    if (!clientData)
        return malformed(u"response.clientDataJSON"_s);
    if (!data || data->credential)
        return malformed(u"response.authenticatorData"_s);
    return Ceremony{.addressHash = TRY(spend(*clientData, email)),
                    .response = credential.response,
                    .clientData = *clientData,
                    .data = *data};
}

QByteArray PasskeyLogin::hashOf(const QString &email) const
{
    return email.isEmpty() ? QByteArray() : crypto::hmacSha256(m_decoyKey, '@' + normalisedEmail(email).toUtf8());
}

// The hash of the address that the ceremony is for, whether it was told at its begin or only now.
Result<QByteArray> PasskeyLogin::spend(const webauthn::ClientData &clientData, const QString &email) const
{
    const Error ended{.kind = Error::Kind::Invalid, .code = code::expiredOrAlreadyUsed};
    const QByteArray hash = crypto::sha256(clientData.challenge);
    const QByteArray asked = hashOf(email);
    const auto begun = TRY(m_challenges.login(hash, m_clock()));
    if (!begun || (!asked.isEmpty() && !begun->addressHash.isEmpty() && asked != begun->addressHash))
        return ended;
    const auto spent = TRY(m_challenges.spendLogin(hash, m_clock()));
    if (!spent)
        return ended;
    return spent->addressHash.isEmpty() ? asked : spent->addressHash;
}

Result<> PasskeyLogin::judgeAndUse(const Ceremony &ceremony, const PasskeyRow &passkey, const AccountRow &account,
                                   const Client &client) const
{
    TRY(judge(ceremony, passkey, account));
    return use(ceremony, passkey, client);
}

Result<> PasskeyLogin::judge(const Ceremony &ceremony, const PasskeyRow &passkey, const AccountRow &account) const
{
    TRY(m_party.accept(ceremony.clientData, u"webauthn.get"_s, refusal));
    TRY(m_party.accept(ceremony.data, refusal));
    TRY(checkOwner(ceremony, account));
    if (ceremony.data.backupEligible != passkey.backupEligible)
        return rejected(u"its eligibility for backups has changed"_s);
    const AssertionResponse &response = ceremony.response;
    const webauthn::Assertion assertion{.authenticatorData = response.authenticatorData.bytes,
                                        .clientData = response.clientDataJSON.bytes,
                                        .signature = response.signature.bytes};
    const auto key = webauthn::PublicKey::fromCose(passkey.publicKey);
    if (!key || !webauthn::verify(assertion, *key, m_party.id))
        return rejected(u"the signature is wrong"_s);
    return {};
}

// A user handle has to be the account's; without an address it is what names the account.
Result<> PasskeyLogin::checkOwner(const Ceremony &ceremony, const AccountRow &account) const
{
    const QByteArray &wanted = ceremony.addressHash;
    if (!wanted.isEmpty() && wanted != hashOf(account.email))
        return rejected(u"the passkey of another account"_s);
    const auto &handle = ceremony.response.userHandle;
    if (!handle || handle->bytes.isEmpty()) {
        if (wanted.isEmpty())
            return rejected(u"no user handle"_s);
        return {};
    }
    const auto own = TRY(m_store.existingHandleOf(account.id));
    if (!own || handle->bytes != *own)
        return rejected(u"the user handle of another account"_s);
    return {};
}

Result<> PasskeyLogin::use(const Ceremony &ceremony, const PasskeyRow &passkey, const Client &client) const
{
    const bool hasGrown = TRY(m_store.use(passkey.id, ceremony.data.signCount, ceremony.data.backupState, m_clock()));
    if (hasGrown)
        return {};
    TRY(suspectClone(passkey, client));
    return rejected(u"its counter has not grown: there may be a copy"_s);
}

Result<> PasskeyLogin::suspectClone(const PasskeyRow &passkey, const Client &client) const
{
    auto transaction = TRY(store::Transaction::begin(m_database));
    TRY(m_store.suspectClone(passkey.id, m_clock()));
    TRY(m_audit.record({.action = "passkey.clone_suspected",
                        .target = passkey.account,
                        .details = {{u"passkey"_s, passkey.id.toString()}, {u"device"_s, passkey.deviceName}}},
                       client));
    return transaction.commit();
}
