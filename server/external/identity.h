// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QJsonObject>
#include <QString>

// Who somebody is at a provider, as the provider says it.
struct ExternalIdentity
{
    QString provider = {}; // its name in our configuration
    QString issuer = {};   // with the subject, what an identity is known by (api.md 0.10)
    QString subject = {};
    QString email = {};
    bool emailVerified = false; // only if the provider says so in as many words
    QString displayName = {};
    QString firstName = {};
    QString lastName = {};
    QString avatarUrl = {};

    QJsonObject toJson() const;
    static ExternalIdentity fromJson(const QJsonObject &json);
};
