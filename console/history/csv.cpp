// SPDX-License-Identifier: GPL-3.0-only
#include "history/csv.h"

using namespace Qt::StringLiterals;

namespace {

bool isFormula(const QString &value) { return !value.isEmpty() && u"=+-@\t\r\n|%"_s.contains(value.front()); }

QString cell(const QString &value)
{
    const QString harmless = isFormula(value) ? u'\'' + value : value;
    const bool needsQuotes = harmless.contains(u'"') || harmless.contains(u',') || harmless.contains(u'\n') ||
                             harmless.contains(u'\r');
    return needsQuotes ? u'"' + QString(harmless).replace(u'"', u"\"\""_s) + u'"' : harmless;
}

} // namespace

QByteArray csvLine(const QStringList &values)
{
    QStringList cells;
    for (const QString &value : values)
        cells.append(cell(value));
    return cells.join(u',').toUtf8() + "\r\n";
}
