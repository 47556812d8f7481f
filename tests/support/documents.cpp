// SPDX-License-Identifier: GPL-3.0-only
#include "support/documents.h"

#include "support/vectors.h"

#include <QJsonArray>
#include <QRegularExpression>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace {

// The words of a command as a shell reads them: quotes keep blanks together, a backslash before a
// line's end joins lines.
QStringList wordsOf(const QString &command)
{
    static const QRegularExpression part(u"'([^']*)'|\"([^\"]*)\"|\\\\\\n|([^\\s'\"\\\\]+)|(\\s+)"_s);
    QStringList words{QString()};
    for (auto found = part.globalMatch(command); found.hasNext();) {
        const auto match = found.next();
        const bool isBlank = match.hasCaptured(4) || match.captured() == u"\\\n";
        if (!isBlank)
            words.last() += match.captured(1) + match.captured(2) + match.captured(3);
        else if (!words.last().isEmpty())
            words.append(QString());
    }
    words.removeAll(QString());
    return words;
}

QByteArray urlEncoded(const QString &pair)
{
    return pair.section(u'=', 0, 0).toUtf8() + '=' + QUrl::toPercentEncoding(pair.section(u'=', 1));
}

std::pair<QByteArray, QByteArray> headerOf(const QString &line)
{
    return {line.section(u": "_s, 0, 0).toUtf8(), line.section(u": "_s, 1).toUtf8()};
}

void addBody(Sample &sample, const QByteArray &more)
{
    sample.body += (sample.body.isEmpty() ? "" : "&") + more;
}

void readCurl(Sample &sample, const QString &command)
{
    static const QRegularExpression host(u"^(https?:)?//[^/]*"_s);
    const QStringList words = wordsOf(command);
    for (qsizetype i = 1; i < words.size(); ++i) {
        const QString &word = words[i];
        if (word == "-X"_L1 || word == "--request"_L1)
            sample.method = words.value(++i).toLatin1();
        else if (word == "-H"_L1 || word == "--header"_L1)
            sample.headers.append(headerOf(words.value(++i)));
        else if (word == "-d"_L1)
            addBody(sample, words.value(++i).toUtf8());
        else if (word == "--data-urlencode"_L1)
            addBody(sample, urlEncoded(words.value(++i)));
        else if (!word.startsWith(u'-'))
            sample.target = QString(word).remove(host);
    }
}

// Browsary's document prints no commands, but the members of bodies: { email, returnUrl? }.
void readMembers(Sample &sample, const QString &text)
{
    static const QRegularExpression member(u"\\w+"_s);
    sample.method = sample.name.section(u' ', 0, 0).toLatin1();
    sample.target = sample.name.section(u' ', 1);
    if (text.isEmpty())
        return;
    QJsonObject body;
    for (auto found = member.globalMatch(text); found.hasNext();)
        body.insert(found.next().captured(), u"string"_s);
    sample.headers = {{"Content-Type", "application/json"}};
    sample.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
}

Sample parsed(const QString &block)
{
    Sample sample{.name = block.section(u'\n', 0, 0)};
    const QString rest = block.section(u'\n', 1);
    const qsizetype answer = rest.indexOf("---"_L1);
    const QString request = rest.first(answer).trimmed();
    if (request.startsWith("curl"_L1))
        readCurl(sample, request);
    else
        readMembers(sample, request);
    sample.outcome = rest.mid(answer + 3).section(u'\n', 0, 0).trimmed();
    sample.answer = QJsonDocument::fromJson(rest.mid(answer).section(u'\n', 1).toUtf8()).object();
    return sample;
}

// Whether every member of a printed answer is there with a value of the same type; where an object
// is printed empty, any will do.
QByteArray faultOfShape(const QJsonValue &actual, const QJsonValue &printed)
{
    if (actual.type() != printed.type())
        return "another type than " + QJsonDocument(QJsonArray{printed}).toJson(QJsonDocument::Compact);
    if (printed.isArray() && !actual.toArray().isEmpty())
        return faultOfShape(actual.toArray().first(), printed.toArray().first());
    const QJsonObject wanted = printed.toObject();
    for (auto member = wanted.begin(); member != wanted.end(); ++member) {
        const QByteArray fault = faultOfShape(actual.toObject().value(member.key()), member.value());
        if (!fault.isEmpty())
            return member.key().toUtf8() + ": " + fault;
    }
    return {};
}

