// SPDX-License-Identifier: GPL-3.0-only
#include "openapi/openapi.h"

#include "api/paths.h"

#include <QFile>

static void initialiseResources() { Q_INIT_RESOURCE(openapi); }

static QByteArray description()
{
    initialiseResources();
    QFile file(QStringLiteral(":/openapi.json"));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void mountOpenApi(http::Router &router)
{
    router.get(path::openapi, {.access = http::Access::Public},
               [content = description()](const http::Request &) -> Result<http::Response> {
                   return http::Response{.content = content};
               });
}
