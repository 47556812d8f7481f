// SPDX-License-Identifier: GPL-3.0-only
#include "accounts/accountactions.h"

#include "accounts/accountdialog.h"
#include "accounts/accountstate.h"
#include "accounts/confirmdialog.h"
#include "accounts/onetimelink.h"
#include "api/apiclient.h"
#include "api/paths.h"
#include "errortext.h"
#include "totp/totpdialog.h"

using namespace Qt::StringLiterals;

namespace {

using Change = AccountActions::Change;

QString pathOf(Change change)
{
    switch (change) {
    case Change::Disable:
        return path::adminUserDisable;
    case Change::Enable:
        return path::adminUserEnable;
    case Change::Lock:
        return path::adminUserLock;
    case Change::Unlock:
        return path::adminUserUnlock;
    case Change::Verify:
        return path::adminUserVerify;
    case Change::Unverify:
        return path::adminUser;
    }
    Q_UNREACHABLE();
}

QString sentenceOf(Change change, const QString &name)
{
    switch (change) {
    case Change::Disable:
        return AccountActions::tr("%1 was disabled and signed out everywhere.").arg(name);
    case Change::Enable:
        return AccountActions::tr("%1 was enabled.").arg(name);
    case Change::Lock:
        return AccountActions::tr("%1 was locked and signed out everywhere.").arg(name);
    case Change::Unlock:
        return AccountActions::tr("%1 was unlocked.").arg(name);
    case Change::Verify:
        return AccountActions::tr("The address of %1 counts as verified now.").arg(name);
    case Change::Unverify:
        return AccountActions::tr("The address of %1 counts as not verified now.").arg(name);
    }
    Q_UNREACHABLE();
}

} // namespace

AccountActions::AccountActions(ApiClient &client, QWidget *window)
    : QObject(window)
    , m_client(client)
    , m_window(window)
{}

AccountActions::Change AccountActions::opposite(Change change)
{
    switch (change) {
    case Change::Disable:
        return Change::Enable;
    case Change::Enable:
        return Change::Disable;
    case Change::Lock:
        return Change::Unlock;
    case Change::Unlock:
        return Change::Lock;
    case Change::Verify:
        return Change::Unverify;
    case Change::Unverify:
        return Change::Verify;
    }
    Q_UNREACHABLE();
}

bool AccountActions::isSensible(Change change, const Account &account, const QDateTime &now)
{
    switch (change) {
    case Change::Disable:
        return !accountstate::isDisabled(account);
    case Change::Enable:
        return accountstate::isDisabled(account);
    case Change::Lock:
        return !accountstate::isLocked(account);
    case Change::Unlock:
        return accountstate::isLocked(account) || accountstate::isThrottled(account, now);
    case Change::Verify:
        return !account.emailVerified;
    case Change::Unverify:
        return account.emailVerified;
    }
    Q_UNREACHABLE();
}

void AccountActions::apply(Change change, const Account &account)
{
    const bool wasLocked = accountstate::isLocked(account);
    applyQuietly(change, account, this, [this, change, account, wasLocked](const Result<> &result) {
        if (!result)
            return sayFailure(result.error());
        Notice notice{.text = sentenceOf(change, account.name)};
        if (change != Change::Unlock || wasLocked) { // a wait that was ended can't be brought back
            notice.actionText = tr("Undo");
            notice.action = [actions = QPointer(this), change, account] {
                if (actions)
                    actions->apply(opposite(change), account);
            };
        }
        emit noticeWanted(notice);
    });
}

void AccountActions::applyQuietly(Change change, const Account &account, QObject *context, Done done)
{
    if (change == Change::Unverify) {
        AccountChanges changes;
        changes.emailVerified = false;
        return save(account.id, changes, context, std::move(done));
    }
    m_client.post<AccountAnswer>(path::fill(pathOf(change), account.id.toString()), context,
                                 [this, done](const auto &answer) { take(answer, done); });
}

void AccountActions::save(const AccountId &id, const AccountChanges &changes, QObject *context, Done done)
{
    m_client.patch<AccountAnswer>(path::fill(path::adminUser, id.toString()), changes, context,
                                  [this, done](const auto &answer) { take(answer, done); });
}

