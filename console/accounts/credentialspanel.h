// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "api/account.h"
#include "api/externalaccount.h"
#include "api/passkey.h"
#include "base/result.h"
#include "widgets/notice.h"

#include <QTimer>
#include <QWidget>

class ApiClient;
class EntryList;
class QLabel;

// The passkeys and linked accounts of one person, each to be taken away. Follows the selection, and
// asks only when it is looked at.
class CredentialsPanel : public QWidget
{
    Q_OBJECT

public:
    explicit CredentialsPanel(ApiClient &client, QWidget *parent = nullptr);

    void setAccount(const Account &account);

signals:
    void noticeWanted(const Notice &notice);
    void accountChanged(const AccountId &id);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void load();
    void takePasskeys(const QList<AdminPasskey> &passkeys);
    void takeLinked(const QList<ExternalAccount> &linked);
    void sayFailure(const Error &error);
    void removePasskey(const QString &id);
    void unlink(const QString &id);
    void remove(const QString &path, const QString &sentence);

    ApiClient &m_client;
    Account m_account;
    QTimer m_pause; // while somebody runs through the list of people
    QList<AdminPasskey> m_passkeys;
    QList<ExternalAccount> m_linked;
    EntryList *m_passkeyList;
    EntryList *m_linkedList;
    QLabel *m_failure;
};
