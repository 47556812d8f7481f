// SPDX-License-Identifier: GPL-3.0-only
#include "configkinds.h"

#include <QDir>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

bool isControl(QChar c) { return c.category() == QChar::Other_Control; }

// Control characters as TOML writes them, so that a message stays one line.
QString escaped(const QString &text)
{
    QString result;
    for (const QChar c : text)
        result += isControl(c) ? u"\\u%1"_s.arg(c.unicode(), 4, 16, QChar(u'0')) : QString(c);
    return result;
}

// Not through QUrl, which gives up on several hosts.
QString withoutPassword(QString text)
{
    static const QRegularExpression password(u"(://[^/:@]*):.*@"_s,
                                             QRegularExpression::DotMatchesEverythingOption);
    return text.replace(password, u"\\1:***@"_s);
}

} // namespace

std::optional<QString> SettingValue::text() const
{
    if (value.typeId() == QMetaType::QString)
        return value.toString();
    return spelling.isEmpty() ? std::nullopt : std::optional(spelling);
}

QString SettingValue::quoted() const
{
    switch (value.typeId()) {
    case QMetaType::QString:
        return u'"' + escaped(withoutPassword(value.toString())) + u'"';
    case QMetaType::QVariantList: {
        QStringList items;
        for (const QVariant &item : value.toList())
            items += SettingValue{item}.quoted();
        return u'[' + items.join(u", "_s) + u']';
    }
    case QMetaType::UnknownType:
        return u"of another type"_s;
    default:
        return value.toString();
    }
}

namespace kind {

namespace {

struct Unit
{
    QLatin1StringView name;
    qint64 factor;
};
constexpr Unit durationUnits[] = {
    {"s"_L1, 1}, {"m"_L1, 60}, {"h"_L1, 3600}, {"d"_L1, 86400}, {"w"_L1, 604800}};
constexpr Unit sizeUnits[] = {{"GiB"_L1, 1 << 30}, {"MiB"_L1, 1 << 20}, {"KiB"_L1, 1 << 10}, {"B"_L1, 1}};

bool isPlain(const QString &text) { return std::none_of(text.cbegin(), text.cend(), isControl); }

// "15m", "64KiB": digits and then one of the units.
template<size_t N>
std::optional<qint64> measure(const QString &text, const Unit (&units)[N])
{
    static const QRegularExpression form(u"^([0-9]{1,9})([A-Za-z]+)$"_s);
    const auto match = form.match(text);
    for (const Unit &unit : units) {
        if (match.captured(2) == unit.name)
            return match.captured(1).toLongLong() * unit.factor;
    }
    return std::nullopt;
}

// The same in the largest unit that leaves a whole number.
template<size_t N>
QString measured(qint64 amount, const Unit (&units)[N])
{
    const Unit *best = nullptr;
    for (const Unit &unit : units) {
        if (amount % unit.factor == 0 && (!best || unit.factor > best->factor))
            best = &unit;
    }
    return QString::number(amount / best->factor) + best->name;
}

template<class T>
std::optional<T> within(std::optional<T> value, T least, T most)
{
    return value && *value >= least && *value <= most ? value : std::nullopt;
}

std::optional<qint64> wholeNumber(const SettingValue &setting)
{
    return setting.value.typeId() == QMetaType::LongLong ? std::optional(setting.value.toLongLong())
                                                         : std::nullopt;
}

} // namespace

Kind<bool> yesOrNo()
{
    return {u"true or false"_s, [](const SettingValue &setting) {
                const bool isBool = setting.value.typeId() == QMetaType::Bool;
                return isBool ? std::optional(setting.value.toBool()) : std::nullopt;
            }};
}

Kind<int> number(int least, int most)
{
    const auto read = [=](const SettingValue &setting) -> std::optional<int> {
        const auto value = within<qint64>(wholeNumber(setting), least, most);
        return value ? std::optional(static_cast<int>(*value)) : std::nullopt;
    };
    return {u"a whole number from %1 to %2"_s.arg(least).arg(most), read};
}

Kind<Config::Seconds> duration(Config::Seconds least, Config::Seconds most)
{
    const auto read = [=](const SettingValue &setting) -> std::optional<Config::Seconds> {
        const auto text = setting.text();
        const auto seconds = text ? measure(*text, durationUnits) : std::nullopt;
        const auto good = within<qint64>(seconds, least.count(), most.count());
        return good ? std::optional(Config::Seconds(*good)) : std::nullopt;
    };
    return {u"a duration such as \"15m\" (units s, m, h, d, w) from %1 to %2"_s.arg(
                measured(least.count(), durationUnits), measured(most.count(), durationUnits)),
            read};
}

Kind<qint64> size(qint64 least, qint64 most)
{
    const auto read = [=](const SettingValue &setting) -> std::optional<qint64> {
        const auto bytes = wholeNumber(setting);
        const auto text = setting.text();
        return within(bytes || !text ? bytes : measure(*text, sizeUnits), least, most);
    };
    return {u"a size such as \"64KiB\" (units B, KiB, MiB, GiB) or a number of bytes, from %1 to %2"_s.arg(
                measured(least, sizeUnits), measured(most, sizeUnits)),
            read};
}

Kind<QString> text()
{
    return {u"text in one line"_s, [](const SettingValue &setting) {
                const auto text = setting.text();
                return text && isPlain(*text) ? text : std::nullopt;
            }};
}

Kind<QString> word()
{
    static const QRegularExpression form(u"^[A-Za-z0-9._:/-]+$"_s);
    return {u"text of letters, digits and . _ : / -"_s, [](const SettingValue &setting) {
                const auto text = setting.text();
                return text && form.match(*text).hasMatch() ? text : std::nullopt;
            }};
}

Kind<QString> path(const QString &folder)
{
    const auto read = [folder](const SettingValue &setting) -> std::optional<QString> {
        const auto text = setting.text();
        if (!text || !isPlain(*text))
            return std::nullopt;
        return text->isEmpty() ? *text : QDir::cleanPath(QDir(folder).absoluteFilePath(*text));
    };
    return {u"the name of a file, absolute or relative to %1"_s.arg(folder), read};
}

Kind<Config::Throttle::Step> ladderStep()
{
    const auto read = [](const SettingValue &setting) -> std::optional<Config::Throttle::Step> {
        static const QRegularExpression form(u"^([0-9]{1,6}):(.+)$"_s);
        const auto match = form.match(setting.text().value_or(QString()));
        const auto wait = within<qint64>(measure(match.captured(2), durationUnits), 0, 86400);
        if (!wait)
            return std::nullopt;
        return Config::Throttle::Step{match.captured(1).toInt(), Config::Seconds(*wait)};
    };
    return {u"a number of failures and the wait from then on, such as \"3:1s\", at most a day"_s, read};
}

} // namespace kind
