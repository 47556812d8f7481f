// SPDX-License-Identifier: GPL-3.0-only
#include "login/login.h"

using namespace Qt::StringLiterals;

Login::Login(const Accounts &accounts, const PasswordGuard &guard, const SignIns &signIns)
    : m_accounts(accounts)
    , m_guard(guard)
    , m_signIns(signIns)
{
}

Result<LoginStep> Login::withPassword(const Credentials &credentials, const SignIns::Wish &wish,
                                      const Client &client) const
{
    const auto account = TRY(m_accounts.byEmail(credentials.email));
    const Throttle::Subject subject{.account = account ? std::optional(account->id) : std::nullopt,
                                    .email = normalisedEmail(credentials.email)};
    if (!TRY(m_guard.isRight(subject, credentials.password, client))) {
        TRY(m_signIns.recordFailure(subject.account, credentials.email, u"invalid_password"_s, wish.method, client));
        return Error{Error::Kind::Unauthenticated, code::invalidCredentials};
    }
    return m_signIns.proceed(*account, wish, client);
}
