// SPDX-License-Identifier: GPL-3.0-only
#include "accounts/accountcolumns.h"

#include "accounts/accountstate.h"
#include "widgets/avatar.h"
#include "widgets/timetext.h"

#include <QCoreApplication>
#include <QGuiApplication>

using namespace Qt::StringLiterals;

namespace {

struct AccountColumns
{
    Q_DECLARE_TR_FUNCTIONS(AccountColumns)
};

QDateTime now() { return QDateTime::currentDateTime(); }

QVariant furnishName(const Account &account, int role)
{
    if (role == Qt::DecorationRole)
        return Avatar::icon(account.name, QGuiApplication::palette());
    if (role == Qt::ToolTipRole && account.username)
        return AccountColumns::tr("%1, user name %2").arg(account.name, *account.username);
    if (role == PagedModelBase::FilterRole && account.isServerAdmin)
        return u"admin"_s;
    return {};
}

QVariant furnishEmail(const Account &account, int role)
{
    if (role == Qt::ToolTipRole)
        return account.emailVerified ? AccountColumns::tr("Verified address")
                                     : AccountColumns::tr("Not verified yet");
    if (role == PagedModelBase::FilterRole)
        return account.emailVerified ? u"verified:yes"_s : u"verified:no"_s;
    return {};
}

QVariant furnishTwoFactor(const Account &account, int role)
{
    if (role == Qt::ForegroundRole && !account.totpEnabled)
        return colour::of(colour::Meaning::Muted, QGuiApplication::palette());
    if (role == Qt::AccessibleTextRole)
        return account.totpEnabled ? AccountColumns::tr("Two-factor on")
                                   : AccountColumns::tr("Two-factor off");
    if (role == PagedModelBase::FilterRole)
        return account.totpEnabled ? u"2fa:on"_s : u"2fa:off"_s;
    return {};
}

QVariant furnishState(const Account &account, int role)
{
    const auto state = accountstate::summary(account, now());
    if (role == Qt::ForegroundRole && state.meaning != colour::Meaning::Ok)
        return colour::of(state.meaning, QGuiApplication::palette());
    if (role == Qt::ToolTipRole)
        return accountstate::canSignIn(account, now());
    if (role != PagedModelBase::FilterRole)
        return {};
    if (accountstate::isDisabled(account))
        return u"disabled"_s;
    return accountstate::isLocked(account) ? QVariant(u"locked"_s) : QVariant();
}

Column<Account> time(const QString &name, const QString &title,
                     std::function<QDateTime(const Account &)> read)
{
    return {.name = name,
            .title = title,
            .read = [read](const Account &a) { return timetext::relative(read(a), now()); },
            .sortKey = name,
            .furnish =
                [read](const Account &a, int role) {
                    return role == Qt::ToolTipRole ? QVariant(timetext::exact(read(a))) : QVariant();
                }};
}

} // namespace

QList<Column<Account>> accountColumns()
{
    return {
        {.name = u"name"_s,
         .title = AccountColumns::tr("Name"),
         .read = [](const Account &a) { return a.name; },
         .sortKey = u"name"_s,
         .furnish = furnishName},
        {.name = u"email"_s,
         .title = AccountColumns::tr("Email"),
         .read = [](const Account &a) { return a.email; },
         .sortKey = u"email"_s,
         .furnish = furnishEmail},
        {.name = u"totp"_s,
         .title = AccountColumns::tr("2FA"),
         .read =
             [](const Account &a) {
                 return a.totpEnabled ? AccountColumns::tr("◉ on") : AccountColumns::tr("○ off");
             },
         .furnish = furnishTwoFactor},
        {.name = u"state"_s,
         .title = AccountColumns::tr("State"),
         .read = [](const Account &a) { return accountstate::summary(a, now()).text; },
         .furnish = furnishState},
        time(u"lastLoginAt"_s, AccountColumns::tr("Last seen"),
             [](const Account &a) { return a.lastLoginAt.value_or(QDateTime()); }),
        time(u"createdAt"_s, AccountColumns::tr("Created"), [](const Account &a) { return a.createdAt; })};
}

QList<int> accountColumnWidths() { return {170, 200, 56, 96, 92, 80}; }
