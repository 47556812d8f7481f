// SPDX-License-Identifier: GPL-3.0-only
#include "http/form.h"

#include "api/codes.h"
#include "http/percent.h"

namespace http {

static constexpr qsizetype mostKeys = 100;

Result<QJsonObject> parseForm(const QByteArray &body)
{
    const auto pairs = percent::pairs(body);
    if (pairs.size() > mostKeys)
        return Error{Error::Kind::Invalid, code::badRequest};
    QJsonObject members;
    Error invalid{Error::Kind::Invalid, code::validationFailed};
    for (const auto &[rawKey, rawValue] : pairs) {
        const QString key = QString::fromUtf8(rawKey);
        const bool isText = QByteArrayView(rawKey).isValidUtf8() && QByteArrayView(rawValue).isValidUtf8();
        const FieldError fault{key, code::invalid};
        if ((!isText || members.contains(key)) && !invalid.fields.contains(fault))
            invalid.fields.append(fault);
        members.insert(key, QString::fromUtf8(rawValue));
    }
    if (!invalid.fields.isEmpty())
        return invalid;
    return members;
}

} // namespace http
