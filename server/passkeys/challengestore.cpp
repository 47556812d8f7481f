// SPDX-License-Identifier: GPL-3.0-only
#include "passkeys/challengestore.h"

using namespace Qt::StringLiterals;
using store::toColumn;

namespace {

const auto ofLogin = u" WHERE hash = ? AND purpose = 'login' AND expires_at > ?"_s;
const auto ofRegistration =
    u" WHERE hash = ? AND purpose = 'register' AND expires_at > ? AND account_id = ? AND session_id = ?"_s;
const auto selection = u"SELECT hash, address_hash, device_name, expires_at FROM passkey_challenges"_s;

ChallengeRow readChallenge(const store::Row &row)
{
    return {.hash = row.bytes(0), .addressHash = row.bytes(1), .deviceName = row.text(2), .expiresAt = row.time(3)};
}

} // namespace

Result<> ChallengeStore::insert(const ChallengeRow &challenge) const
{
    const auto orNull = [](const auto &id) { return id ? QVariant(id->toString()) : QVariant(); };
    TRY(m_database.run(
        u"INSERT INTO passkey_challenges (hash, purpose, account_id, session_id, address_hash, device_name, expires_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)"_s,
        {challenge.hash, challenge.account ? u"register"_s : u"login"_s, orNull(challenge.account),
         orNull(challenge.session), challenge.addressHash, challenge.deviceName, toColumn(challenge.expiresAt)}));
    return {};
}

Result<std::optional<ChallengeRow>> ChallengeStore::spendLogin(const QByteArray &hash, const QDateTime &now) const
{
    return spend(ofLogin, {hash, toColumn(now)});
}

Result<std::optional<ChallengeRow>> ChallengeStore::spendRegistration(const QByteArray &hash, const AccountId &account,
                                                                      const SessionId &session,
                                                                      const QDateTime &now) const
{
    return spend(ofRegistration, {hash, toColumn(now), account.toString(), session.toString()});
}

Result<std::optional<ChallengeRow>> ChallengeStore::login(const QByteArray &hash, const QDateTime &now) const
{
    return m_database.first(selection + ofLogin, {hash, toColumn(now)}, readChallenge);
}

Result<int> ChallengeStore::forgetExpiredBefore(const QDateTime &time, int limit) const
{
    return m_database.run(u"DELETE FROM passkey_challenges WHERE hash IN"
                          " (SELECT hash FROM passkey_challenges WHERE expires_at < ? LIMIT ?)"_s,
                          {toColumn(time), limit});
}

// Rows never change, so what was read is what is deleted; whoever deletes it has spent it.
Result<std::optional<ChallengeRow>> ChallengeStore::spend(const QString &condition, const QVariantList &values) const
{
    const auto found = TRY(m_database.first(selection + condition, values, readChallenge));
    const int deleted = TRY(m_database.run(u"DELETE FROM passkey_challenges"_s + condition, values));
    return deleted == 1 ? found : std::nullopt;
}
