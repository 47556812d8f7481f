// SPDX-License-Identifier: GPL-3.0-only
#include "mail/smtp.h"

#include "mail/mailheaders.h"

#include <QDateTime>
#include <QDeadlineTimer>
#include <QFile>
#include <QHostAddress>
#include <QLocale>
#include <QUrl>
#include <QUrlQuery>

#include <curl/curl.h>

#include <memory>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr size_t longestLine = 300;

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

bool isThisMachine(const QString &host)
{
    return host == "localhost"_L1 || QHostAddress(host).isLoopback();
}

// Whoever is in between can take STARTTLS out of what the server offers: with a password, doing
// without is no choice of the other side.
long tlsOf(const QUrl &url)
{
    const QString wanted = QUrlQuery(url).queryItemValue(u"starttls"_s);
    if (wanted == "off"_L1)
        return CURLUSESSL_NONE;
    const bool hasSecret = !url.userName().isEmpty() && !isThisMachine(url.host());
    return wanted == "required"_L1 || hasSecret ? CURLUSESSL_ALL : CURLUSESSL_TRY;
}

void setServer(CURL *curl, const Config::Mail &settings)
{
    QUrl url(settings.url);
    const long tls = tlsOf(url);
    const QByteArray user = url.userName(QUrl::FullyDecoded).toUtf8();
    url.setUserInfo({});
    url.setQuery(QString());
    curl_easy_setopt(curl, CURLOPT_URL, url.toEncoded().constData());
    curl_easy_setopt(curl, CURLOPT_USE_SSL, tls);
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    if (!settings.caFile.isEmpty())
        curl_easy_setopt(curl, CURLOPT_CAINFO, QFile::encodeName(settings.caFile).constData());
    if (!user.isEmpty()) {
        curl_easy_setopt(curl, CURLOPT_USERNAME, user.constData());
        curl_easy_setopt(curl, CURLOPT_PASSWORD, passwordFrom(settings.passwordFile).constData());
    }
}

struct End
{
    const std::function<bool()> &isCalledOff;
    QDeadlineTimer deadline;
};

// libcurl asks about once a second, also where its own time limits don't hold: while it waits for the
// answer to QUIT.
int isOver(void *end, curl_off_t, curl_off_t, curl_off_t, curl_off_t)
{
    const End &it = *static_cast<const End *>(end);
    return it.deadline.hasExpired() || (it.isCalledOff && it.isCalledOff()) ? 1 : 0;
}

void setDeadlines(CURL *curl, const Smtp::Deadlines &deadlines, End &end)
{
    curl_easy_setopt(curl, CURLOPT_FORBID_REUSE, 1L); // or the QUIT is left to a handle without our limits
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, long(deadlines.connect.count()));
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, long(deadlines.total.count()));
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, isOver);
    curl_easy_setopt(curl, CURLOPT_XFERINFODATA, &end);
}

// What the administrator can do about it.
QString adviceOf(CURLcode code)
{
    switch (code) {
    case CURLE_LOGIN_DENIED:
        return u"The mail server refused the user name or the password (mail.url, mail.password_file)"_s;
    case CURLE_USE_SSL_FAILED:
        return u"The mail server offers no TLS, which mail.url asks for and a password needs"_s;
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
        return u"The mail server's certificate is not trusted (mail.ca_file)"_s;
    case CURLE_OPERATION_TIMEDOUT:
        return u"The mail server did not answer in time"_s;
    case CURLE_ABORTED_BY_CALLBACK:
        return u"This server was stopped meanwhile"_s;
    default:
        return {};
    }
}

// The server's own words of refusal, which libcurl keeps out of its own.
size_t rememberRefusal(char *line, size_t, size_t length, void *refusal)
{
    if (length > 0 && (*line == '4' || *line == '5'))
        *static_cast<QByteArray *>(refusal) = QByteArray(line, qsizetype(std::min(length, longestLine)));
    return length;
}

