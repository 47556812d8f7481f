// SPDX-License-Identifier: GPL-3.0-only
#include "throttle/throttle.h"

#include "api/codes.h"
#include "crypto/random.h"
#include "throttle/throttlestore.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

Error tooMany(qint64 milliseconds)
{
    return {.kind = Error::Kind::TooMany,
            .code = code::tooManyRequests,
            .retryAfter = int(std::max<qint64>(1, (milliseconds + 999) / 1000))};
}

} // namespace

Throttle::Throttle(const store::Database &database, const Config::Throttle &figures, Secret addressKey,
                   Clock clock)
    : m_database(database)
    , m_figures(figures)
    , m_addressKey(std::move(addressKey))
    , m_clock(std::move(clock))
{}

// An account's failures go with its id; an address that nobody has is never written down itself.
QString Throttle::subjectOf(const Subject &subject) const
{
    return subject.account ? subject.account->toString() : hashed(subject.email);
}

QString Throttle::hashed(const QString &email) const
{
    return u"address "_s + QString::fromLatin1(crypto::hmacSha256(m_addressKey, email.toUtf8()).toHex());
}

Result<> Throttle::admit(const Subject &subject, const Client &client) const
{
    if (!m_figures.enabled)
        return {};
    const ThrottleStore store(m_database, m_figures, now());
    const ThrottleStore::Try wanted{.subject = subjectOf(subject),
                                    .account = subject.account ? subject.account->toString() : QString(),
                                    .network = client.network(),
                                    .countsForNetwork = !client.isExempt};
    auto transaction = TRY(store::Transaction::begin(m_database));
    if (TRY(store.admitTry(wanted))) {
        TRY(store.countForSubject(wanted.subject));
        return transaction.commit();
    }
    if (const auto wait = TRY(store.notBefore(wanted.subject, wanted.network)))
        return tooMany(*wait - now());
    return tooMany(m_figures.accountRetryAfter.count() * 1000);
}

Result<> Throttle::takeBack(const Subject &subject, const Client &client) const
{
    if (!m_figures.enabled)
        return {};
    return ThrottleStore(m_database, m_figures, now()).takeBack(subjectOf(subject), client.network());
}

// The network is remembered even while the throttle is off, for when it is on again.
Result<> Throttle::succeeded(const AccountId &account, const Client &client) const
{
    const ThrottleStore store(m_database, m_figures, now());
    TRY(store.forgetTries(account.toString(), client.network()));
    return store.remember(account.toString(), client.network());
}

Result<> Throttle::forgive(const AccountId &account) const
{
    return ThrottleStore(m_database, m_figures, now()).forgetAllTries(account.toString());
}

Result<std::optional<QDateTime>> Throttle::throttledUntil(const AccountId &account) const
{
    const auto until = TRY(ThrottleStore(m_database, m_figures, now()).notBefore(account.toString()));
    return until ? std::optional(QDateTime::fromMSecsSinceEpoch(*until, Qt::UTC)) : std::nullopt;
}

Result<> Throttle::admitSecondFactor(const AccountId &account) const
{
    const ThrottleStore store(m_database, m_figures, now());
    if (!m_figures.enabled || TRY(store.admitCode(account.toString())))
        return {};
    return tooMany(TRY(store.codesClosedUntil(account.toString())) - now());
}

Result<> Throttle::rightSecondFactor(const AccountId &account) const
{
    return ThrottleStore(m_database, m_figures, now()).takeBackCode(account.toString());
}

Result<bool> Throttle::wrongSecondFactor(const AccountId &account) const
{
    return ThrottleStore(m_database, m_figures, now()).tellOfClosedCodes(account.toString());
}

Result<> Throttle::limit(const QString &name, const Client &client, int most,
                         std::chrono::seconds window) const
{
    if (!m_figures.enabled || client.isExempt)
        return {};
    const ThrottleStore store(m_database, m_figures, now());
    const ThrottleStore::Window wanted{name, client.network(), most, window.count() * 1000};
    if (TRY(store.admitInto(wanted)))
        return {};
    return tooMany(TRY(store.endOf(wanted)) - now());
}

Result<> Throttle::limitRegistration(const Client &client) const
{
    return limit(u"register"_s, client, m_figures.registrationsPerClient, m_figures.registrationWindow);
}

Result<> Throttle::limitRefresh(const Client &client) const
{
    return limit(u"refresh"_s, client, m_figures.refreshesPerClient, m_figures.refreshWindow);
}

Result<> Throttle::limitPasskeys(const Client &client) const
{
    return limit(u"passkey"_s, client, m_figures.refreshesPerClient, m_figures.refreshWindow);
}

// Apart, so that who may begin so many ceremonies may also end them all.
Result<> Throttle::limitPasskeyAnswers(const Client &client) const
{
    return limit(u"passkey_answer"_s, client, m_figures.refreshesPerClient, m_figures.refreshWindow);
}

Result<> Throttle::limitExternalBegins(const Client &client) const
{
    return limit(u"external_begin"_s, client, m_figures.refreshesPerClient, m_figures.refreshWindow);
}

Result<> Throttle::limitMailRequests(const Client &client) const
{
    return limit(u"mail_request"_s, client, m_figures.mailsPerClient, m_figures.mailWindow);
}

Result<bool> Throttle::mayMail(const QString &normalisedEmail) const
{
    if (!m_figures.enabled)
        return true;
    return ThrottleStore(m_database, m_figures, now())
        .admitInto({u"mail"_s, hashed(normalisedEmail), m_figures.mailsPerAddress,
                    m_figures.mailWindow.count() * 1000});
}

Result<int> Throttle::forgetOld(int limit) const
{
    return ThrottleStore(m_database, m_figures, now()).forgetOld(limit);
}
