// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "api/passkey.h"
#include "config.h"
#include "links/addresses.h"
#include "webauthn/authenticatordata.h"
#include "webauthn/clientdata.h"

// Who we are to browsers and authenticators: the name that passkeys belong to and the origins of the
// pages that may ask for them (WebAuthn Level 3 section 4; api.md 2.9).
struct RelyingParty
{
    QString id = {};
    QString name = {};
    QStringList origins = {};
    QStringList pages = {}; // the origins of our own pages and of the front end

    // What the configuration leaves open follows from the public URL.
    static RelyingParty of(const Config::Webauthn &settings, const Addresses &addresses);

    // Whether browsers will let passkeys work here: the checks rp_id_is_name, rp_id_fits_url,
    // secure_origin and origins_match.
    QList<PasskeyCheck> checks() const;

    // WEBAUTHN_NOT_CONFIGURED with the first check that fails as `reason` and what it looked at as `value`.
    Result<> requireWorking() const;

    // PASSKEY_REJECTED, as an error of this kind: a ceremony of another type or origin, one inside a
    // frame of another site, for another relying party, without a user who proved himself, or with
    // backup flags that can't be.
    Result<> accept(const webauthn::ClientData &client, const QString &type, Error::Kind kind) const;
    Result<> accept(const webauthn::AuthenticatorData &data, Error::Kind kind) const;
};

// The first check that is wrong, in a sentence for administrators.
QString sentenceOf(const PasskeyCheck &check);
