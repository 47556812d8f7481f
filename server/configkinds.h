// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "config.h"
#include "configsetting.h"

#include <functional>

// A kind of value: how it is read, and the words for what is allowed, which end the sentence
// "… must be …".
template<class T>
struct Kind
{
    QString allowed;
    std::function<std::optional<T>(const SettingValue &)> read; // nothing for what is not allowed
};

namespace kind {

Kind<bool> yesOrNo();
Kind<int> number(int least, int most);
Kind<Config::Seconds> duration(Config::Seconds least, Config::Seconds most);
Kind<qint64> size(qint64 least, qint64 most);
Kind<QString> text();                      // one line
Kind<QString> word();                      // letters, digits and ._:/- only
Kind<QString> path(const QString &folder); // "" or a file, absolute in what is read
Kind<Config::Throttle::Step> ladderStep();

// Addresses and URLs.
Kind<Config::Endpoint> endpoint();
Kind<Config::Subnet> subnet();
Kind<QString> origin(); // of the web, as browsers send it
Kind<QString> webUrl(); // http or https, without a slash at its end
Kind<QString> returnUrl();
Kind<QString> databaseUrl(const QString &folder);
Kind<QString> mailUrl();
Kind<QString> mailbox();

template<class T>
Kind<T> oneOf(const QList<std::pair<QString, T>> &choices)
{
    QStringList words;
    for (const auto &choice : choices)
        words += u'"' + choice.first + u'"';
    const auto read = [choices](const SettingValue &setting) -> std::optional<T> {
        const auto text = setting.text();
        for (const auto &[word, value] : choices) {
            if (text == word)
                return value;
        }
        return std::nullopt;
    };
    return {words.join(QStringLiteral(", ")).prepend(QStringLiteral("one of ")), read};
}

// A list; one value stands for a list of one.
template<class T>
Kind<QList<T>> listOf(const Kind<T> &kind)
{
    const auto read = [kind](const SettingValue &setting) -> std::optional<QList<T>> {
        if (setting.value.typeId() != QMetaType::QVariantList) {
            const auto only = kind.read(setting);
            return only ? std::optional(QList<T>{*only}) : std::nullopt;
        }
        QList<T> list;
        for (const QVariant &item : setting.value.toList()) {
            const auto value = kind.read({item});
            if (!value)
                return std::nullopt;
            list.append(*value);
        }
        return list;
    };
    return {QStringLiteral("a list, each ") + kind.allowed, read};
}

// What is read from "" is a T of its own making.
template<class T, class Inner>
Kind<T> emptyOr(const Kind<Inner> &kind)
{
    const auto read = [kind](const SettingValue &setting) -> std::optional<T> {
        if (setting.text() == QString(QLatin1StringView("")))
            return T();
        const auto value = kind.read(setting);
        return value ? std::optional<T>(T(*value)) : std::nullopt;
    };
    return {kind.allowed + QStringLiteral(", or \"\""), read};
}

} // namespace kind
