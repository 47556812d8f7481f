// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "connection/step.h"

// The second factor: a code of the authenticator app, or a recovery code.
class CodeStep : public Step
{
    Q_OBJECT

public:
    explicit CodeStep(QWidget *parent = nullptr);

    void clear() override;

signals:
    void wanted(const QString &code);

private:
    void submit();

    Field *m_code;
};
