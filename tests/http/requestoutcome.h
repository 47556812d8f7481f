// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "http/requestreader.h"

#include <QByteArrayList>

namespace http {

// What became of the bytes of one connection: a line for each request, or the status of the refusal.
struct Outcome
{
    QByteArrayList requests; // "METHOD target body"
    int refusal = 0;
    bool isUnfinished = false;
    bool operator==(const Outcome &) const = default;
};

inline void take(RequestReader &reader, QByteArray &line, Outcome &outcome, RequestReader::Step step)
{
    if (step == RequestReader::Step::Head) {
        const Head &head = reader.head();
        line = QByteArray(nameOf(head.method).data()) + ' ' +
               QByteArray::fromStdString(std::string(head.target)) + ' ';
    } else if (step == RequestReader::Step::Complete) {
        outcome.requests.append(line + QByteArray::fromStdString(reader.takeBody()));
    }
}

inline void advance(RequestReader &reader, QByteArray &line, Outcome &outcome)
{
    for (;;) {
        const auto result = reader.advance();
        if (const auto *refusal = std::get_if<Refusal>(&result)) {
            outcome.refusal = int(*refusal);
            return;
        }
        if (std::get<RequestReader::Step>(result) == RequestReader::Step::NeedsMore)
            return;
        take(reader, line, outcome, std::get<RequestReader::Step>(result));
    }
}

inline Outcome readPieces(const QByteArrayList &pieces, const ReaderLimits &limits = {})
{
    RequestReader reader(limits);
    Outcome outcome;
    QByteArray line;
    for (const QByteArray &piece : pieces) {
        reader.append(std::string_view(piece.constData(), size_t(piece.size())));
        advance(reader, line, outcome);
        if (outcome.refusal)
            return outcome;
    }
    outcome.isUnfinished = reader.hasStarted();
    return outcome;
}

inline Outcome readAll(const QByteArray &bytes)
{
    return readPieces({bytes});
}

inline int refusalOf(const QByteArray &bytes)
{
    return readAll(bytes).refusal;
}

inline QByteArray get(const QByteArray &fields, const QByteArray &target = "/")
{
    return "GET " + target + " HTTP/1.1\r\nHost: example.org\r\n" + fields + "\r\n";
}

} // namespace http
