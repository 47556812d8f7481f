// SPDX-License-Identifier: GPL-3.0-only
#include "listqueries.h"

using namespace Qt::StringLiterals;

namespace {

// Each filter and each search in each order; each pair of some of them in the usual one.
struct Questions
{
    QString list;
    QStringList sorts;
    QStringList filters;
    QStringList searches;
    QStringList pairedFilters;
    QStringList pairedSearches;
};

QList<Questions> questions()
{
    return {
        {.list = u"accounts"_s,
         .sorts = {u"name"_s, u"-name"_s, u"email"_s, u"createdAt"_s, u"-createdAt"_s, u"lastLoginAt"_s,
                   u"-lastLoginAt"_s},
         .filters = {u"disabled"_s, u"locked"_s, u"2fa:off"_s, u"verified:no"_s, u"admin"_s, u"never"_s,
                     u"-never since:30d"_s, u"seen:7d"_s, u"disabled since:90d"_s, u"-verified 2fa:on"_s},
         .searches = {u"an"_s, u"ann"_s, u"anna"_s, u"x"_s, u"e"_s, u"peter"_s, u"müller jonas"_s,
                      u"example.org"_s, u"wei"_s, u"nobody-at-all"_s},
         .pairedFilters = {u"disabled"_s, u"2fa:on"_s},
         .pairedSearches = {u"an"_s, u"anna"_s}},
        {.list = u"sessions"_s,
         .sorts = {u"-lastSeenAt"_s, u"lastSeenAt"_s, u"-createdAt"_s, u"createdAt"_s},
         .filters = {u"device:tablet"_s, u"device:desktop"_s, u"device:unknown"_s, u"device:bot"_s,
                     u"ip:10.25.0.0/16"_s, u"ip:10.25.3.0/24"_s, u"remembered:no"_s, u"since:1d"_s,
                     u"method:totp"_s, u"method:passkey"_s, u"method:passkey device:tablet"_s},
         .searches = {u"an"_s, u"ann"_s, u"anna"_s, u"peter"_s, u"example"_s, u"nobody-at-all"_s},
         .pairedFilters = {u"device:tablet"_s, u"method:totp"_s, u"method:passkey"_s, u"device:bot"_s},
         .pairedSearches = {u"ann"_s, u"example"_s}},
        {.list = u"events"_s,
         .sorts = {u"-createdAt"_s, u"createdAt"_s},
         .filters = {u"failed"_s, u"ok"_s, u"reason:invalid_totp"_s, u"reason:account_locked"_s,
                     u"ip:198.19.200.3"_s, u"ip:10.25.3.0/24"_s, u"ip:10.25.0.0/16"_s, u"provider:github"_s,
                     u"provider:password"_s, u"device:bot"_s, u"device:tablet"_s, u"device:bot failed"_s,
                     u"since:1d"_s, u"failed since:7d"_s, u"email:admin@demo.example"_s},
         .searches = {u"a"_s, u"an"_s, u"ann"_s, u"anna"_s, u"peter"_s, u"root"_s, u"10.25.0.0/16"_s,
                      u"nobody-at-all"_s},
         .pairedFilters = {u"failed"_s, u"reason:invalid_totp"_s, u"provider:github"_s, u"since:7d"_s,
                           u"device:bot"_s, u"device:tablet"_s},
         .pairedSearches = {u"ann"_s, u"peter"_s, u"10.25.0.0/16"_s}}};
}

} // namespace

QString AskedOfList::name() const
{
    QString name = list;
    const auto add = [&](const QString &key, const QString &value) {
        if (!value.isEmpty())
            name += u' ' + key + u'=' + value;
    };
    add(u"search"_s, query.search);
    add(u"filter"_s, query.filter);
    add(u"sort"_s, query.sort);
    return name;
}

QList<AskedOfList> allListQueries()
{
    QList<AskedOfList> all;
    for (const Questions &of : questions()) {
        for (const QString &sort : of.sorts) {
            all.append({of.list, {.sort = sort}});
            for (const QString &filter : of.filters)
                all.append({of.list, {.filter = filter, .sort = sort}});
            for (const QString &search : of.searches)
                all.append({of.list, {.search = search, .sort = sort}});
        }
        for (const QString &filter : of.pairedFilters) {
            for (const QString &search : of.pairedSearches)
                all.append({of.list, {.search = search, .filter = filter, .sort = of.sorts.first()}});
        }
    }
    return all;
}
