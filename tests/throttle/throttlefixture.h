// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "support/fixedclock.h"
#include "support/temporarydatabase.h"
#include "support/verify.h"
#include "throttle/throttle.h"

using namespace std::chrono_literals;

// A throttle with the figures of the contract, a clock that stands still, and an account.
struct ThrottleFixture
{
    TemporaryDatabase database;
    FixedClock clock;
    Config::Throttle figures;
    Throttle throttle{*database, figures, Secret(QByteArray("address key")), clock.clock()};
    AccountId account = newAccount();
    Client client = at(QStringLiteral("10.0.0.7"));

    static Client at(const QString &address) { return {.address = QHostAddress(address), .userAgent = {}}; }
    Throttle::Subject subject() const { return {.account = account, .email = {}}; }
    static Throttle::Subject nobody(const QString &email) { return {.account = {}, .email = email}; }

    AccountId newAccount() const
    {
        const AccountId id = AccountId::create();
        const QString text = id.toString();
        database.run(
            QStringLiteral(
                "INSERT INTO accounts (id, email, email_shown, name, name_key, first_name, last_name,"
                " search_text, created_at) VALUES (?, ?, ?, '', '', '', '', '', 0)"),
            {text, text, text});
        return id;
    }

    bool isAdmitted() const { return throttle.admit(subject(), client).has_value(); }

    // Seconds that the next try has to wait; 0 if it was admitted, and then it counts.
    int wait(const Throttle::Subject &whose, const Client &from) const
    {
        const auto admitted = throttle.admit(whose, from);
        return admitted ? 0 : admitted.error().retryAfter;
    }

    // Fails so often, each time as soon as it may.
    void fail(int times, const Throttle::Subject &whose, const Client &from)
    {
        for (int i = 0; i < times; ++i) {
            while (const int seconds = wait(whose, from))
                clock.advance(std::chrono::seconds(seconds));
        }
    }
};
