// SPDX-License-Identifier: GPL-3.0-only
#include "login/passwordguard.h"

Result<bool> PasswordGuard::isRight(const Throttle::Subject &subject, const Secret &password, const Client &client) const
{
    TRY(m_throttle.admit(subject, client));
    auto compared = m_passwords.verify(subject.account, password);
    if (!compared)
        TRY(m_throttle.takeBack(subject, client));
    return compared;
}

Result<> PasswordGuard::confirm(const AccountRow &account, const Secret &password, const Client &client) const
{
    if (!account.hasPassword)
        return Error{Error::Kind::Invalid, code::passwordNotSet};
    const Throttle::Subject subject{.account = account.id, .email = {}};
    if (!TRY(isRight(subject, password, client)))
        return Error{Error::Kind::Invalid, code::invalidPassword};
    return m_throttle.takeBack(subject, client);
}
