// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "base/result.h"

#include <QTest>

// That a Result holds a value; says the error's code and detail when it does not.
#define QVERIFY_RESULT(expression)                                                                       \
    do {                                                                                                 \
        const auto &verified = (expression);                                                              \
        QVERIFY2(verified.has_value(),                                                                   \
                 verified ? "" : qPrintable(QString::fromUtf8(verified.error().code) + QStringLiteral(": ") \
                                            + verified.error().detail));                                 \
    } while (false)

// That a Result is refused with this code.
#define QVERIFY_REFUSED(expression, wantedCode)                          \
    do {                                                                 \
        const auto &refused = (expression);                               \
        QVERIFY2(!refused.has_value(), "it was not refused");            \
        QCOMPARE(refused.error().code, QByteArray(wantedCode));          \
    } while (false)
