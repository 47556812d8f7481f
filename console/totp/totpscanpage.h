// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "api/totp.h"

#include <QWidget>

class Countdown;
class QLabel;
class QLineEdit;
class QrCode;
class SecretEdit;

// The secret as a QR code, with whom it is for above it and the field for the first code below.
class TotpScanPage : public QWidget
{
    Q_OBJECT

public:
    explicit TotpScanPage(QWidget *parent = nullptr);

    // False if the URI is none that an authenticator app could read.
    bool setEnrolment(const TotpEnrolment &enrolment, const QString &person);
    void clear();

    void setChecking(bool checking);
    // Why the code was refused; `clockOffset`: how many seconds the code's clock is ahead, if known.
    void refuse(const QString &sentence);
    static QString clockSentence(qint64 clockOffset);

    // "ABCD EFGH IJ"
    static QString inGroups(const QString &secret);

signals:
    void codeEntered(const QString &code); // six digits
    void closed();                         // the ring

protected:
    void hideEvent(QHideEvent *event) override;

private:
    QLayout *head();
    void build();
    void edit(const QString &text);
    void say(const QString &sentence, bool isTrouble);

    QLabel *m_issuer;
    QLabel *m_account;
    Countdown *m_ring;
    QrCode *m_qrCode;
    SecretEdit *m_secret;
    QLineEdit *m_code;
    QLabel *m_sign;
    QLabel *m_hint;
};
