// SPDX-License-Identifier: GPL-3.0-only
#include "commands/commandline.h"

#include <QCoreApplication>

#include <sys/stat.h>

int main(int argc, char **argv)
{
    umask(077); // what it writes holds secrets, whoever starts it
    qputenv("QT_NO_GLIB", "1"); // poll() serves many connections faster than GLib's loop
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("gatehoused"));
    QCoreApplication::setApplicationVersion(QStringLiteral(GATEHOUSE_VERSION));
    return runCommandLine(application.arguments());
}
