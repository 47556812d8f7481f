// SPDX-License-Identifier: GPL-3.0-only
#include "sessions/revocationnotice.h"

#include <QCoreApplication>

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(RevocationNotice)
};

} // namespace

Notice revocationNotice(int ended, int failed, const QString &reason)
{
    if (failed == 0)
        return {.kind = Notice::Kind::Done,
                .text = Words::tr("%n session(s) ended. Whoever used them is signed out.", nullptr, ended)};
    const QString text = ended > 0
                             ? Words::tr("%n session(s) ended, but not all. %1", nullptr, ended).arg(reason)
                             : Words::tr("No session was ended. %1").arg(reason);
    return {.kind = Notice::Kind::Failure, .text = text};
}
