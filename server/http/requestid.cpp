// SPDX-License-Identifier: GPL-3.0-only
#include "http/requestid.h"

#include "http/syntax.h"

#include <QRandomGenerator>

#include <algorithm>

namespace http {

QByteArray newRequestId()
{
    static constexpr char digits[] = "0123456789abcdef";
    quint64 number = QRandomGenerator::global()->generate64();
    QByteArray id(16, Qt::Uninitialized);
    for (char &digit : id) {
        digit = digits[number & 15];
        number >>= 4;
    }
    return id;
}

bool isRequestId(QByteArrayView text)
{
    return !text.isEmpty() && text.size() <= 64 && std::all_of(text.begin(), text.end(), [](char c) {
               return syntax::isAlpha(c) || syntax::isDigit(c) || c == '.' || c == '_' || c == '-';
           });
}

} // namespace http
