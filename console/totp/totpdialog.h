// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "api/account.h"
#include "api/totp.h"
#include "widgets/notice.h"

#include <QDialog>

class ApiClient;
class EmptyState;
class QPushButton;
class QStackedWidget;
class RecoverySheet;
class TotpScanPage;

// Gives a person two-factor: shows the secret as a QR code, waits for a first code, and then shows
// the recovery codes, once. Closes itself after 90 seconds; deletes itself when closed.
class TotpDialog : public QDialog
{
    Q_OBJECT

public:
    TotpDialog(ApiClient &client, const Account &account, QWidget *parent = nullptr);

signals:
    void accountChanged(); // two-factor is on now, or the address was marked as confirmed
    void noticeWanted(const Notice &notice);

protected:
    void reject() override;

private:
    QWidget *codesPage();
    void begin();
    void showEnrolment(const TotpEnrolment &enrolment);
    void showTrouble(const Error &error);
    void actOnTrouble();
    void verifyAddress();
    void confirm(const QString &code);
    void refuse(const Error &error);
    void showCodes(const RecoveryCodes &codes);
    void closeUnseen();
    QString person() const;

    ApiClient &m_client;
    Account m_account;
    QByteArray m_trouble; // code
    bool m_isConfirming = false;
    bool m_isOver = false; // the ring has closed
    QStackedWidget *m_stack;
    EmptyState *m_state;
    TotpScanPage *m_scan;
    RecoverySheet *m_codes;
    QPushButton *m_close = nullptr;
};
