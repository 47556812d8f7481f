// SPDX-License-Identifier: GPL-3.0-only
#include "widgets/recoverysheet.h"

#include "widgets/timetext.h"

#include <QFile>
#include <QPdfWriter>
#include <QSaveFile>
#include <QTextDocument>

using namespace Qt::StringLiterals;

// The sheet on paper and in files.

namespace {

QString paragraph(const QString &text, const QString &style = {})
{
    return text.isEmpty() ? QString() : u"<p style=\"%1\">%2</p>"_s.arg(style, text.toHtmlEscaped());
}

QString box(const QStringList &lines)
{
    QStringList escaped;
    for (const QString &line : lines)
        escaped.append(line.toHtmlEscaped());
    return u"<table width=\"100%\" border=\"1\" cellpadding=\"12\" style=\"border-collapse:collapse\"><tr>"
           "<td style=\"font-family:monospace; font-size:13pt\">%1</td></tr></table>"_s.arg(
               escaped.join(u"<br>"_s));
}

// Read by its owner alone from the first byte on.
bool begin(QSaveFile &file)
{
    return file.open(QIODevice::WriteOnly) && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
}

void writePdf(const RecoverySheet::Content &content, QIODevice &device)
{
    QPdfWriter writer(&device);
    writer.setTitle(content.title);
    RecoverySheet::page(content, QDateTime::currentDateTime())->print(&writer);
}

} // namespace

std::unique_ptr<QTextDocument> RecoverySheet::page(const Content &content, const QDateTime &madeAt)
{
    QString made = tr("Made on %1.").arg(timetext::exact(madeAt));
    if (content.expiresAt.isValid())
        made += u' ' + tr("Works until %1.").arg(timetext::exact(content.expiresAt));
    auto document = std::make_unique<QTextDocument>();
    document->setDefaultFont(QFont(u"sans-serif"_s, 11));
    document->setHtml(u"<h1>%1</h1>"_s.arg(content.title.toHtmlEscaped()) +
                      paragraph(content.person, u"font-size:13pt"_s) + paragraph(content.server) +
                      paragraph(content.sentence) + box(content.lines) + paragraph(made) +
                      paragraph(tr("Keep this sheet where only you can find it.")));
    return document;
}

QString RecoverySheet::plainText(const Content &content)
{
    QStringList parts{content.title, content.person, content.server, QString(), content.sentence, QString()};
    parts += content.lines;
    if (content.expiresAt.isValid())
        parts += {QString(), tr("Works until %1.").arg(timetext::exact(content.expiresAt))};
    return parts.join(u'\n') + u'\n';
}

bool RecoverySheet::write(const Content &content, const QString &fileName)
{
    QSaveFile file(fileName);
    if (!begin(file))
        return false;
    if (fileName.endsWith(u".pdf"_s, Qt::CaseInsensitive))
        writePdf(content, file);
    else
        file.write(plainText(content).toUtf8());
    return file.commit();
}
