// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "accounts/confirmdialog.h"
#include "accounts/entrylist.h"
#include "api/account.h"
#include "api/externalaccount.h"
#include "api/passkey.h"

// Somebody's passkeys and linked accounts, in words.
namespace credentialwords {

EntryList::Entry entry(const AdminPasskey &passkey, const QDateTime &now);
EntryList::Entry entry(const ExternalAccount &linked, const QDateTime &now);

ConfirmDialog::Question removal(const Account &account, const AdminPasskey &passkey);
ConfirmDialog::Question removal(const Account &account, const ExternalAccount &linked);

} // namespace credentialwords
