// SPDX-License-Identifier: GPL-3.0-only
#include "mail/outboxapi.h"

#include "api/paths.h"
#include "http/listanswer.h"
#include "http/nobody.h"

using namespace Qt::StringLiterals;
using http::Access;
using http::Face;
using http::Request;
using http::Response;
using http::Run;

namespace {

// Where no mail server is configured nothing is waited for: an admin hands the link on.
Result<OutboxMail> inWords(const Outbox &outbox, const Config::Mail &settings, const ListedMail &listed)
{
    const Letter letter = TRY(outbox.open(listed.row));
    const MailText text = TRY(outbox.write(letter));
    OutboxMail mail = listed.mail;
    if (mail.state == "waiting"_L1 && settings.url.isEmpty())
        mail.state = u"held"_s;
    mail.subject = text.subject;
    mail.text = text.text;
    mail.link = letter.content.value("link"_L1).toString();
    return mail;
}

// The links of mails are keys to accounts: whoever reads them says who he is just before.
Result<Response> listMails(const Outbox &outbox, const OutboxList &list, const Config::Mail &settings, const Request &request)
{
    const auto query = TRY(http::listQuery(request));
    const auto rows = TRY(list.page(query));
    Page<OutboxMail> page{.items = {}, .total = rows.total, .totalIsEstimate = rows.totalIsEstimate, .nextCursor = rows.nextCursor};
    for (const ListedMail &listed : rows.items) {
        auto mail = TRY(inWords(outbox, settings, listed));
        page.items.append(std::move(mail));
    }
    return http::listAnswer(u"mails"_s, page);
}

Result<Response> resend(const Outbox &outbox, const Audit &audit, const Request &request)
{
    const QString id = request.arguments.value(0);
    TRY(request.body<http::NoBody>(json::Unknown::Refuse));
    TRY(outbox.resend(id));
    TRY(audit.record({.action = "mail.resent", .actor = request.caller->account, .target = {}, .details = {{u"mail"_s, id}}}, request.client));
    return http::noContent();
}

} // namespace

void mountOutbox(http::Router &router, const Outbox &outbox, const OutboxList &list, const Audit &audit,
                 const Config::Mail &settings)
{
    router.get(path::adminOutbox, {.access = Access::Fresh, .run = Run::Store, .face = Face::Admin},
               [&](const Request &request) { return listMails(outbox, list, settings, request); });
    router.post(path::adminOutboxResend, {.access = Access::Admin, .run = Run::Store, .face = Face::Admin},
                [&](const Request &request) { return resend(outbox, audit, request); });
}
