// SPDX-License-Identifier: GPL-3.0-only
#include "api/tokenkeeper.h"

#include "base/base64url.h"

#include <qt6keychain/keychain.h>

#include <QJsonDocument>
#include <QJsonObject>
#include <QPointer>

using namespace Qt::StringLiterals;

namespace {

const auto service = u"Gatehouse"_s;

QString keyOf(const QUrl &server) { return server.toString(QUrl::RemoveUserInfo | QUrl::StripTrailingSlash); }

// The claim `sid` of a token, unchecked: it only says which session it claims to be of.
QString sessionOf(const Secret &token)
{
    const QList<QByteArray> parts = token.bytes().split('.');
    const auto payload = parts.size() == 3 ? base64url::decode(parts.at(1)) : std::nullopt;
    return payload ? QJsonDocument::fromJson(*payload).object().value("sid"_L1).toString() : QString();
}

} // namespace

// Jobs have no parent and delete themselves: the keyring's answer reaches a job even when whoever
// asked is gone by then.
void TokenKeeper::find(const QUrl &server, QObject *context, Found found)
{
    auto *job = new QKeychain::ReadPasswordJob(service);
    job->setKey(keyOf(server));
    connect(job, &QKeychain::Job::finished, context, [this, job, found = std::move(found)] {
        const bool isMissing = job->error() == QKeychain::EntryNotFound;
        if (job->error() != QKeychain::NoError && !isMissing)
            emit unavailable(job->errorString());
        found(job->error() == QKeychain::NoError ? Secret(job->textData()) : Secret());
    });
    job->start();
}

void TokenKeeper::keep(const QUrl &server, const Secret &token)
{
    auto *job = new QKeychain::WritePasswordJob(service);
    job->setKey(keyOf(server));
    job->setTextData(token.text());
    connect(job, &QKeychain::Job::finished, this, [this, job] {
        if (job->error() != QKeychain::NoError)
            emit unavailable(job->errorString());
    });
    job->start();
}

void TokenKeeper::forget(const QUrl &server)
{
    auto *job = new QKeychain::DeletePasswordJob(service);
    job->setKey(keyOf(server));
    job->start();
}

bool TokenKeeper::areOfOneSession(const Secret &one, const Secret &other)
{
    const QString session = sessionOf(one);
    return !session.isEmpty() && session == sessionOf(other);
}
