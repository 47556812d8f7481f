// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "api/outboxmail.h"
#include "widgets/notice.h"

#include <QCoreApplication>

// A mail in words: what it is for, how far it has come, and what can be done.
namespace mailwords {

QString kind(const QString &kind); // "New password"; the server's own word for one of a newer server
QString state(const OutboxMail &mail);

struct Standing
{
    Notice::Kind kind;
    QString sentence;
};
Standing standing(const OutboxMail &mail);

} // namespace mailwords
