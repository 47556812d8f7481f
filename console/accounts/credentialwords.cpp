// SPDX-License-Identifier: GPL-3.0-only
#include "accounts/credentialwords.h"

#include "widgets/timetext.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(CredentialWords)
};

QString backup(const AdminPasskey &passkey)
{
    if (!passkey.backupEligible)
        return Words::tr("bound to this one device");
    return passkey.backupState ? Words::tr("synchronised to the owner's other devices")
                               : Words::tr("not synchronised yet, though it could be");
}

QString nameOf(const ExternalAccount &linked)
{
    for (const QString &name : {linked.email, linked.displayName})
        if (!name.isEmpty())
            return name;
    return linked.providerUserId;
}

QString withInitial(QString name) { return name.isEmpty() ? name : name.front().toUpper() + name.mid(1); }

} // namespace

EntryList::Entry credentialwords::entry(const AdminPasskey &passkey, const QDateTime &now)
{
    const QDateTime used = passkey.lastUsedAt.value_or(QDateTime());
    EntryList::Entry entry{.id = passkey.id.toString(),
                           .icon = u"fingerprint"_s,
                           .title = passkey.deviceName,
                           .details = Words::tr("made %1 · last used %2\n%3")
                                          .arg(timetext::relative(passkey.createdAt, now),
                                               timetext::relative(used, now), backup(passkey)),
                           .tip = Words::tr("Made: %1").arg(timetext::exact(passkey.createdAt))};
    if (used.isValid())
        entry.tip += u'\n' + Words::tr("Last used: %1").arg(timetext::exact(used));
    if (passkey.cloneSuspectedAt)
        entry.warning =
            Words::tr(
                "A copy may be in use: its counter went back %1. Unless the owner knows why, remove it.")
                .arg(timetext::relative(*passkey.cloneSuspectedAt, now));
    return entry;
}

EntryList::Entry credentialwords::entry(const ExternalAccount &linked, const QDateTime &now)
{
    return {.id = linked.id.toString(),
            .icon = u"insert-link"_s,
            .title = withInitial(linked.provider),
            .details =
                Words::tr("%1\nlinked %2").arg(nameOf(linked), timetext::relative(linked.createdAt, now)),
            .tip = Words::tr("Linked: %1\nKnown there as %2")
                       .arg(timetext::exact(linked.createdAt), linked.providerUserId)};
}

ConfirmDialog::Question credentialwords::removal(const Account &account, const AdminPasskey &passkey)
{
    QString text =
        Words::tr("%1 will not sign in with “%2” any more. The device itself keeps an entry that does "
                  "nothing; it can be deleted there.")
            .arg(account.name, passkey.deviceName);
    if (!account.hasPassword && account.passkeyCount < 2)
        text += u' ' +
                Words::tr("There is no password and no other passkey: make a set-password link afterwards.");
    return {.title = Words::tr("Remove a passkey"),
            .text = text,
            .buttonText = Words::tr("Remove “%1”").arg(passkey.deviceName)};
}

ConfirmDialog::Question credentialwords::removal(const Account &account, const ExternalAccount &linked)
{
    const QString provider = withInitial(linked.provider);
    QString text = Words::tr("%1 will not sign in here as %2 through %3 any more. Nothing changes there.")
                       .arg(account.name, nameOf(linked), provider);
    if (!account.hasPassword && account.passkeyCount == 0)
        text += u' ' + Words::tr("There is no password and no passkey: make a set-password link afterwards.");
    return {.title = Words::tr("Unlink an account"),
            .text = text,
            .buttonText = Words::tr("Unlink %1").arg(provider)};
}
