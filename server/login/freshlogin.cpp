// SPDX-License-Identifier: GPL-3.0-only
#include "login/freshlogin.h"

using namespace Qt::StringLiterals;

FreshLogin::FreshLogin(const Accounts &accounts, const Sessions &sessions, const PasswordGuard &guard,
                       const SecondFactors &secondFactors)
    : m_accounts(accounts)
    , m_sessions(sessions)
    , m_guard(guard)
    , m_secondFactors(secondFactors)
{
}

Result<QByteArray> FreshLogin::confirm(const Caller &caller, const Reauthentication &proof, const Client &client) const
{
    const AccountRow account = TRY(m_accounts.byId(caller.account));
    const QString code = proof.code.value_or(QString());
    if (account.twoFactorAt && code.isEmpty())
        return Error{.kind = Error::Kind::Invalid, .code = code::validationFailed, .fields = {{u"code"_s, code::required}}};
    TRY(m_guard.confirm(account, proof.password, client));
    if (account.twoFactorAt)
        TRY(m_secondFactors.confirm(account, code, client));
    TRY(m_sessions.authenticate(caller.session));
    const auto session = TRY(m_sessions.live(caller.session));
    if (!session)
        return Error{Error::Kind::Unauthenticated, code::unauthorized};
    return TRY(m_sessions.issue(*session, Accounts::identityOf(account))).accessToken;
}
