// SPDX-License-Identifier: GPL-3.0-only
#include "application.h"
#include "commands/commandline.h"
#include "commands/signals.h"

#include <QCoreApplication>

#include <systemd/sd-daemon.h>

using namespace Qt::StringLiterals;

// The line itself says what is wrong with a configuration; then everything stays as it was.
static void reload(Application &application, const CommandLine &line)
{
    sd_notify(0, "RELOADING=1");
    const auto config = line.config();
    const auto reloaded = config ? application.reload(config->providers) : Result<>();
    if (!reloaded)
        qCritical("Nothing was reloaded, the old certificates and providers stay: %s",
                  qUtf8Printable(reloaded.error().detail));
    else if (config)
        qInfo("Reloaded the certificates and the providers");
    sd_notify(0, "READY=1");
}

int serve(const QStringList &arguments)
{
    CommandLine line(u"serve"_s, u"Runs the server until SIGTERM; SIGHUP reloads its certificates and providers."_s);
    line.addListenOption();
    if (const auto status = line.parse(arguments))
        return *status;
    const auto config = line.config();
    if (!config)
        return Failed;

    Signals processSignals;
    const auto application = Application::create(*config);
    if (!application)
        return fail(application.error().detail);
    Application &server = **application;
    processSignals.watch([] { QCoreApplication::quit(); }, [&] { reload(server, line); });
    if (const auto started = server.start(); !started)
        return fail(started.error().detail);
    say(u"listening on "_s + server.url());
    sd_notify(0, "READY=1");
    QCoreApplication::exec();
    sd_notify(0, "STOPPING=1");
    server.stop();
    return Done;
}
