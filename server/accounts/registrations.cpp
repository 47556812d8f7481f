// SPDX-License-Identifier: GPL-3.0-only
#include "accounts/registrations.h"

using namespace Qt::StringLiterals;

Registrations::Registrations(const store::Database &database, const Accounts &accounts, const Passwords &passwords,
                             const Verifications &verifications, const Links &links, const Outbox &outbox, const Throttle &throttle,
                             const Addresses &addresses, const Config &config)
    : m_database(database)
    , m_accounts(accounts)
    , m_passwords(passwords)
    , m_verifications(verifications)
    , m_links(links)
    , m_outbox(outbox)
    , m_throttle(throttle)
    , m_addresses(addresses)
    , m_config(config)
{
}

Result<AccountRow> Registrations::add(const Registration &wanted, const Secret &password, bool mayBeOwnEmail,
                                      const Client &client) const
{
    const QByteArray hash = TRY(admit(wanted, password, mayBeOwnEmail, client));
    Registration registration = wanted;
    registration.emailVerified = m_config.auth.verification == Config::Verification::None;
    return insert(registration, hash);
}

Result<> Registrations::signUp(const Registration &wanted, const Secret &password, const Client &client) const
{
    const QByteArray hash = TRY(admit(wanted, password, false, client));
    const bool hasMail = !m_config.mail.url.isEmpty();
    Registration registration = wanted;
    registration.emailVerified = !hasMail || m_config.auth.verification == Config::Verification::None;
    const auto account = insert(registration, hash);
    if (account)
        return {};
    const bool isSilent = hasMail && !m_config.auth.revealExisting;
    if (isSilent && account.error().code == code::emailAlreadyExists)
        return mailTaken(wanted.email);
    return account.error();
}

Result<Registrations::Invitation> Registrations::invite(const Registration &wanted, const AuditEvent &deed,
                                                        const Audit &audit, const Client &client) const
{
    auto transaction = TRY(store::Transaction::begin(m_database));
    const AccountRow account = TRY(m_accounts.create(wanted));
    const OneTimeLink link = TRY(setPasswordLink(account));
    AuditEvent about = deed;
    about.target = account.id;
    TRY(audit.record(about, client));
    TRY(transaction.commit());
    return Invitation{account, link};
}

Result<OneTimeLink> Registrations::setPasswordLink(const AccountRow &account) const
{
    const auto issued = TRY(m_links.issue({.use = TokenUse::Reset,
                                           .account = account.id,
                                           .email = account.email,
                                           .life = m_config.auth.setupTtl}));
    return OneTimeLink{.link = m_addresses.setPassword(issued.token), .expiresAt = issued.expiresAt};
}

// Everything that can be refused before the address is looked at; the hash costs the same time
// whether it is taken or not.
Result<QByteArray> Registrations::admit(const Registration &wanted, const Secret &password, bool mayBeOwnEmail,
                                        const Client &client) const
{
    if (!m_config.auth.signup)
        return Error{Error::Kind::Forbidden, code::registrationDisabled};
    const QStringList own{wanted.name, mayBeOwnEmail ? QString() : wanted.email};
    TRY(m_passwords.check(password, own, u"password"_s));
    TRY(m_throttle.limitRegistration(client));
    return m_passwords.hash(password);
}

Result<AccountRow> Registrations::insert(const Registration &wanted, const QByteArray &hash) const
{
    auto transaction = TRY(store::Transaction::begin(m_database));
    const AccountRow account = TRY(m_accounts.create(wanted));
    TRY(m_passwords.set(account.id, hash));
    if (!account.emailVerifiedAt)
        TRY(m_verifications.mail(account));
    TRY(transaction.commit());
    return m_accounts.byId(account.id);
}

Result<> Registrations::mailTaken(const QString &email) const
{
    const auto owner = TRY(m_accounts.byEmail(email));
    if (!owner || !TRY(m_throttle.mayMail(normalisedEmail(email))))
        return {};
    return m_outbox.put({.kind = "address_taken",
                         .account = owner->id,
                         .recipient = owner->email,
                         .content = {{u"name"_s, owner->name}, {u"link"_s, m_addresses.pages() + u"/login"_s}}});
}
