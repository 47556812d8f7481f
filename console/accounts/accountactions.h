// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "api/account.h"
#include "widgets/notice.h"

#include <QObject>
#include <QPointer>

class ApiClient;
class QWidget;

// What can be done to an account, and what is said of it afterwards. Reversible things happen at
// once and offer Undo; what spends a secret or destroys is asked first.
class AccountActions : public QObject
{
    Q_OBJECT

public:
    enum class Change { Disable, Enable, Lock, Unlock, Verify, Unverify };
    static Change opposite(Change change);
    // False where it would change nothing.
    static bool isSensible(Change change, const Account &account, const QDateTime &now);

    // `window` is what dialogs belong to.
    AccountActions(ApiClient &client, QWidget *window);

    using Done = std::function<void(const Result<> &)>;

    void apply(Change change, const Account &account);
    // Without a notice: for many at once.
    void applyQuietly(Change change, const Account &account, QObject *context, Done done);

    void create();
    void save(const AccountId &id, const AccountChanges &changes, QObject *context, Done done);
    void makeLink(const Account &account);
    void setUpTwoFactor(const Account &account);
    void resetTwoFactor(const Account &account);
    void remove(const Account &account);
    void refetch(const AccountId &id); // something else has changed it

signals:
    void changed(const Account &account);
    void created(const Account &account);
    void removed(const QString &id);
    void noticeWanted(const Notice &notice);

private:
    void take(const Result<AccountAnswer> &answer, const Done &done);
    void send(const NewAccount &wanted, QObject *dialog);
    void sayFailure(const Error &error);

    ApiClient &m_client;
    QPointer<QWidget> m_window;
};
