// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "base/secret.h"
#include "connection/step.h"

class SecretEdit;

// The first run: a one-time link, as `gatehoused admin create` prints it, and a password for the
// account it belongs to.
class SetUpStep : public Step
{
    Q_OBJECT

public:
    explicit SetUpStep(QWidget *parent = nullptr);

    void clear() override;

signals:
    void wanted(const Secret &token, const Secret &password);

private:
    void submit();

    Field *m_link;
    SecretEdit *m_first;
    SecretEdit *m_second;
    Field *m_password;
    Field *m_again;
};
