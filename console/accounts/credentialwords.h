// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "accounts/confirmdialog.h"
#include "accounts/entrylist.h"
#include "api/account.h"
#include "api/passkey.h"
#include "methods/provider.h"

// Somebody's passkeys and linked accounts, in words.
namespace credentialwords {

EntryList::Entry entry(const AdminPasskey &passkey, const QDateTime &now);
EntryList::Entry entry(const LinkedAccount &linked, const QDateTime &now);

ConfirmDialog::Question removal(const Account &account, const AdminPasskey &passkey);
ConfirmDialog::Question removal(const Account &account, const LinkedAccount &linked);

} // namespace credentialwords
