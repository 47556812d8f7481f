// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "config.h"
#include "mail/templates.h"

#include <chrono>
#include <functional>

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
//
// A password goes over TLS alone, whatever the server offers, except to this machine or where
// starttls=off says so.
class Smtp
{
public:
    struct Deadlines
    {
        std::chrono::seconds connect{15};
        std::chrono::seconds total{60};
    };
    // An attempt ends at the latest a second after `isCalledOff` says so.
    explicit Smtp(const Config::Mail &settings, std::function<bool()> isCalledOff = {});
    Smtp(const Config::Mail &settings, std::function<bool()> isCalledOff, Deadlines deadlines);

    // Takes up to a minute: never on a request's path. `id` becomes the Message-ID, so that a mail
    // that did come twice can be told from two mails.
    Delivery send(const QString &id, const QString &recipient, const MailText &mail, const QDateTime &date) const;

private:
    const Config::Mail &m_settings;
    std::function<bool()> m_isCalledOff;
    Deadlines m_deadlines;
};
