// SPDX-License-Identifier: GPL-3.0-only
#include "mail/mailwords.h"

#include "widgets/timetext.h"

#include <QHash>

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(MailWords)
};

const QHash<QString, const char *> &kinds()
{
    static const QHash<QString, const char *> kinds{
        {u"verify_email"_s, QT_TRANSLATE_NOOP("MailWords", "Confirm the address")},
        {u"reset_password"_s, QT_TRANSLATE_NOOP("MailWords", "New password")},
        {u"change_email"_s, QT_TRANSLATE_NOOP("MailWords", "Confirm a new address")},
        {u"email_change_asked"_s, QT_TRANSLATE_NOOP("MailWords", "Address about to change")},
        {u"email_changed"_s, QT_TRANSLATE_NOOP("MailWords", "Address changed")},
        {u"email_changed_unproven"_s, QT_TRANSLATE_NOOP("MailWords", "Address changed")},
        {u"password_changed"_s, QT_TRANSLATE_NOOP("MailWords", "Password changed")},
        {u"address_taken"_s, QT_TRANSLATE_NOOP("MailWords", "Signed up again")},
        {u"second_factor_guessed"_s, QT_TRANSLATE_NOOP("MailWords", "Codes guessed")},
        {u"new_device"_s, QT_TRANSLATE_NOOP("MailWords", "New device")},
        {u"two_factor_on"_s, QT_TRANSLATE_NOOP("MailWords", "Two-factor switched on")},
        {u"two_factor_off"_s, QT_TRANSLATE_NOOP("MailWords", "Two-factor switched off")},
        {u"two_factor_changed"_s, QT_TRANSLATE_NOOP("MailWords", "Two-factor changed")},
        {u"recovery_code_used"_s, QT_TRANSLATE_NOOP("MailWords", "Recovery code used")},
        {u"passkey_changed"_s, QT_TRANSLATE_NOOP("MailWords", "Passkey changed")},
        {u"external_changed"_s, QT_TRANSLATE_NOOP("MailWords", "Connected account changed")}};
    return kinds;
}

QString waitingSentence(const OutboxMail &mail)
{
    if (mail.tries == 0)
        return Words::tr("On its way: the server sends it in a moment.");
    const QString next =
        mail.nextTryAt ? timetext::relative(*mail.nextTryAt, QDateTime::currentDateTime()) : QString();
    return Words::tr("The mail server did not take it yet: “%1”. Next try: %2.").arg(mail.failure, next);
}

} // namespace

QString mailwords::kind(const QString &kind)
{
    const char *known = kinds().value(kind);
    return known ? Words::tr(known) : kind;
}

QString mailwords::state(const OutboxMail &mail)
{
    if (mail.state == "sent"_L1)
        return Words::tr("Sent");
    if (mail.state == "failed"_L1)
        return Words::tr("Failed");
    if (mail.state == "held"_L1)
        return Words::tr("For you to hand on");
    return mail.tries > 0 ? Words::tr("Trying again") : Words::tr("Waiting");
}

mailwords::Standing mailwords::standing(const OutboxMail &mail)
{
    if (mail.state == "sent"_L1) {
        const QString at = mail.sentAt ? timetext::exact(*mail.sentAt) : QString();
        return {Notice::Kind::Done, Words::tr("The mail server took it at %1.").arg(at)};
    }
    if (mail.state == "failed"_L1) {
        return {Notice::Kind::Failure,
                Words::tr("The mail server refused it: “%1”. Check the address, then send it "
                          "again, or hand the link on yourself.")
                    .arg(mail.failure)};
    }
    if (mail.state == "held"_L1) {
        return {Notice::Kind::Information,
                Words::tr("This server has no mail server, so mails stay here. Hand the link "
                          "on yourself, to this person and to nobody else.")};
    }
    return {mail.tries > 0 ? Notice::Kind::Warning : Notice::Kind::Information, waitingSentence(mail)};
}
