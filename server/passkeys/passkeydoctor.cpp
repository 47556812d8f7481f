// SPDX-License-Identifier: GPL-3.0-only
#include "passkeys/passkeydoctor.h"

#include <QSslCertificate>
#include <QUrl>

#include <sys/timex.h>

using namespace Qt::StringLiterals;

// RFC 6125 section 6.4: a star stands for one whole label.
static bool isFor(const QSslCertificate &certificate, const QString &host)
{
    const QStringList names = certificate.subjectAlternativeNames().values(QSsl::DnsEntry);
    const QString wildcard = u'*' + host.sliced(qMax(host.indexOf(u'.'), qsizetype(0)));
    return names.contains(host, Qt::CaseInsensitive) ||
           (host.contains(u'.') && names.contains(wildcard, Qt::CaseInsensitive));
}

static QString faultOf(const QSslCertificate &certificate, const QString &host, const QDateTime &now)
{
    if (certificate.isNull())
        return u"UNREADABLE"_s;
    if (!isFor(certificate, host))
        return u"WRONG_NAME"_s;
    if (certificate.effectiveDate() > now)
        return u"NOT_YET_VALID"_s;
    return certificate.expiryDate() < now ? u"EXPIRED"_s : QString();
}

PasskeyDoctor::PasskeyDoctor(const Config::Tls &tls, const RelyingParty &party, Clock clock)
    : m_tls(tls)
    , m_party(party)
    , m_clock(std::move(clock))
{
}

PasskeyReport PasskeyDoctor::examine() const
{
    PasskeyReport report{.rpId = m_party.id, .origins = m_party.origins, .checks = m_party.checks()};
    report.checks.append(certificate());
    report.works = std::ranges::all_of(report.checks, &PasskeyCheck::passed);
    report.checks.append(clock());
    return report;
}

PasskeyCheck PasskeyDoctor::clock() const
{
    PasskeyCheck check{.check = u"clock"_s, .value = m_clock().toUTC().toString(Qt::ISODate)};
    const auto isRight = isClockSynchronised();
    check.passed = isRight.value_or(false);
    if (!check.passed)
        check.code = isRight ? u"NOT_SYNCHRONISED"_s : u"UNKNOWN"_s;
    return check;
}

// Where somebody else speaks TLS for us there is none to look at.
PasskeyCheck PasskeyDoctor::certificate() const
{
    if (m_tls.mode != Config::TlsMode::Files)
        return {.check = u"certificate"_s, .passed = true};
    const QSslCertificate certificate = QSslCertificate::fromPath(m_tls.certificate).value(0);
    const QString host = QUrl(m_party.pages.first()).host(QUrl::FullyEncoded);
    const QString fault = faultOf(certificate, host, m_clock());
    return {.check = u"certificate"_s, .passed = fault.isEmpty(), .code = fault, .value = m_tls.certificate};
}

std::optional<bool> isClockSynchronised()
{
    timex state{};
    const int answer = ::adjtimex(&state);
    return answer < 0 ? std::nullopt : std::optional(answer != TIME_ERROR);
}
