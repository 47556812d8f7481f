// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "http/response.h"

#include <QStringList>

namespace http {

// Lets the scripts of configured sites read our answers, with credentials (the Fetch standard,
// section 3.2). Without such sites nothing is added.
class Cors
{
public:
    explicit Cors(const QStringList &origins);

    // What an answer to a request needs.
    void allow(const Request &request, Response &response) const;

    // What the answer to an OPTIONS request needs besides, if it asks before such a request.
    void allowPreflight(const Request &request, const QByteArray &methods, Response &response) const;

private:
    bool isAllowed(const Request &request) const;

    QList<QByteArray> m_origins;
};

} // namespace http
