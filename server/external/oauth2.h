// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "external/provider.h"

// A provider that only lets one ask who somebody is (RFC 6749): GitHub, and whatever the
// configuration describes by its endpoints and the names of its fields.
class OAuth2Provider : public Provider
{
public:
    explicit OAuth2Provider(const Config::Provider &settings);

    QString issuer() const override;
    Result<bool> mayAnswerAs(const std::optional<QString> &said) const override;
    Result<QString> authorizationUrl(const Authorization &authorization) const override;
    Result<ExternalIdentity> redeem(const Redemption &redemption) const override;

private:
    bool isGitHub() const { return settings().type == Config::ProviderType::GitHub; }
    Result<> addVerifiedAddress(ExternalIdentity &identity, const QString &accessToken) const;
};
