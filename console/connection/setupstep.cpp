// SPDX-License-Identifier: GPL-3.0-only
#include "connection/setupstep.h"

#include "api/codes.h"
#include "api/signin.h"
#include "errortext.h"
#include "widgets/field.h"
#include "widgets/secretedit.h"

#include <QPushButton>

using namespace Qt::StringLiterals;

SetUpStep::SetUpStep(QWidget *parent)
    : Step(tr("Set up your account"), tr("Set this password"), parent)
    , m_first(new SecretEdit)
    , m_second(new SecretEdit)
{
    setLead(tr("The server printed a link when your account was made. It works once."));
    m_link = addField(u"token"_s, new Field(tr("Set-up &link"), new QLineEdit));
    m_password = addField(u"password"_s, new Field(tr("New &password"), m_first));
    m_password->setHint(
        tr("At least 8 characters. Several words in a row are easy to remember and hard to guess."));
    m_again = addField(u"confirmPassword"_s, new Field(tr("The password &again"), m_second));
    auto *back = addLink(tr("&Back to signing in"));
    finish();
    connect(this, &Step::submitted, this, &SetUpStep::submit);
    connect(back, &QPushButton::clicked, this, &Step::leaveWanted);
}

void SetUpStep::clear()
{
    for (Field *field : {m_link, m_password, m_again})
        field->setText({});
    setBusy(false);
}

void SetUpStep::submit()
{
    const Secret token = SignIn::tokenIn(m_link->text());
    if (token.isEmpty())
        return m_link->setFault(
            tr("This is not a set-up link. Copy the whole line that the server printed."));
    if (m_first->text() != m_second->text())
        return m_again->setFault(fieldErrorText(QByteArray(code::mismatch)));
    setBusy(true);
    emit wanted(token, m_first->secret());
}
