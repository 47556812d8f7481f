// SPDX-License-Identifier: GPL-3.0-only
#include "connection/signinstep.h"

#include "api/codes.h"
#include "connection/address.h"
#include "errortext.h"
#include "widgets/field.h"
#include "widgets/secretedit.h"
#include "widgets/statement.h"

#include <QCheckBox>
#include <QLabel>
#include <QPushButton>

using namespace Qt::StringLiterals;

SignInStep::SignInStep(QWidget *parent)
    : Step(tr("Sign in"), tr("Sign in"), parent)
    , m_secret(new SecretEdit)
    , m_stay(new QCheckBox(tr("&Keep me signed in on this computer")))
    , m_noKeyring(new QLabel)
{
    auto *address = new QLineEdit;
    address->setInputMethodHints(Qt::ImhEmailCharactersOnly | Qt::ImhNoAutoUppercase);
    m_email = addField(u"email"_s, new Field(tr("&Email address"), address));
    m_password = addField(u"password"_s, new Field(tr("&Password"), m_secret));
    m_stay->setChecked(true);
    m_stay->setToolTip(tr("The session is kept in the keyring of your system, never in a file of its own."));
    addBody(m_stay);
    m_noKeyring->setWordWrap(true);
    m_noKeyring->setForegroundRole(QPalette::PlaceholderText);
    m_noKeyring->hide();
    addBody(m_noKeyring);
    auto *setUp = addLink(tr("I have a set-&up link"));
    auto *leave = addLink(tr("Use &another server"));
    finish();
    connect(this, &Step::submitted, this, &SignInStep::submit);
    connect(setUp, &QPushButton::clicked, this, &SignInStep::setUpWanted);
    connect(leave, &QPushButton::clicked, this, &Step::leaveWanted);
}

void SignInStep::clear()
{
    m_secret->clear();
    m_password->setFault({});
    m_email->setFault({});
    setBusy(false);
}

void SignInStep::setServer(const QUrl &url, const ServerFacts &facts)
{
    const QString place = address::toText(url);
    setHeading(tr("Sign in to %1").arg(url.host()));
    setLead(facts.version.isEmpty() ? place : tr("%1, Gatehouse %2").arg(place, facts.version));
    if (address::isExposed(url))
        statement()->say(Notice::Kind::Warning,
                         tr("This connection is not encrypted. Everyone on the way to the "
                            "server can read your password."));
}

void SignInStep::setEmail(const QString &email)
{
    m_email->setText(email);
    setFocusProxy(email.isEmpty() ? m_email : m_password);
}

QString SignInStep::email() const { return m_email->text().trimmed(); }

bool SignInStep::wantsToStay() const { return m_stay->isChecked(); }

void SignInStep::explainKeyring(const QString &reason)
{
    m_stay->setChecked(false);
    m_stay->hide();
    m_noKeyring->setText(
        tr("There is no keyring to keep your session in, so it ends when you close the console. Start "
           "the keyring of your desktop to stay signed in."));
    m_noKeyring->setToolTip(tr("The keyring says: %1").arg(reason));
    m_noKeyring->show();
}

void SignInStep::submit()
{
    m_email->setFault(email().isEmpty() ? fieldErrorText(QByteArray(code::required)) : QString());
    m_password->setFault(m_secret->text().isEmpty() ? fieldErrorText(QByteArray(code::required)) : QString());
    if (m_email->hasFault() || m_password->hasFault())
        return (m_email->hasFault() ? m_email : m_password)->setFocus();
    setBusy(true);
    emit wanted({.email = email(), .password = m_secret->secret(), .remember = Truthy{wantsToStay()}});
}
