// SPDX-License-Identifier: GPL-3.0-only
#include "throttle/throttlestore.h"

#include <algorithm>

using namespace Qt::StringLiterals;

static std::optional<qint64> readTime(const store::Row &row)
{
    return row.isNull(0) ? std::nullopt : std::optional(row.number(0));
}

// The ladder: milliseconds to wait after so many failures. Its highest step stands first.
QString ThrottleStore::waitSql(const QString &failures) const
{
    QString steps;
    for (qsizetype i = 0; i < m_figures.ladder.size(); ++i)
        steps += u" WHEN "_s + failures + u" >= ? THEN ?"_s;
    return steps.isEmpty() ? u"0"_s : u"(CASE"_s + steps + u" ELSE 0 END)"_s;
}

QVariantList ThrottleStore::waitValues() const
{
    QVariantList values;
    for (qsizetype i = m_figures.ladder.size() - 1; i >= 0; --i)
        values += QVariantList{m_figures.ladder[i].failures, milliseconds(m_figures.ladder[i].wait)};
    return values;
}

// In the conflict's part, `excluded` is what a first failure would write: its last_failure_at is now.
Result<bool> ThrottleStore::admitTry(const Try &wanted) const
{
    static const QString isForgotten = u"login_tries.last_failure_at <= excluded.last_failure_at - ?"_s;
    const QString sql =
        u"INSERT INTO login_tries (subject, network, failures, not_before, last_failure_at)"
        " SELECT ?, ?, 1, ? + "_s +
        waitSql(u"1"_s) +
        u", ?"
        " WHERE EXISTS (SELECT 1 FROM known_networks WHERE account_id = ? AND network = ? AND last_login_at "
        "> ?)"
        " OR (NOT EXISTS (SELECT 1 FROM login_tries WHERE subject = ? AND network = '' AND not_before > ?)"
        " AND (? = 0 OR (SELECT total(failures) FROM login_tries WHERE network = ? AND last_failure_at > ?) "
        "< ?))"
        " ON CONFLICT (subject, network) DO UPDATE SET"
        " failures = CASE WHEN "_s +
        isForgotten +
        u" THEN 1 ELSE login_tries.failures + 1 END,"
        " not_before = CASE WHEN "_s +
        isForgotten +
        u" THEN excluded.not_before"
        " ELSE excluded.last_failure_at + "_s +
        waitSql(u"login_tries.failures + 1"_s) +
        u" END,"
        " last_failure_at = excluded.last_failure_at WHERE login_tries.not_before <= excluded.last_failure_at"_s;
    const qint64 forgetAfter = milliseconds(m_figures.forgetAfter);
    const QVariantList values = QVariantList{wanted.subject, wanted.network, m_now} + waitValues() +
                                QVariantList{m_now,
                                             wanted.account,
                                             wanted.network,
                                             before(m_figures.networkKnownFor),
                                             wanted.subject,
                                             m_now,
                                             wanted.countsForNetwork,
                                             wanted.network,
                                             before(m_figures.networkWindow),
                                             m_figures.networkFailures,
                                             forgetAfter,
                                             forgetAfter} +
                                waitValues();
    return TRY(m_database.run(sql, values)) == 1;
}

Result<> ThrottleStore::countForSubject(const QString &subject) const
{
    TRY(m_database.run(u"INSERT INTO login_tries (subject, network, failures, not_before, last_failure_at) "
                       u"VALUES (?, '', 1, 0, ?)"
                       " ON CONFLICT (subject, network) DO UPDATE SET"
                       " failures = CASE WHEN last_failure_at <= ? THEN 1 ELSE failures + 1 END,"
                       " not_before = CASE WHEN last_failure_at > ? AND failures + 1 >= ? THEN ? ELSE 0 END,"
                       " last_failure_at = excluded.last_failure_at"_s,
                       {subject, m_now, before(m_figures.accountForgetAfter),
                        before(m_figures.accountForgetAfter), m_figures.accountFailures,
                        m_now + milliseconds(m_figures.accountForgetAfter)}));
    return {};
}

// The next try may come at once, as if this one had not been. The account's own row is opened again
// if it was this try that closed it.
Result<> ThrottleStore::takeBack(const QString &subject, const QString &network) const
{
    TRY(m_database.run(u"UPDATE login_tries SET failures = failures - 1,"
                       " not_before = CASE WHEN network <> '' THEN min(not_before, ?)"
                       " WHEN failures - 1 < ? THEN 0 ELSE not_before END"
                       " WHERE subject = ? AND network IN (?, '') AND failures > 0"_s,
                       {m_now, m_figures.accountFailures, subject, network}));
    return {};
}

Result<> ThrottleStore::forgetTries(const QString &subject, const QString &network) const
{
    TRY(m_database.run(u"DELETE FROM login_tries WHERE subject = ? AND network IN (?, '')"_s,
                       {subject, network}));
    return {};
}

Result<> ThrottleStore::forgetAllTries(const QString &subject) const
{
    TRY(m_database.run(u"DELETE FROM login_tries WHERE subject = ?"_s, {subject}));
    return {};
}

Result<> ThrottleStore::remember(const QString &account, const QString &network) const
{
    TRY(m_database.run(
        u"INSERT INTO known_networks (account_id, network, last_login_at) VALUES (?, ?, ?)"
        " ON CONFLICT (account_id, network) DO UPDATE SET last_login_at = excluded.last_login_at"_s,
        {account, network, m_now}));
    return {};
}

