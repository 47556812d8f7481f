// SPDX-License-Identifier: GPL-3.0-only
#include "openapi/openapiapi.h"

#include "api/paths.h"

#include <QFile>

using namespace Qt::StringLiterals;
using http::Request;
using http::Response;

static void initialiseResources() { Q_INIT_RESOURCE(openapi); }

static QByteArray description()
{
    initialiseResources();
    QFile file(u":/openapi/openapi.json"_s);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void mountOpenApi(http::Router &router)
{
    router.get(path::openapi, {.access = http::Access::Public},
               [content = description()](const Request &) -> Result<Response> { return Response{.content = content}; });
}
