// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "config.h"
#include "mail/templates.h"

// How one attempt to hand a mail over ended.
struct Delivery
{
    enum class Outcome {
        Accepted, // the server took it
        Deferred, // try again later: no connection, a time-out, a 4xx answer
        Refused   // it never will: a 5xx answer
    };
    Outcome outcome = Outcome::Deferred;
    QString reason = {}; // for the administrator
};

// Hands mails to the configured server (RFC 5321) through libcurl: STARTTLS or SMTPS with checked
// certificates, authentication, deadlines.
class Smtp
{
public:
    explicit Smtp(const Config::Mail &settings) : m_settings(settings) {}

    // Takes up to a minute: never on a request's path. `id` becomes the Message-ID, so that a mail
    // that did come twice can be told from two mails.
    Delivery send(const QString &id, const QString &recipient, const MailText &mail, const QDateTime &date) const;

private:
    const Config::Mail &m_settings;
};
