// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "base/result.h"

#include <QTest>

// That a Result holds a value; says the error's code and detail when it does not.
#define QVERIFY_RESULT(expression)                                                                       \
    do {                                                                                                 \
        const auto &verifiedResult = (expression);                                                       \
        QVERIFY2(verifiedResult.has_value(),                                                             \
                 verifiedResult ? "" : qPrintable(QString::fromUtf8(verifiedResult.error().code)         \
                                                  + QStringLiteral(": ") + verifiedResult.error().detail)); \
    } while (false)

// That a Result is refused with this code.
#define QVERIFY_REFUSED(expression, wantedCode)                               \
    do {                                                                      \
        const auto &refusedResult = (expression);                             \
        QVERIFY2(!refusedResult.has_value(), "it was not refused");           \
        QCOMPARE(refusedResult.error().code, QByteArray(wantedCode));         \
    } while (false)