QString reasonOf(CURLcode code, const char *words, const QByteArray &refusal)
{
    QStringList parts{adviceOf(code), QString::fromUtf8(*words ? words : curl_easy_strerror(code)).simplified()};
    if (!refusal.isEmpty())
        parts.append(u"the server said: "_s + QString::fromUtf8(refusal).simplified());
    parts.removeAll(QString());
    return parts.join(u"; "_s);
}

// It asks for a login or for encryption (RFC 4954 section 6): the configuration is wrong, not the mail.
bool asksForLogin(long answer)
{
    return answer == 530 || answer == 534 || answer == 535 || answer == 538;
}

Delivery outcomeOf(CURL *curl, CURLcode code, const char *words, const QByteArray &refusal)
{
    if (code == CURLE_OK)
        return {Delivery::Outcome::Accepted};
    long answer = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &answer);
    const bool isFinal = answer >= 500 && answer < 600 && code != CURLE_LOGIN_DENIED && !asksForLogin(answer);
    return {isFinal ? Delivery::Outcome::Refused : Delivery::Outcome::Deferred,
            reasonOf(code, words, refusal)};
}

// Ours were checked when they came in; this is the last place where a line break would be a command.
bool isMailbox(const QString &address)
{
    return std::ranges::none_of(address, [](QChar c) {
        return c.unicode() <= 0x20 || c.unicode() == 0x7f || c == u'<' || c == u'>';
    });
}

} // namespace

Smtp::Smtp(const Config::Mail &settings, std::function<bool()> isCalledOff)
    : Smtp(settings, std::move(isCalledOff), Deadlines())
{
}

Smtp::Smtp(const Config::Mail &settings, std::function<bool()> isCalledOff, Deadlines deadlines)
    : m_settings(settings)
    , m_isCalledOff(std::move(isCalledOff))
    , m_deadlines(deadlines)
{
}

Delivery Smtp::send(const QString &id, const QString &recipient, const MailText &mail, const QDateTime &date) const
{
    if (!isMailbox(recipient))
        return {Delivery::Outcome::Refused, u"That is no address"_s};
    char words[CURL_ERROR_SIZE] = ""; // these outlive what libcurl may yet do with them
    QByteArray refusal;
    End end{m_isCalledOff, QDeadlineTimer(m_deadlines.total + 1s)};
    const Easy curl(curl_easy_init(), curl_easy_cleanup);
    const Mime mime(curl_mime_init(curl.get()), curl_mime_free);
    const QByteArray sender = mailheaders::addressOf(m_settings.from).toUtf8();
    const QByteArray domain = sender.mid(sender.lastIndexOf('@') + 1);
    TextList recipients;
    recipients.append('<' + recipient.toUtf8() + '>');
    TextList headers;
    headers.append("Date: " + QLocale::c().toString(date.toUTC(), u"ddd, dd MMM yyyy HH:mm:ss +0000"_s).toLatin1());
    headers.append("From: " + mailheaders::mailbox(m_settings.from));
    headers.append("To: <" + recipient.toUtf8() + '>');
    headers.append("Subject: " + mailheaders::encodedWords(mail.subject));
    headers.append("Message-ID: <" + id.toLatin1() + '@' + domain + '>');
    headers.append("Auto-Submitted: auto-generated");
    addBody(curl.get(), mime.get(), mail);

    setServer(curl.get(), m_settings);
    setDeadlines(curl.get(), m_deadlines, end);
    curl_easy_setopt(curl.get(), CURLOPT_ERRORBUFFER, words);
    curl_easy_setopt(curl.get(), CURLOPT_MAIL_FROM, ('<' + sender + '>').constData());
    curl_easy_setopt(curl.get(), CURLOPT_MAIL_RCPT, recipients.get());
    curl_easy_setopt(curl.get(), CURLOPT_HTTPHEADER, headers.get());
    curl_easy_setopt(curl.get(), CURLOPT_MIMEPOST, mime.get());
    curl_easy_setopt(curl.get(), CURLOPT_HEADERFUNCTION, rememberRefusal);
    curl_easy_setopt(curl.get(), CURLOPT_HEADERDATA, &refusal);
    return outcomeOf(curl.get(), curl_easy_perform(curl.get()), words, refusal);
}
