// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "access/callers.h"
#include "accounts/emailchanges.h"
#include "accounts/registrations.h"
#include "external/externalsignin.h"
#include "login/deactivation.h"
#include "login/freshlogin.h"
#include "login/login.h"
#include "login/passwordchanges.h"
#include "login/passwordrequests.h"
#include "login/renewal.h"
#include "login/signout.h"
#include "mail/outboxlist.h"
#include "passkeys/passkeydoctor.h"
#include "passkeys/passkeylogin.h"
#include "passkeys/passkeyregistration.h"
#include "sessions/sessionlist.h"
#include "totp/totpadministration.h"

// Every service, built once and passed on by reference, in the order in which they know each other.
// The commands of the command line use them without a server around.
struct Services
{
    // Opens the master key and the database, applies the migrations, and refuses a master key that is
    // another than the database's. `publicUrl` is what links and
    // tokens say. The detail of an error is for the administrator.
    static Result<std::unique_ptr<Services>> open(const Config &config, const QString &publicUrl, Clock clock);

    const Config config;
    const Clock clock;
    const crypto::Sealer sealer;
    const Geo geo;
    const Addresses addresses;
    const store::Database database;
    const Secret cursorKey;
    crypto::HashingPool hashing;
    LastSeen lastSeen;

    const SigningKeys signingKeys;
    const Tokens tokens;
    const Throttle throttle;
    const History history;
    const Audit audit;
    const Outbox outbox;
    const OutboxList outboxList;
    const Sessions sessions;
    const SessionList sessionList;
    const Links links;
    const AccountList accountList;
    const Accounts accounts;
    const Passwords passwords;
    const Verifications verifications;
    const Registrations registrations;
    const Totp totp;
    const TotpAdministration totpAdministration;
    const Callers callers;
    const SignIns signIns;
    const PasswordGuard passwordGuard;
    const Login login;
    const SecondFactors secondFactors;
    const FreshLogin freshLogin;
    const Renewal renewal;
    const SignOut signOut;
    const AuthMethods authMethods;
    const PasswordChanges passwordChanges;
    const PasswordRequests passwordRequests;
    const EmailChanges emailChanges;
    const Deactivation deactivation;
    const RelyingParty relyingParty;
    const Passkeys passkeys;
    const PasskeyRegistration passkeyRegistration;
    const PasskeyLogin passkeyLogin;
    const PasskeyDoctor passkeyDoctor;
    Providers providers;
    const ExternalLinks externalLinks;
    const ExternalRegistration externalRegistration;
    const ExternalSignIn externalSignIn;

private:
    struct Opened
    {
        crypto::Sealer sealer;
        Geo geo;
    };
    Services(const Config &config, Opened opened, const QString &publicUrl, Clock clock);
};
