# SPDX-License-Identifier: GPL-3.0-only
# The one place where warnings and Qt's strictness are chosen. Every target of ours links it.
add_library(strict INTERFACE)
target_compile_definitions(strict INTERFACE
    QT_NO_CAST_FROM_ASCII
    QT_NO_CAST_TO_ASCII
    QT_NO_FOREACH
    QT_NO_NARROWING_CONVERSIONS_IN_CONNECT
    QT_DISABLE_DEPRECATED_BEFORE=0x060400)
target_compile_options(strict INTERFACE -Wall -Wextra -Wpedantic -Wshadow=local -Wnon-virtual-dtor -Wcast-align -Wnull-dereference)
if(GATEHOUSE_WERROR)
    # GCC 12 sees a null pointer behind every QPointer that it inlines: worth a look, no failure.
    target_compile_options(strict INTERFACE -Werror -Wno-error=null-dereference)
endif()
if(GATEHOUSE_SANITIZERS)
    target_compile_options(strict INTERFACE -fsanitize=${GATEHOUSE_SANITIZERS} -fno-omit-frame-pointer)
    target_link_options(strict INTERFACE -fsanitize=${GATEHOUSE_SANITIZERS})
endif()
