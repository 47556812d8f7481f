// SPDX-License-Identifier: GPL-3.0-only
#include "mail/templates.h"

#include "api/codes.h"

#include <QFile>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

static void initialiseResources()
{
    Q_INIT_RESOURCE(mail);
}

namespace {

QString readResource(const QString &path)
{
    initialiseResources();
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QString templateOf(const QByteArray &kind, const QString &language)
{
    const QString name = u'/' + QString::fromLatin1(kind) + u".txt"_s;
    const QString wanted = readResource(u":/mail/"_s + language + name);
    return wanted.isEmpty() ? readResource(u":/mail/en"_s + name) : wanted;
}

// Somebody's name must not bring a header or a paragraph of its own.
QString oneLine(const QString &text)
{
    return text.simplified();
}

// In one pass: a name that reads {{link}} stays one.
QString filled(const QString &text, const QJsonObject &content, bool escapes)
{
    static const QRegularExpression place(u"\\{\\{([A-Za-z]+)\\}\\}"_s);
    QString result;
    qsizetype done = 0;
    for (auto found = place.globalMatch(text); found.hasNext();) {
        const auto match = found.next();
        const QString value = oneLine(content.value(match.captured(1)).toString());
        result += text.mid(done, match.capturedStart() - done) + (escapes ? value.toHtmlEscaped() : value);
        done = match.capturedEnd();
    }
    return result + text.mid(done);
}

QString paragraphHtml(const QString &paragraph, const QJsonObject &content)
{
    if (paragraph.trimmed() != "{{link}}"_L1)
        return u"<p style=\"margin:0 0 16px\">"_s + filled(paragraph.toHtmlEscaped(), content, true) + u"</p>\n"_s;
    const QString link = oneLine(content.value("link"_L1).toString()).toHtmlEscaped();
    return u"<p style=\"margin:0 0 16px\"><a href=\"%1\" style=\"color:#0b57c2;overflow-wrap:anywhere;word-break:break-all\">%1</a></p>\n"_s.arg(link);
}

QString htmlOf(const QString &subject, const QStringList &paragraphs, const QJsonObject &content, const QString &language)
{
    QString body;
    for (const QString &paragraph : paragraphs)
        body += paragraphHtml(paragraph, content);
    QString html = readResource(u":/mail/layout.html"_s);
    html.replace("{{language}}"_L1, language).replace("{{subject}}"_L1, subject.toHtmlEscaped());
    return html.replace("{{paragraphs}}"_L1, body);
}

} // namespace

QStringList mailtemplates::languages()
{
    return {u"en"_s, u"de"_s};
}

Result<MailText> mailtemplates::write(const QByteArray &kind, const QJsonObject &content, const QString &language)
{
    QStringList paragraphs = templateOf(kind, language).trimmed().split(u"\n\n"_s);
    if (paragraphs.size() < 2)
        return Error{Error::Kind::Internal, code::internalServerError, u"there is no mail template for "_s + QString::fromLatin1(kind)};
    const QString subject = filled(paragraphs.takeFirst(), content, false);
    return MailText{.subject = subject,
                    .text = filled(paragraphs.join(u"\n\n"_s), content, false) + u'\n',
                    .html = htmlOf(subject, paragraphs, content, language)};
}
