// SPDX-License-Identifier: GPL-3.0-only
#include "mail/mailpage.h"

#include "api/paths.h"
#include "errortext.h"
#include "icons.h"
#include "mail/mailpane.h"
#include "widgets/secretclipboard.h"
#include "widgets/statement.h"

#include <QAction>
#include <QTimer>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

MailPage::MailPage(ApiClient &client, QWidget *parent)
    : ListPage(
          client,
          {.name = u"mail"_s,
           .title = tr("Mail"),
           .icon = u"mail-message"_s,
           .empty =
               {u"mail-message"_s, tr("No mails yet"),
                tr("Links to confirm an address or to set a new password are listed here, sent or not.")},
           .wantsPassword = true},
          filter::outboxKeys(), parent)
    , m_mails(makeMailModel(client, this))
    , m_holding(new Statement)
{
    setModel(m_mails, {100, 210, 170, 185, 60});
    setDefaultOrder(0, Qt::DescendingOrder);
    addAboveTable(m_holding);
    buildActions();
    m_pane = new MailPane({m_copyLink, m_resend});
    connect(this, &ListPage::selectionChanged, this, &MailPage::followSelection);
    connect(m_mails, &PagedModelBase::dataChanged, this, &MailPage::followSelection);
    connect(m_mails, &PagedModelBase::stateChanged, this, &MailPage::explainHolding);
    followSelection();
}

QWidget *MailPage::details() { return m_pane; }

QAction *MailPage::addAction(const QString &iconName, const QString &text, const QKeySequence &shortcut,
                             void (MailPage::*act)())
{
    auto *action = new QAction(icon(iconName), text, this);
    action->setShortcut(shortcut);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    QString plain = text;
    plain.remove(u'&');
    action->setToolTip(tr("%1 (%2)").arg(plain, shortcut.toString(QKeySequence::NativeText)));
    connect(action, &QAction::triggered, this, act);
    addRowAction(action);
    return action;
}

void MailPage::buildActions()
{
    m_copyLink = addAction(u"edit-copy"_s, tr("&Copy the link"), QKeySequence::Copy, &MailPage::copyLink);
    m_resend =
        addAction(u"mail-send"_s, tr("&Send again"), Qt::CTRL | Qt::SHIFT | Qt::Key_R, &MailPage::resend);
    m_openPerson =
        addAction(u"user"_s, tr("Show the &person"), Qt::CTRL | Qt::Key_Return, &MailPage::showPerson);
}

const OutboxMail *MailPage::selected() const
{
    const QStringList ids = selectedIds();
    return ids.size() == 1 ? m_mails->find(ids.first()) : nullptr;
}

void MailPage::followSelection()
{
    const OutboxMail *mail = selected();
    m_copyLink->setEnabled(mail && !mail->link.isEmpty());
    m_resend->setEnabled(mail && mail->state != "held"_L1);
    m_openPerson->setEnabled(mail && mail->userId);
    mail ? m_pane->setMail(*mail) : m_pane->clear();
}

// Without a mail server each mail is held, so the first one tells for all.
void MailPage::explainHolding()
{
    const bool isHeld = m_mails->rowCount() > 0 && m_mails->at(0).state == "held"_L1;
    if (isHeld)
        m_holding->say(
            Notice::Kind::Information,
            tr("This server sends no mail: no mail server is configured. Mails stay here; hand each link on "
               "yourself. To let the server send them, set mail.url in its configuration."));
    else
        m_holding->clear();
}

// A link is a key to an account: it leaves the clipboard by itself.
void MailPage::copyLink()
{
    const OutboxMail *mail = selected();
    if (!mail)
        return;
    secretclipboard::copy(mail->link);
    emit noticeWanted(
        {.kind = Notice::Kind::Done,
         .text = tr("The link is on the clipboard for %1 seconds. Give it to %2 and to nobody else.")
                     .arg(secretclipboard::span.count())
                     .arg(mail->recipient)});
}

void MailPage::resend()
{
    const OutboxMail *mail = selected();
    if (!mail)
        return;
    const auto [id, recipient] = std::pair(mail->id, mail->recipient);
    client().post<void>(
        path::fill(path::adminOutboxResend, id), this, [this, id, recipient](const Result<void> &done) {
            if (!done) {
                emit noticeWanted({.kind = Notice::Kind::Failure, .text = errorText(done.error())});
                return;
            }
            emit noticeWanted({.kind = Notice::Kind::Done,
                               .text = tr("The mail to %1 is on its way again.").arg(recipient)});
            reload();
            QTimer::singleShot(3s, this, [this, id] { lookAgain(id); });
        });
}

// By then the mail server has usually said what it thinks of it.
void MailPage::lookAgain(const QString &id)
{
    const OutboxMail *mail = m_mails->find(id);
    if (isVisible() && mail && mail->state == "waiting"_L1)
        reload();
}

void MailPage::showPerson()
{
    const OutboxMail *mail = selected();
    if (mail && mail->userId)
        emit personWanted(mail->userId->toString());
}
