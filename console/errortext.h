// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "base/result.h"

// The words for errors: whole sentences that say what to do next. Nothing else in the console turns
// a code into text.

// Empty for CANCELLED, which nobody needs to be told.
QString errorText(const Error &error);

// What is wrong with one field of a form, to be shown beside it.
QString fieldErrorText(const QByteArray &code);

// The words for the field of this name, or nothing if it is fine.
QString fieldErrorText(const Error &error, const QString &field);
