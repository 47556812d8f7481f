// SPDX-License-Identifier: GPL-3.0-only
#include "configtoml.h"

#include <QFile>

#include <toml++/toml.h>

using namespace Qt::StringLiterals;

namespace {

QString text(std::string_view words)
{
    return QString::fromUtf8(words.data(), static_cast<qsizetype>(words.size()));
}

QString place(const QString &path, const toml::source_region &source)
{
    return u"%1, line %2"_s.arg(path).arg(source.begin.line);
}

QVariant toVariant(const toml::node &node)
{
    if (const auto *string = node.as_string())
        return text(string->get());
    if (const auto *number = node.as_integer())
        return QVariant::fromValue<qlonglong>(number->get());
    if (const auto *flag = node.as_boolean())
        return flag->get();
    if (const auto *real = node.as_floating_point())
        return real->get();
    if (const auto *array = node.as_array()) {
        QVariantList list;
        for (const toml::node &item : *array)
            list.append(toVariant(item));
        return list;
    }
    return {};
}

void collect(const toml::table &table, const QString &prefix, const QString &path, QList<Setting> &settings)
{
    for (const auto &[name, node] : table) {
        const QString key = prefix + text(name.str());
        if (const auto *inner = node.as_table())
            collect(*inner, key + u'.', path, settings);
        else
            settings.append({key, {toVariant(node)}, place(path, node.source())});
    }
}

// The one place where the parser's exceptions are caught.
tl::expected<toml::table, toml::parse_error> parse(const QByteArray &bytes)
{
    try {
        return toml::parse(std::string_view(bytes.constData(), static_cast<size_t>(bytes.size())));
    } catch (const toml::parse_error &fault) {
        return tl::make_unexpected(fault);
    }
}

} // namespace

Result<QList<Setting>> readTomlFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return badConfig(u"%1 can't be read: %2."_s.arg(path, file.errorString()));
    const auto table = parse(file.readAll());
    if (!table)
        return badConfig(u"%1: this is not TOML: %2."_s.arg(place(path, table.error().source()),
                                                            text(table.error().description())));
    QList<Setting> settings;
    collect(*table, {}, path, settings);
    return settings;
}

Result<SettingValue> readTomlValue(const QString &typed)
{
    const auto table = parse("value = " + typed.toUtf8());
    if (table && table->size() == 1)
        return SettingValue{toVariant(*table->get("value")), typed};
    const QString trimmed = typed.trimmed();
    if (trimmed.startsWith(u'"') || trimmed.startsWith(u'\''))
        return badConfig(u"the quotation in %1 is not closed"_s.arg(trimmed));
    return SettingValue{typed, typed};
}
