// SPDX-License-Identifier: GPL-3.0-only
#include "links/returnurl.h"

#include "api/codes.h"

#include <QRegularExpression>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maximumLength = 2048;

// Browsers drop tabs and line ends anywhere and blanks at the ends, and read \ as /: text with any
// of them says one thing to us and another to them.
bool isAmbiguous(const QString &text)
{
    return std::ranges::any_of(text, [](QChar c) { return c.unicode() <= 0x20 || c.unicode() == 0x7f || c == u'\\'; });
}

// Without . and .. (WHATWG URL: also as %2e), after which /..//elsewhere.test would be another site.
bool isPath(const QString &text)
{
    static const QRegularExpression rest(u"[?#].*"_s);
    QString path = text;
    const QStringList segments = path.remove(rest).replace("%2e"_L1, "."_L1, Qt::CaseInsensitive).split(u'/');
    return text.startsWith(u'/') && !text.startsWith("//"_L1) && !segments.contains("."_L1) && !segments.contains(".."_L1);
}

// The same place, whatever the query adds.
bool isSamePlace(const QUrl &wanted, const QUrl &allowed)
{
    constexpr auto rest = QUrl::RemoveQuery | QUrl::RemoveFragment;
    return wanted.userInfo().isEmpty() && wanted.adjusted(rest) == allowed.adjusted(rest);
}

bool isAllowed(const QString &text, const QStringList &allowed)
{
    const QUrl url(text, QUrl::StrictMode);
    return url.isValid() && !url.isRelative()
           && std::ranges::any_of(allowed, [&](const QString &each) { return isSamePlace(url, QUrl(each, QUrl::StrictMode)); });
}

} // namespace

Result<> returnurl::check(const QString &returnUrl, const QStringList &allowed)
{
    const bool isGood = returnUrl.size() <= maximumLength && !isAmbiguous(returnUrl)
                        && (returnUrl.isEmpty() || isPath(returnUrl) || isAllowed(returnUrl, allowed));
    if (!isGood)
        return Error{.kind = Error::Kind::Invalid, .code = code::validationFailed, .fields = {{u"returnUrl"_s, code::invalid}}};
    return {};
}
