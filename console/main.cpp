// SPDX-License-Identifier: GPL-3.0-only
#include "application.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QIcon>

using namespace Qt::StringLiterals;

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    QApplication::setOrganizationName(u"Gatehouse"_s);
    QApplication::setApplicationName(u"gatehouse-console"_s);
    QApplication::setApplicationDisplayName(u"Gatehouse"_s);
    QApplication::setApplicationVersion(QStringLiteral(GATEHOUSE_VERSION));
    QApplication::setDesktopFileName(u"gatehouse-console"_s);
    QApplication::setWindowIcon(QIcon(u":/icons/gatehouse.svg"_s));

    QCommandLineParser parser;
    parser.setApplicationDescription(u"The admin console of the Gatehouse authentication server."_s);
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument(u"server"_s, u"Address of the server, such as auth.example.com:8420."_s,
                                 u"[server]"_s);
    parser.process(app);

    Application application;
    application.start(parser.positionalArguments().value(0));
    return QApplication::exec();
}
