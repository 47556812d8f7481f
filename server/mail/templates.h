// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "base/result.h"

#include <QStringList>

// A mail as people read it.
struct MailText
{
    QString subject;
    QString text;
    QString html;
};

// The words of mails, from resources/mail/<language>/<kind>.txt: the subject, a blank line, and
// paragraphs with {{names}} for what differs. The HTML follows from the text, so that the two never
// say different things; what is put in is escaped there, and holds no line breaks in either.
namespace mailtemplates {

QStringList languages();

// INTERNAL_SERVER_ERROR for a kind that has no template. English for an unknown language.
Result<MailText> write(const QByteArray &kind, const QJsonObject &content, const QString &language);

} // namespace mailtemplates
