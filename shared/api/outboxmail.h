// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "base/json.h"

// One mail of the outbox, as admins see it. Where no mail server is configured they hand its link on.
struct OutboxMail
{
    QString id = {};
    QDateTime createdAt = {};
    QString kind = {};      // verify_email, reset_password, …
    QString recipient = {};
    json::Nullable<AccountId> userId = {};
    QString state = {};     // waiting, sent, failed; held: no mail server is configured
    QString failure = {};   // what the mail server said last; "" if nothing
    qint64 tries = 0;
    json::Nullable<QDateTime> nextTryAt = {}; // while it waits
    json::Nullable<QDateTime> sentAt = {};
    QString subject = {};
    QString text = {};
    QString link = {};

    static constexpr auto fields()
    {
        using namespace Qt::StringLiterals;
        return std::tuple{json::field("id"_L1, &OutboxMail::id),
                          json::field("createdAt"_L1, &OutboxMail::createdAt),
                          json::field("kind"_L1, &OutboxMail::kind),
                          json::field("recipient"_L1, &OutboxMail::recipient),
                          json::field("userId"_L1, &OutboxMail::userId),
                          json::field("state"_L1, &OutboxMail::state),
                          json::field("failure"_L1, &OutboxMail::failure, json::mayBeEmpty),
                          json::field("tries"_L1, &OutboxMail::tries),
                          json::field("nextTryAt"_L1, &OutboxMail::nextTryAt),
                          json::field("sentAt"_L1, &OutboxMail::sentAt),
                          json::field("subject"_L1, &OutboxMail::subject, json::mayBeEmpty),
                          json::field("text"_L1, &OutboxMail::text, json::mayBeEmpty),
                          json::field("link"_L1, &OutboxMail::link, json::mayBeEmpty)};
    }
};
