// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "base/result.h"

#include <QFrame>

class QLabel;
class QPushButton;

// What is wrong with a server's certificate, what it says, and its fingerprint, to be compared with
// what the server itself prints before it is trusted.
class CertificatePanel : public QFrame
{
    Q_OBJECT

public:
    explicit CertificatePanel(QWidget *parent = nullptr);

    void setRefusal(const Error &untrusted);                 // a TLS_UNTRUSTED
    QByteArray fingerprint() const { return m_fingerprint; } // SHA-256, raw

signals:
    void trusted();

private:
    QByteArray m_fingerprint;
    QLabel *m_reason;
    QLabel *m_subject;
    QLabel *m_issuer;
    QLabel *m_expires;
    QLabel *m_print;
};
