// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace webauthn {

// What the browser says of a ceremony (WebAuthn Level 3 section 5.8.1).
struct ClientData
{
    QString type = {};         // webauthn.create, webauthn.get
    QByteArray challenge = {}; // decoded
    QString origin = {};
    bool crossOrigin = false;
    bool hasTopOrigin = false; // the page stands in a frame of another site's

    // Nothing unless it is one JSON object with no key twice and these members of these types.
    static std::optional<ClientData> fromJson(const QByteArray &json);
};

} // namespace webauthn
