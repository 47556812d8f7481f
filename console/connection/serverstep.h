// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "connection/step.h"

#include <QUrl>

class CertificatePanel;
class QListWidget;

// Where to: an address, or a server that was used before.
class ServerStep : public Step
{
    Q_OBJECT

public:
    explicit ServerStep(QWidget *parent = nullptr);

    void clear() override;
    void setAddress(const QUrl &url);
    void showRemembered();
    void showRefusal(const Error &error); // also what is wrong with a certificate

signals:
    void chosen(const QUrl &url);
    void certificateTrusted(const QUrl &url, const QByteArray &sha256);

private:
    void choose();
    void forgetCurrent();
    void warnOfExposure();

    Field *m_address;
    QListWidget *m_remembered;
    QWidget *m_rememberedPart;
    CertificatePanel *m_certificate;
};
