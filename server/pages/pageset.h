// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QByteArray>
#include <QHash>
#include <QJsonObject>
#include <QStringList>

// What the pages have to know of the configuration.
struct PageSettings
{
    bool signup = true;       // whether people may make accounts by themselves
    bool mails = false;       // whether mails are sent, or an admin hands links on
    bool verifies = false;    // whether a new account waits for its mailed link
    int minimumPassword = 8;  // code points
    QStringList returnUrls = {};
};

// The server's own pages (resources/web), put together once for each language: a layout, the page's
// own part, and the words. What scripts have to say goes with the page as data, so that no script
// stands in a page (Content-Security-Policy).
class PageSet
{
public:
    explicit PageSet(const PageSettings &settings);

    static const QStringList &languages(); // the first is for those who wish for none of them

    // A whole HTML document; empty for a page that there is not.
    QByteArray page(const QString &name, const QString &language) const;

    // Style sheets, scripts, pictures.
    struct Asset
    {
        QByteArray content = {};
        QByteArray contentType = {};
        QByteArray entityTag = {}; // strong, quoted (RFC 9110 section 8.8.3)
    };
    const Asset *asset(const QString &name) const; // null: there is none

private:
    void addPages(const QString &language, const PageSettings &settings);
    void addAssets();

    QHash<QString, QByteArray> m_pages; // by language/name
    QHash<QString, Asset> m_assets;
};
