// SPDX-License-Identifier: GPL-3.0-only
#include "accounts/credentialspanel.h"

#include "accounts/credentialwords.h"
#include "api/apiclient.h"
#include "api/paths.h"
#include "errortext.h"

#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

template<class T>
QList<EntryList::Entry> entriesOf(const QList<T> &items)
{
    const QDateTime now = QDateTime::currentDateTime();
    QList<EntryList::Entry> entries;
    for (const T &item : items)
        entries.append(credentialwords::entry(item, now));
    return entries;
}

} // namespace

CredentialsPanel::CredentialsPanel(ApiClient &client, QWidget *parent)
    : QWidget(parent)
    , m_client(client)
    , m_passkeyList(new EntryList(tr("Passkeys"), tr("Remove…"), tr("Remove the passkey %1")))
    , m_linkedList(new EntryList(tr("Linked accounts"), tr("Unlink…"), tr("Unlink %1")))
    , m_failure(new QLabel)
{
    m_failure->setWordWrap(true);
    m_failure->hide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(20);
    for (QWidget *widget : {static_cast<QWidget *>(m_passkeyList), static_cast<QWidget *>(m_linkedList),
                            static_cast<QWidget *>(m_failure)})
        column->addWidget(widget);
    m_pause.setSingleShot(true);
    m_pause.setInterval(150ms);
    connect(&m_pause, &QTimer::timeout, this, &CredentialsPanel::load);
    connect(m_passkeyList, &EntryList::removeWanted, this, &CredentialsPanel::removePasskey);
    connect(m_linkedList, &EntryList::removeWanted, this, &CredentialsPanel::unlink);
}

void CredentialsPanel::setAccount(const Account &account)
{
    const bool isOther = account.id != m_account.id;
    m_account = account;
    if (isOther) {
        takePasskeys({});
        takeLinked({});
        m_failure->hide();
    }
    m_pause.start();
}

void CredentialsPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_pause.start();
}

void CredentialsPanel::load()
{
    if (!isVisible() || !m_account.id.isValid())
        return;
    const AccountId id = m_account.id;
    m_client.getPage<AdminPasskey>(path::fill(path::adminUserPasskeys, id.toString()), "passkeys"_L1, {},
                                   this, [this, id](const auto &page) {
                                       if (id == m_account.id)
                                           page ? takePasskeys(page->items) : sayFailure(page.error());
                                   });
    m_client.getPage<ExternalAccount>(path::fill(path::adminUserExternalAccounts, id.toString()),
                                      "accounts"_L1, {}, this, [this, id](const auto &page) {
                                          if (id == m_account.id)
                                              page ? takeLinked(page->items) : sayFailure(page.error());
                                      });
}

void CredentialsPanel::takePasskeys(const QList<AdminPasskey> &passkeys)
{
    m_passkeys = passkeys;
    m_passkeyList->setEntries(entriesOf(passkeys));
}

void CredentialsPanel::takeLinked(const QList<ExternalAccount> &linked)
{
    m_linked = linked;
    m_linkedList->setEntries(entriesOf(linked));
}

void CredentialsPanel::sayFailure(const Error &error)
{
    // Of an older server, or somebody just deleted: there is nothing to be shown.
    const QString reason = error.kind == Error::Kind::NotFound ? QString() : errorText(error);
    m_failure->setText(tr("Passkeys and linked accounts could not be loaded. %1").arg(reason));
    m_failure->setVisible(!reason.isEmpty());
}

void CredentialsPanel::removePasskey(const QString &id)
{
    const auto passkey =
        std::ranges::find(m_passkeys, id, [](const AdminPasskey &p) { return p.id.toString(); });
    if (passkey == m_passkeys.end())
        return;
    auto *dialog = new ConfirmDialog(credentialwords::removal(m_account, *passkey), window());
    connect(dialog, &QDialog::accepted, this,
            [this, path = path::fill(path::fill(path::adminUserPasskey, m_account.id.toString()), id),
             sentence = tr("The passkey “%1” of %2 was removed.").arg(passkey->deviceName, m_account.name)] {
                remove(path, sentence);
            });
    dialog->open();
}

void CredentialsPanel::unlink(const QString &id)
{
    const auto linked =
        std::ranges::find(m_linked, id, [](const ExternalAccount &a) { return a.id.toString(); });
    if (linked == m_linked.end())
        return;
    auto *dialog = new ConfirmDialog(credentialwords::removal(m_account, *linked), window());
    connect(dialog, &QDialog::accepted, this,
            [this, path = path::fill(path::fill(path::adminUserExternalAccount, m_account.id.toString()), id),
             sentence = tr("%1 was unlinked from %2.").arg(m_account.name, linked->provider)] {
                remove(path, sentence);
            });
    dialog->open();
}

void CredentialsPanel::remove(const QString &path, const QString &sentence)
{
    m_client.remove(path, this, [this, id = m_account.id, sentence](const Result<> &done) {
        const QString reason = done ? QString() : errorText(done.error());
        if (done)
            emit noticeWanted({.text = sentence});
        else if (!reason.isEmpty())
            emit noticeWanted({.kind = Notice::Kind::Failure, .text = reason});
        if (done)
            emit accountChanged(id);
        m_pause.start();
    });
}
