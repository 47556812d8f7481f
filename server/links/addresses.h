// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "links/pagepaths.h"

// Where links and redirects lead (api.md 0.11, A17): always from the configuration, never from a
// Host header. Neither has a slash at its end.
struct Addresses
{
    QString publicUrl = {}; // of this server
    QString appUrl = {};    // of the front end; empty: the server's own pages

    const QString &pages() const { return appUrl.isEmpty() ? publicUrl : appUrl; }

    QString verifyEmail(const QByteArray &token) const;
    QString verifyEmailChange(const QByteArray &token) const;
    QString stopAccount(const QByteArray &token) const; // a page that only this server has
    QString verifyOnPage(const QByteArray &token, const QString &returnUrl) const;
    QString setPassword(const QByteArray &token, const QString &returnUrl = {}) const; // reset and set-up alike

    QString forgotPassword() const { return pages() + page::forgotPassword; }
    QString login(const QString &query) const { return pages() + page::login + u'?' + query; }
};
