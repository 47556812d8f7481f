// SPDX-License-Identifier: GPL-3.0-only
#include "accounts/onetimelink.h"

#include "widgets/recoverysheet.h"

#include <QCoreApplication>

namespace {

struct OneTimeLinkText
{
    Q_DECLARE_TR_FUNCTIONS(OneTimeLink)
};

} // namespace

void onetimelink::show(QWidget *parent, const Account &account, const OneTimeLink &link, const QUrl &server)
{
    RecoverySheet::showOnce(
        parent,
        {.title = OneTimeLinkText::tr("Set-password link"),
         .person = OneTimeLinkText::tr("%1, %2").arg(account.name, account.email),
         .sentence = OneTimeLinkText::tr(
                         "Give this link to %1 and to nobody else: whoever opens it first chooses the "
                         "password. It works once, and it is shown only now.")
                         .arg(account.name),
         .lines = {link.link},
         .expiresAt = link.expiresAt,
         .server = server.toString()});
}
