// SPDX-License-Identifier: GPL-3.0-only
#include "accounts/accountfields.h"

#include "api/codes.h"
#include "errortext.h"
#include "widgets/field.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace {

QString fieldOf(const QByteArray &code)
{
    if (code == code::emailAlreadyExists || code == code::emailConflict)
        return u"email"_s;
    if (code == code::usernameAlreadyExists)
        return u"username"_s;
    return code == code::lastAdmin ? u"isServerAdmin"_s : QString();
}

} // namespace

bool accountfields::showFaults(const QList<std::pair<QString, Field *>> &fields, const Error &error)
{
    const QString concerned = fieldOf(error.code);
    bool isShown = false;
    for (const auto &[name, field] : fields) {
        const QString fault = name == concerned ? errorText(error) : fieldErrorText(error, name);
        field->setFault(fault);
        if (!fault.isEmpty() && !std::exchange(isShown, true))
            field->setFocus();
    }
    return isShown;
}
