// SPDX-License-Identifier: GPL-3.0-only
#include "external/fetch.h"

#include "api/codes.h"
#include "external/networks.h"
#include "base/json.h"

#include <QFile>
#include <QJsonArray>

#include <curl/curl.h>

#include <sys/socket.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

using Easy = std::unique_ptr<CURL, decltype(&curl_easy_cleanup)>;
using Headers = std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)>;

// What one transfer may do and what came of it.
struct Transfer
{
    bool mayBePrivate = false;
    bool metPrivate = false;
    bool isTooLarge = false;
    QByteArray body = {};
};

size_t take(char *data, size_t, size_t length, void *transfer)
{
    auto &it = *static_cast<Transfer *>(transfer);
    it.isTooLarge = it.body.size() + qint64(length) > Fetch::largest;
    if (it.isTooLarge)
        return 0;
    it.body.append(data, qsizetype(length));
    return length;
}

// Here the address is final, whatever the name meant before.
curl_socket_t openSocket(void *transfer, curlsocktype, curl_sockaddr *address)
{
    auto &it = *static_cast<Transfer *>(transfer);
    if (!it.mayBePrivate && networks::isPrivate(QHostAddress(&address->addr))) {
        it.metPrivate = true;
        return CURL_SOCKET_BAD;
    }
    return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

bool isJson(const char *contentType)
{
    const QByteArray type = QByteArray(contentType).split(';').first().trimmed().toLower();
    return type == "application/json" || (type.startsWith("application/") && type.endsWith("+json"));
}

Fetch::Fault faultOf(CURLcode code, const Transfer &transfer)
{
    if (transfer.isTooLarge)
        return Fetch::Fault::TooLarge;
    if (transfer.metPrivate && code == CURLE_COULDNT_CONNECT)
        return Fetch::Fault::Private;
    switch (code) {
    case CURLE_OK: return Fetch::Fault::None;
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_URL_MALFORMAT: return Fetch::Fault::Url;
    case CURLE_COULDNT_RESOLVE_HOST: return Fetch::Fault::Resolve;
    case CURLE_OPERATION_TIMEDOUT: return Fetch::Fault::TimedOut;
    case CURLE_FILESIZE_EXCEEDED: return Fetch::Fault::TooLarge;
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CACERT_BADFILE: return Fetch::Fault::Tls;
    default: return Fetch::Fault::Connect;
    }
}

Fetch::Fault faultOf(long status, const char *contentType)
{
    if (status >= 300 && status < 400)
        return Fetch::Fault::Redirect;
    if (!isJson(contentType))
        return status >= 200 && status < 300 ? Fetch::Fault::NotJson : Fetch::Fault::Status;
    return status >= 200 && status < 300 ? Fetch::Fault::None : Fetch::Fault::Status;
}

void setGuards(CURL *curl, Transfer &transfer, const Fetch::Deadlines &deadlines)
{
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(curl, CURLOPT_PROXY, ""); // none, whatever the environment says
    curl_easy_setopt(curl, CURLOPT_NETRC, long(CURL_NETRC_IGNORED));
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, long(deadlines.connect.count()));
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, long(deadlines.total.count()));
    curl_easy_setopt(curl, CURLOPT_MAXFILESIZE_LARGE, curl_off_t(Fetch::largest));
    curl_easy_setopt(curl, CURLOPT_SSLVERSION, long(CURL_SSLVERSION_TLSv1_2));
    curl_easy_setopt(curl, CURLOPT_USERAGENT, "Gatehouse");
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, openSocket);
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, &transfer);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &transfer);
}

Headers headersOf(const FetchRequest &request)
{
    curl_slist *list = curl_slist_append(nullptr, "Accept: application/json");
    for (const auto &[name, value] : request.headers)
        list = curl_slist_append(list, (name + ": " + value).constData());
    return {list, curl_slist_free_all};
}