Result<std::optional<qint64>> ThrottleStore::notBefore(const QString &subject, const QString &network) const
{
    return m_database.one(
        u"SELECT max(not_before) FROM login_tries WHERE subject = ? AND network = ? AND not_before > ?"_s,
        {subject, network, m_now}, readTime);
}

Result<std::optional<qint64>> ThrottleStore::notBefore(const QString &subject) const
{
    return m_database.one(u"SELECT max(not_before) FROM login_tries WHERE subject = ? AND not_before > ?"_s,
                          {subject, m_now}, readTime);
}

Result<bool> ThrottleStore::admitInto(const Window &window) const
{
    const qint64 over = m_now - window.length;
    const int changed = TRY(m_database.run(
        u"INSERT INTO rate_limits (name, subject, window_start, count) SELECT ?, ?, ?, 1 WHERE ? > 0"
        " ON CONFLICT (name, subject) DO UPDATE SET"
        " count = CASE WHEN window_start <= ? THEN 1 ELSE count + 1 END,"
        " window_start = CASE WHEN window_start <= ? THEN excluded.window_start ELSE window_start END"
        " WHERE window_start <= ? OR count < ?"_s,
        {window.name, window.subject, m_now, window.most, over, over, over, window.most}));
    return changed == 1;
}

Result<qint64> ThrottleStore::endOf(const Window &window) const
{
    const auto start =
        TRY(m_database.first(u"SELECT window_start FROM rate_limits WHERE name = ? AND subject = ?"_s,
                             {window.name, window.subject}, readTime));
    return start.value_or(m_now).value_or(m_now) + window.length;
}

// The code that makes the number full is still admitted, and closes the door behind it.
Result<bool> ThrottleStore::admitCode(const QString &account) const
{
    const qint64 over = before(m_figures.accountCodesWindow);
    const int changed = TRY(m_database.run(
        u"INSERT INTO rate_limits (name, subject, window_start, count, closed_until)"
        " VALUES ('second_factor', ?, ?, 1, CASE WHEN 1 >= ? THEN ? ELSE 0 END)"
        " ON CONFLICT (name, subject) DO UPDATE SET"
        " count = CASE WHEN window_start <= ? OR count >= ? THEN 1 ELSE count + 1 END,"
        " window_start = CASE WHEN window_start <= ? OR count >= ? THEN excluded.window_start ELSE "
        "window_start END,"
        " closed_until = CASE WHEN window_start > ? AND count + 1 = ? THEN ? ELSE excluded.closed_until END"
        " WHERE closed_until <= excluded.window_start"_s,
        {account, m_now, m_figures.accountCodes, m_now + milliseconds(m_figures.accountCodesPause), over,
         m_figures.accountCodes, over, m_figures.accountCodes, over, m_figures.accountCodes,
         m_now + milliseconds(m_figures.accountCodesPause)}));
    return changed == 1;
}

Result<> ThrottleStore::takeBackCode(const QString &account) const
{
    TRY(m_database.run(u"UPDATE rate_limits SET count = count - 1, closed_until = 0"
                       " WHERE name = 'second_factor' AND subject = ? AND count > 0"_s,
                       {account}));
    return {};
}

// With the count at 0 nobody is told again, and the next window is a new one.
Result<bool> ThrottleStore::tellOfClosedCodes(const QString &account) const
{
    const int changed = TRY(
        m_database.run(u"UPDATE rate_limits SET count = 0"
                       " WHERE name = 'second_factor' AND subject = ? AND closed_until > ? AND count > 0"_s,
                       {account, m_now}));
    return changed == 1;
}

Result<qint64> ThrottleStore::codesClosedUntil(const QString &account) const
{
    const auto until = TRY(m_database.first(
        u"SELECT closed_until FROM rate_limits WHERE name = 'second_factor' AND subject = ?"_s, {account},
        readTime));
    return until.value_or(m_now).value_or(m_now);
}

Result<int> ThrottleStore::forgetOld(int limit) const
{
    const auto longestTries = std::max(m_figures.forgetAfter, m_figures.accountForgetAfter);
    const auto longestWindow =
        std::max({m_figures.accountCodesWindow + m_figures.accountCodesPause, m_figures.mailWindow,
                  m_figures.registrationWindow, m_figures.refreshWindow});
    const int tries =
        TRY(m_database.run(u"DELETE FROM login_tries WHERE (subject, network) IN"
                           " (SELECT subject, network FROM login_tries WHERE last_failure_at <= ? LIMIT ?)"_s,
                           {before(longestTries), limit}));
    const int networks = TRY(
        m_database.run(u"DELETE FROM known_networks WHERE (account_id, network) IN"
                       " (SELECT account_id, network FROM known_networks WHERE last_login_at <= ? LIMIT ?)"_s,
                       {before(m_figures.networkKnownFor), limit}));
    const int limits =
        TRY(m_database.run(u"DELETE FROM rate_limits WHERE (name, subject) IN"
                           " (SELECT name, subject FROM rate_limits WHERE window_start <= ? LIMIT ?)"_s,
                           {before(longestWindow), limit}));
    return std::max({tries, networks, limits});
}
