// SPDX-License-Identifier: GPL-3.0-only
#include "accounts/accountstate.h"

#include <QCoreApplication>
#include <QLocale>

namespace {

struct AccountState
{
    Q_DECLARE_TR_FUNCTIONS(AccountState)
};

using Meaning = colour::Meaning;

} // namespace

namespace accountstate {

bool isDisabled(const Account &account) { return account.deactivatedAt.has_value(); }

bool isLocked(const Account &account) { return account.lockedAt.has_value(); }

bool isThrottled(const Account &account, const QDateTime &now)
{
    return account.throttledUntil && *account.throttledUntil > now;
}

QList<Trait> traits(const Account &account, const QDateTime &now)
{
    QList<Trait> traits;
    if (isDisabled(account))
        traits.append({AccountState::tr("Disabled"), Meaning::Danger});
    if (isLocked(account))
        traits.append({AccountState::tr("Locked"), Meaning::Danger});
    if (isThrottled(account, now))
        traits.append({AccountState::tr("Slowed down"), Meaning::Warning});
    if (!account.emailVerified)
        traits.append({AccountState::tr("Not verified"), Meaning::Warning});
    if (account.isServerAdmin)
        traits.append({AccountState::tr("Administrator"), Meaning::Accent});
    return traits;
}

Trait summary(const Account &account, const QDateTime &now)
{
    const auto all = traits(account, now);
    const bool isTroubled = !all.isEmpty() && all.first().meaning != Meaning::Accent;
    return isTroubled ? all.first() : Trait{AccountState::tr("Active"), Meaning::Ok};
}

QString canSignIn(const Account &account, const QDateTime &now)
{
    if (isDisabled(account))
        return AccountState::tr("%1 can't sign in: the account is disabled.").arg(account.name);
    if (isLocked(account))
        return AccountState::tr("%1 can't sign in: the account is locked.").arg(account.name);
    if (!account.hasPassword && account.passkeyCount == 0)
        return AccountState::tr("%1 has no password yet. Make a set-password link and send it.")
            .arg(account.name);
    if (isThrottled(account, now)) {
        const QString time =
            QLocale().toString(account.throttledUntil->toLocalTime().time(), QLocale::ShortFormat);
        return AccountState::tr(
                   "After too many wrong tries, %1 has to wait until %2 in some places. Unlocking ends "
                   "the wait.")
            .arg(account.name, time);
    }
    if (!account.hasPassword)
        return AccountState::tr("%1 can sign in with a passkey.").arg(account.name);
    if (account.totpEnabled)
        return AccountState::tr("%1 can sign in with a password and a two-factor code.").arg(account.name);
    return AccountState::tr("%1 can sign in with a password alone.").arg(account.name);
}

} // namespace accountstate