Error unavailable(const QString &why)
{
    return {Error::Kind::Unavailable, code::providerUnavailable, why};
}

} // namespace

Fetch::Fetch(const Config::Provider &provider, Deadlines deadlines)
    : m_caFile(provider.caFile)
    , m_isPrivate(provider.privateNetwork)
    , m_configured({QUrl(provider.issuer), QUrl(provider.authorizationUrl), QUrl(provider.tokenUrl), QUrl(provider.userinfoUrl)})
    , m_deadlines(deadlines)
{
}

bool Fetch::mayAsk(const QUrl &url) const
{
    if (!url.isValid() || url.host().isEmpty() || !url.userInfo().isEmpty())
        return false;
    const auto isAsPlain = [&](const QUrl &configured) { return configured.scheme() == "http"_L1 && configured.host() == url.host(); };
    return url.scheme() == "https"_L1 || (url.scheme() == "http"_L1 && std::ranges::any_of(m_configured, isAsPlain));
}

// That a name of the administrator's own leads into the own network is no surprise to him.
bool Fetch::mayBePrivate(const QString &host) const
{
    const auto isNamed = [&](const QUrl &configured) { return configured.host() == host; };
    return m_isPrivate || (networks::isLocalName(host) && std::ranges::any_of(m_configured, isNamed));
}

Fetch::Answer Fetch::ask(const FetchRequest &request) const
{
    if (!mayAsk(request.url))
        return {.fault = Fault::Url, .detail = u"%1 is no https URL"_s.arg(request.url.toDisplayString())};
    const Easy curl(curl_easy_init(), curl_easy_cleanup);
    const Headers headers = headersOf(request);
    Transfer transfer{.mayBePrivate = mayBePrivate(request.url.host())};
    char words[CURL_ERROR_SIZE] = "";
    setGuards(curl.get(), transfer, m_deadlines);
    curl_easy_setopt(curl.get(), CURLOPT_URL, request.url.toEncoded().constData());
    curl_easy_setopt(curl.get(), CURLOPT_ERRORBUFFER, words);
    curl_easy_setopt(curl.get(), CURLOPT_HTTPHEADER, headers.get());
    if (!m_caFile.isEmpty())
        curl_easy_setopt(curl.get(), CURLOPT_CAINFO, QFile::encodeName(m_caFile).constData());
    if (request.form) {
        curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDSIZE, long(request.form->bytes().size()));
        curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDS, request.form->bytes().constData());
    }

    const CURLcode code = curl_easy_perform(curl.get());
    Answer answer{.fault = faultOf(code, transfer), .body = std::move(transfer.body)};
    if (answer.fault != Fault::None) {
        answer.detail = QString::fromUtf8(*words ? words : curl_easy_strerror(code)).simplified();
        return answer;
    }
    long status = 0;
    const char *type = nullptr;
    curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(curl.get(), CURLINFO_CONTENT_TYPE, &type);
    answer.status = int(status);
    answer.fault = faultOf(status, type);
    answer.detail = u"status %1, %2"_s.arg(status).arg(QString::fromUtf8(type));
    return answer;
}

Result<QJsonObject> Fetch::object(const FetchRequest &request) const
{
    const QString place = request.url.toString(QUrl::RemoveQuery | QUrl::RemoveUserInfo);
    const Answer answer = ask(request);
    if (answer.fault != Fault::None)
        return unavailable(place + u": "_s + answer.detail);
    const auto object = json::parse(answer.body);
    if (!object)
        return unavailable(place + u": "_s + object.error().detail);
    return *object;
}

Result<QJsonArray> Fetch::array(const FetchRequest &request) const
{
    const Answer answer = ask(request);
    const auto document = QJsonDocument::fromJson(answer.body);
    if (answer.fault != Fault::None || !document.isArray())
        return unavailable(request.url.toString(QUrl::RemoveQuery) + u": "_s + answer.detail);
    return document.array();
}