void AccountActions::take(const Result<AccountAnswer> &answer, const Done &done)
{
    if (answer)
        emit changed(answer->user);
    done(answer ? Result<>() : Result<>(answer.error()));
}

void AccountActions::create()
{
    auto *dialog = new AccountDialog(m_window);
    connect(dialog, &AccountDialog::wanted, this,
            [this, dialog](const NewAccount &wanted) { send(wanted, dialog); });
    dialog->open();
}

void AccountActions::send(const NewAccount &wanted, QObject *dialog)
{
    m_client.post<CreatedAccount>(path::adminUsers, wanted, dialog, [this, dialog](const auto &answer) {
        auto *form = static_cast<AccountDialog *>(dialog);
        if (!answer)
            return form->showError(answer.error());
        form->accept();
        emit created(answer->user);
        emit noticeWanted({.text = tr("%1 was created.").arg(answer->user.name)});
        onetimelink::show(m_window, answer->user, {.link = answer->link, .expiresAt = answer->expiresAt},
                          m_client.server());
    });
}

void AccountActions::makeLink(const Account &account)
{
    const LinkWish wish{.purpose = u"set_password"_s};
    m_client.post<OneTimeLink>(path::fill(path::adminUserLinks, account.id.toString()), wish, this,
                               [this, account](const Result<OneTimeLink> &link) {
                                   if (!link)
                                       return sayFailure(link.error());
                                   onetimelink::show(m_window, account, *link, m_client.server());
                               });
}

void AccountActions::setUpTwoFactor(const Account &account)
{
    auto *dialog = new TotpDialog(m_client, account, m_window);
    connect(dialog, &TotpDialog::accountChanged, this, [this, id = account.id] { refetch(id); });
    connect(dialog, &TotpDialog::noticeWanted, this, &AccountActions::noticeWanted);
    dialog->open();
}

void AccountActions::resetTwoFactor(const Account &account)
{
    auto *dialog = new ConfirmDialog(
        {.title = tr("Reset two-factor"),
         .text =
             tr("%1 will sign in with the password alone until two-factor is set up again. The authenticator "
                "app and the recovery codes stop working, and all sessions end.")
                 .arg(account.name),
         .buttonText = tr("Reset two-factor of %1").arg(account.name)},
        m_window);
    connect(dialog, &QDialog::accepted, this, [this, account] {
        m_client.remove(path::fill(path::adminUserTotp, account.id.toString()), this,
                        [this, account](const Result<> &done) {
                            if (!done)
                                return sayFailure(done.error());
                            refetch(account.id);
                            emit noticeWanted({.text = tr("Two-factor of %1 was reset.").arg(account.name)});
                        });
    });
    dialog->open();
}

void AccountActions::remove(const Account &account)
{
    auto *dialog = new ConfirmDialog({.title = tr("Delete an account"),
                                      .text = tr("%1 (%2) will be deleted with all sessions and the login "
                                                 "history. This can't be undone. To keep "
                                                 "someone out for a while, disable the account instead.")
                                                  .arg(account.name, account.email),
                                      .buttonText = tr("Delete %1").arg(account.name),
                                      .typedName = account.name},
                                     m_window);
    connect(dialog, &QDialog::accepted, this, [this, account] {
        m_client.remove(path::fill(path::adminUser, account.id.toString()), this,
                        [this, account](const Result<> &done) {
                            if (!done)
                                return sayFailure(done.error());
                            emit removed(account.id.toString());
                            emit noticeWanted({.text = tr("%1 was deleted.").arg(account.name)});
                        });
    });
    dialog->open();
}

void AccountActions::refetch(const AccountId &id)
{
    m_client.get<AccountAnswer>(path::fill(path::adminUser, id.toString()), {}, this,
                                [this](const auto &answer) {
                                    if (answer)
                                        emit changed(answer->user);
                                });
}

void AccountActions::sayFailure(const Error &error)
{
    const QString text = errorText(error);
    if (!text.isEmpty())
        emit noticeWanted({.kind = Notice::Kind::Failure, .text = text});
}
