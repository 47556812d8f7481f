// SPDX-License-Identifier: GPL-3.0-only
#include "mail/smtp.h"

#include <QDateTime>
#include <QFile>
#include <QLocale>
#include <QUrl>
#include <QUrlQuery>

#include <curl/curl.h>

#include <memory>

using namespace Qt::StringLiterals;

namespace {

constexpr long connectSeconds = 15;
constexpr long totalSeconds = 60;

using Easy = std::unique_ptr<CURL, decltype(&curl_easy_cleanup)>;
using Mime = std::unique_ptr<curl_mime, decltype(&curl_mime_free)>;

// A list of texts that libcurl reads.
class TextList
{
public:
    ~TextList() { curl_slist_free_all(m_list); }
    void append(const QByteArray &text) { m_list = curl_slist_append(m_list, text.constData()); }
    curl_slist *get() const { return m_list; }

private:
    curl_slist *m_list = nullptr;
};

// Any text as a header's value (RFC 2047), in words of at most 75 characters.
QByteArray encodedWords(const QString &text)
{
    const QString line = text.simplified();
    const bool isPlain = std::ranges::all_of(line, [](QChar c) { return c.unicode() >= 0x20 && c.unicode() < 0x7f; });
    if (isPlain)
        return line.toLatin1();
    QByteArray words;
    QString rest = line;
    while (!rest.isEmpty()) {
        qsizetype take = std::min<qsizetype>(rest.size(), 14); // 3 bytes each at most: 56 characters of base64
        if (take < rest.size() && rest[take - 1].isHighSurrogate())
            --take;
        words += (words.isEmpty() ? "" : "\r\n ") + QByteArray("=?UTF-8?B?") + rest.left(take).toUtf8().toBase64() + "?=";
        rest = rest.mid(take);
    }
    return words;
}

// The bare address of "Name <address>".
QString addressOf(const QString &mailbox)
{
    const qsizetype open = mailbox.lastIndexOf(u'<');
    return open < 0 ? mailbox.trimmed() : mailbox.mid(open + 1, mailbox.lastIndexOf(u'>') - open - 1).trimmed();
}

QByteArray fromHeader(const QString &mailbox)
{
    const qsizetype open = mailbox.lastIndexOf(u'<');
    const QByteArray address = '<' + addressOf(mailbox).toUtf8() + '>';
    return open <= 0 ? address : encodedWords(mailbox.left(open).trimmed()) + ' ' + address;
}

QByteArray passwordFrom(const QString &fileName)
{
    QFile file(fileName);
    return file.open(QIODevice::ReadOnly) ? file.readLine().trimmed() : QByteArray();
}

void addPart(curl_mime *mime, const QString &text, const char *type)
{
    const QByteArray bytes = text.toUtf8();
    curl_mimepart *part = curl_mime_addpart(mime);
    curl_mime_data(part, bytes.constData(), size_t(bytes.size()));
    curl_mime_type(part, type);
    curl_mime_encoder(part, "quoted-printable");
}

// Plain text first: readers show the last part that they understand (RFC 2046 section 5.1.4).
void addBody(CURL *curl, curl_mime *whole, const MailText &mail)
{
    curl_mime *alternatives = curl_mime_init(curl);
    addPart(alternatives, mail.text, "text/plain; charset=utf-8");
    addPart(alternatives, mail.html, "text/html; charset=utf-8");
    curl_mimepart *part = curl_mime_addpart(whole);
    curl_mime_subparts(part, alternatives);
    curl_mime_type(part, "multipart/alternative");
}

void setServer(CURL *curl, const Config::Mail &settings)
{
    QUrl url(settings.url);
    const bool requiresTls = QUrlQuery(url).queryItemValue(u"starttls"_s) == "required"_L1;
    const QByteArray user = url.userName(QUrl::FullyDecoded).toUtf8();
    url.setUserInfo({});
    url.setQuery(QString());
    curl_easy_setopt(curl, CURLOPT_URL, url.toEncoded().constData());
    curl_easy_setopt(curl, CURLOPT_USE_SSL, long(requiresTls ? CURLUSESSL_ALL : CURLUSESSL_TRY));
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    if (!user.isEmpty()) {
        curl_easy_setopt(curl, CURLOPT_USERNAME, user.constData());
        curl_easy_setopt(curl, CURLOPT_PASSWORD, passwordFrom(settings.passwordFile).constData());
    }
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, connectSeconds);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, totalSeconds);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
}

Delivery outcomeOf(CURL *curl, CURLcode code, const char *words)
{
    if (code == CURLE_OK)
        return {Delivery::Outcome::Accepted};
    long answer = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &answer);
    const QString reason = QString::fromUtf8(*words ? words : curl_easy_strerror(code)).simplified();
    const bool isFinal = answer >= 500 && answer < 600 && code != CURLE_LOGIN_DENIED;
    return {isFinal ? Delivery::Outcome::Refused : Delivery::Outcome::Deferred, reason};
}

} // namespace

Delivery Smtp::send(const QString &id, const QString &recipient, const MailText &mail, const QDateTime &date) const
{
    const Easy curl(curl_easy_init(), curl_easy_cleanup);
    const Mime mime(curl_mime_init(curl.get()), curl_mime_free);
    char words[CURL_ERROR_SIZE] = "";
    const QByteArray sender = addressOf(m_settings.from).toUtf8();
    const QByteArray domain = sender.mid(sender.lastIndexOf('@') + 1);
    TextList recipients;
    recipients.append('<' + recipient.toUtf8() + '>');
    TextList headers;
    headers.append("Date: " + QLocale::c().toString(date.toUTC(), u"ddd, dd MMM yyyy HH:mm:ss +0000"_s).toLatin1());
    headers.append("From: " + fromHeader(m_settings.from));
    headers.append("To: <" + recipient.toUtf8() + '>');
    headers.append("Subject: " + encodedWords(mail.subject));
    headers.append("Message-ID: <" + id.toLatin1() + '@' + domain + '>');
    headers.append("Auto-Submitted: auto-generated");
    addBody(curl.get(), mime.get(), mail);

    setServer(curl.get(), m_settings);
    curl_easy_setopt(curl.get(), CURLOPT_ERRORBUFFER, words);
    curl_easy_setopt(curl.get(), CURLOPT_MAIL_FROM, ('<' + sender + '>').constData());
    curl_easy_setopt(curl.get(), CURLOPT_MAIL_RCPT, recipients.get());
    curl_easy_setopt(curl.get(), CURLOPT_HTTPHEADER, headers.get());
    curl_easy_setopt(curl.get(), CURLOPT_MIMEPOST, mime.get());
    return outcomeOf(curl.get(), curl_easy_perform(curl.get()), words);
}
