// SPDX-License-Identifier: GPL-3.0-only
#include "totp/totpdialog.h"

#include "api/apiclient.h"
#include "api/codes.h"
#include "api/paths.h"
#include "errortext.h"
#include "totp/totpscanpage.h"
#include "totpcode.h"
#include "widgets/emptystate.h"
#include "widgets/recoverysheet.h"

#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

TotpDialog::TotpDialog(ApiClient &client, const Account &account, QWidget *parent)
    : QDialog(parent)
    , m_client(client)
    , m_account(account)
    , m_stack(new QStackedWidget)
    , m_state(new EmptyState)
    , m_scan(new TotpScanPage)
    , m_codes(new RecoverySheet)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Two-factor for %1").arg(person()));
    m_stack->addWidget(m_state);
    m_stack->addWidget(m_scan);
    m_stack->addWidget(codesPage());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 24, 24, 24);
    layout->addWidget(m_stack);
    setMinimumWidth(480);

    connect(m_state, &EmptyState::acted, this, &TotpDialog::actOnTrouble);
    connect(m_scan, &TotpScanPage::codeEntered, this, &TotpDialog::confirm);
    connect(m_scan, &TotpScanPage::closed, this, &TotpDialog::closeUnseen);
    begin();
}

QString TotpDialog::person() const { return m_account.name.isEmpty() ? m_account.email : m_account.name; }

QWidget *TotpDialog::codesPage()
{
    auto *page = new QWidget;
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    m_close = new QPushButton(tr("Close without keeping the codes"));
    m_close->setAutoDefault(false);
    layout->setSpacing(16);
    layout->addWidget(m_codes);
    layout->addStretch();
    layout->addWidget(m_close, 0, Qt::AlignRight);
    connect(m_close, &QPushButton::clicked, this, &QDialog::accept);
    connect(m_codes, &RecoverySheet::kept, this, [this] { m_close->setText(tr("Done")); });
    return page;
}

void TotpDialog::begin()
{
    m_trouble.clear();
    m_state->setContent(
        {u"view-barcode-qr"_s, tr("Making a new secret"), tr("The code will be here in a moment.")});
    m_stack->setCurrentWidget(m_state);
    m_client.post<TotpEnrolment>(path::fill(path::adminUserTotp, m_account.id.toString()), this,
                                 [this](const Result<TotpEnrolment> &enrolment) {
                                     enrolment ? showEnrolment(*enrolment) : showTrouble(enrolment.error());
                                 });
}

void TotpDialog::showEnrolment(const TotpEnrolment &enrolment)
{
    m_stack->setCurrentWidget(m_scan);
    if (!m_scan->setEnrolment(enrolment, person()))
        showTrouble({.kind = Error::Kind::Internal, .code = localcode::notGatehouse});
}

void TotpDialog::showTrouble(const Error &error)
{
    m_trouble = error.code;
    if (error.code == localcode::cancelled)
        return QDialog::reject();
    if (error.code == code::emailNotVerified)
        m_state->setContent({u"mail-unread"_s, tr("The address is not verified yet"),
                             tr("Two-factor needs a verified address. If you know that %1 belongs to %2, you "
                                "can mark it as verified.")
                                 .arg(m_account.email, person()),
                             tr("Mark as verified and go on")});
    else
        m_state->setContent(
            {u"view-barcode-qr"_s, tr("Two-factor could not be set up"), errorText(error), tr("Try again")});
    m_stack->setCurrentWidget(m_state);
}

void TotpDialog::actOnTrouble() { m_trouble == code::emailNotVerified ? verifyAddress() : begin(); }

void TotpDialog::verifyAddress()
{
    m_client.post<AccountAnswer>(path::fill(path::adminUserVerify, m_account.id.toString()), this,
                                 [this](const Result<AccountAnswer> &answer) {
                                     if (!answer)
                                         return showTrouble(answer.error());
                                     m_account = answer->user;
                                     emit accountChanged();
                                     begin();
                                 });
}

void TotpDialog::confirm(const QString &code)
{
    m_isConfirming = true;
    m_client.post<RecoveryCodes>(path::fill(path::adminUserTotpConfirm, m_account.id.toString()),
                                 TotpConfirmation{code}, this, [this](const Result<RecoveryCodes> &codes) {
                                     m_isConfirming = false;
                                     codes ? showCodes(*codes) : refuse(codes.error());
                                 });
}

void TotpDialog::refuse(const Error &error)
{
    if (m_isOver)
        return closeUnseen();
    const qint64 offset = error.extra.value("clockOffset"_L1).toInteger();
    if (error.code == localcode::cancelled)
        m_scan->refuse(tr("The code was not checked. Enter the next one."));
    else
        m_scan->refuse(qAbs(offset) > totp::stepSeconds ? TotpScanPage::clockSentence(offset)
                                                        : errorText(error));
}

void TotpDialog::showCodes(const RecoveryCodes &codes)
{
    m_codes->setContent(
        {.title = tr("Recovery codes"),
         .person = m_account.name.isEmpty() ? m_account.email : m_account.name + u" · "_s + m_account.email,
         .sentence = tr("Two-factor is on. Each of these codes signs in once in place of the phone. "
                        "They are shown only now: hand them over or keep them safe."),
         .lines = codes.recoveryCodes,
         .server = m_client.server().toDisplayString()});
    m_stack->setCurrentWidget(m_codes->parentWidget());
    m_stack->removeWidget(m_scan); // its secret is of no more use, and the dialog needs no room for it
    m_stack->removeWidget(m_state);
    m_stack->layout()->invalidate();
    m_stack->updateGeometry();
    layout()->activate();
    resize(width(), sizeHint().height());
    emit accountChanged();
}

// The ring has closed. A code that is just being checked is waited for.
void TotpDialog::closeUnseen()
{
    m_isOver = true;
    if (m_isConfirming)
        return;
    emit noticeWanted({.kind = Notice::Kind::Information,
                       .text = tr("The QR code was hidden after 90 seconds and does not count. Start again "
                                  "when the phone is at hand.")});
    QDialog::reject();
}

// Esc does not lose codes that were not kept.
void TotpDialog::reject()
{
    const bool wouldLose = m_stack->currentWidget() == m_codes->parentWidget() && !m_codes->isKept();
    wouldLose ? m_close->setFocus() : QDialog::reject();
}
