// SPDX-License-Identifier: GPL-3.0-only
#include "pages/pageset.h"

#include <QCryptographicHash>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

static void initialiseResources()
{
    Q_INIT_RESOURCE(web);
}

namespace {

QByteArray readResource(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray typeOf(const QString &name)
{
    if (name.endsWith(".css"_L1))
        return "text/css; charset=utf-8";
    return name.endsWith(".svg"_L1) ? "image/svg+xml" : "text/javascript; charset=utf-8";
}

// JSON that may stand in an HTML document: nothing in it ends the element around it.
QString asData(const QJsonObject &object)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact)).replace(u'<', u"\\u003c"_s);
}

QJsonObject dataOf(const PageSettings &settings, const QJsonObject &words)
{
    return {{u"signup"_s, settings.signup},
            {u"mails"_s, settings.mails},
            {u"verifies"_s, settings.verifies},
            {u"minimumPassword"_s, settings.minimumPassword},
            {u"returnUrls"_s, QJsonArray::fromStringList(settings.returnUrls)},
            {u"words"_s, words}};
}

// A page that does nothing has no script.
QString scriptOf(const QString &page)
{
    const QString file = page + u".js"_s;
    return QFile::exists(u":/web/assets/"_s + file) ? u"<script type=\"module\" src=\"/assets/%1\"></script>"_s.arg(file) : QString();
}

void fill(QString &text, const QString &name, const QString &value)
{
    text.replace(u"{{"_s + name + u"}}"_s, value);
}

} // namespace

PageSet::PageSet(const PageSettings &settings)
{
    initialiseResources();
    addAssets();
    for (const QString &language : languages())
        addPages(language, settings);
}

const QStringList &PageSet::languages()
{
    static const QStringList languages{u"en"_s, u"de"_s};
    return languages;
}

void PageSet::addPages(const QString &language, const PageSettings &settings)
{
    const auto words = QJsonDocument::fromJson(readResource(u":/web/words/%1.json"_s.arg(language))).object();
    const QJsonObject pageWords = words["pages"_L1].toObject();
    const QString layout = QString::fromUtf8(readResource(u":/web/layout.html"_s));
    for (const QString &file : QDir(u":/web/pages"_s).entryList(QDir::Files)) {
        const QString name = file.chopped(5); // .html
        QString html = layout;
        fill(html, u"content"_s, QString::fromUtf8(readResource(u":/web/pages/"_s + file)));
        fill(html, u"title"_s, u"{{"_s + name + u".title}}"_s);
        for (auto word = pageWords.begin(); word != pageWords.end(); ++word)
            fill(html, word.key(), word.value().toString().toHtmlEscaped());
        fill(html, u"language"_s, language);
        fill(html, u"page"_s, name);
        fill(html, u"script"_s, scriptOf(name));
        fill(html, u"settings"_s, asData(dataOf(settings, words["scripts"_L1].toObject())));
        m_pages.insert(language + u'/' + name, html.toUtf8());
    }
}

void PageSet::addAssets()
{
    for (const QString &name : QDir(u":/web/assets"_s).entryList(QDir::Files)) {
        const QByteArray content = readResource(u":/web/assets/"_s + name);
        const QByteArray hash = QCryptographicHash::hash(content, QCryptographicHash::Sha256).toHex().left(32);
        m_assets.insert(name, {.content = content, .contentType = typeOf(name), .entityTag = '"' + hash + '"'});
    }
}

QByteArray PageSet::page(const QString &name, const QString &language) const
{
    return m_pages.value(language + u'/' + name);
}

const PageSet::Asset *PageSet::asset(const QString &name) const
{
    const auto found = m_assets.constFind(name);
    return found == m_assets.cend() ? nullptr : &*found;
}