// { status: "ok" | "2fa_required", token? }: the members, and the values that one may have.
QByteArray faultOfMembers(const QJsonObject &actual, const QString &printed)
{
    static const QRegularExpression member(uR"((\w+)(\?)?(?::\s*("[^"]*"(?:\s*\|\s*"[^"]*")*))?\s*[,}])"_s);
    for (auto found = member.globalMatch(printed); found.hasNext();) {
        const auto match = found.next();
        const QString name = match.captured(1);
        if (!actual.contains(name) && !match.hasCaptured(2))
            return name.toUtf8() + " is missing";
        const QString values = match.captured(3);
        if (!values.isEmpty() && !values.contains(u'"' + actual[name].toString() + u'"'))
            return name.toUtf8() + " is not one of " + values.toUtf8();
    }
    return {};
}

} // namespace

bool Sample::isForm() const
{
    return headers.contains(
        std::pair{QByteArray("Content-Type"), QByteArray("application/x-www-form-urlencoded")});
}

int Sample::status() const
{
    return outcome == "Created"_L1             ? 201
           : outcome == "No Content"_L1        ? 204
           : outcome.startsWith("Redirect"_L1) ? 302
                                               : 200;
}

Sample Sample::with(const QJsonObject &values) const
{
    Sample sample = *this;
    if (!isForm()) {
        const QStringList members = QJsonDocument::fromJson(body).object().keys();
        if (members != values.keys())
            qFatal("%s takes %s", qPrintable(name), qPrintable(members.join(u", "_s)));
        sample.body = QJsonDocument(values).toJson(QJsonDocument::Compact);
        return sample;
    }
    QByteArrayList pairs;
    const QByteArrayList printed = body.split('&');
    for (const QByteArray &pair : printed) {
        const QString key = QString::fromUtf8(pair.left(pair.indexOf('=')));
        if (!values.contains(key))
            qFatal("%s takes %s", qPrintable(name), qPrintable(key));
        pairs.append(urlEncoded(key + u'=' + values[key].toString()));
    }
    sample.body = pairs.join('&');
    return sample;
}

Sample Sample::withToken(const QString &token) const
{
    Sample sample = *this;
    for (auto &[header, value] : sample.headers) {
        if (header == "Authorization")
            value = "Bearer " + token.toLatin1();
    }
    return sample;
}

Sample Sample::at(const QString &value) const
{
    Sample sample = *this;
    static const QRegularExpression placeholder(u"%3Cstring%3E|<string>|\\{\\w+\\}"_s);
    return sample.target.replace(placeholder, value), sample;
}

QByteArray Sample::faultOf(const Answer &actual) const
{
    if (actual.status != status())
        return name.toUtf8() + ": " + QByteArray::number(actual.status) + ' ' + actual.body;
    const QByteArray fault = outcome.startsWith(u'{') ? faultOfMembers(actual.json(), outcome)
                                                      : faultOfShape(actual.json(), answer);
    return fault.isEmpty() ? fault : name.toUtf8() + ": " + fault + " in " + actual.body;
}

QList<Sample> samplesOf(const QString &system)
{
    QList<Sample> samples;
    const QString text = QString::fromUtf8(readVectorFile(u"documents/"_s + system + u".txt"_s));
    const QStringList blocks = text.mid(4).split(u"\n### "_s);
    for (const QString &block : blocks)
        samples.append(parsed(block));
    return samples;
}

Sample sampleOf(const QString &system, const QString &name)
{
    const QList<Sample> samples = samplesOf(system);
    for (const Sample &sample : samples) {
        if (sample.name == name)
            return sample;
    }
    qFatal("%s's document has no %s", qPrintable(system), qPrintable(name));
}
