// SPDX-License-Identifier: GPL-3.0-only
#include "api/paths.h"
#include "application.h"
#include "connection/connectwindow.h"
#include "connection/signinstep.h"
#include "connection/step.h"
#include "errortext.h"
#include "mainwindow.h"
#include "support/serverprocess.h"
#include "widgets/listpage.h"
#include "widgets/statement.h"

#include <QApplication>
#include <QCheckBox>
#include <QLineEdit>
#include <QSettings>
#include <QStackedWidget>
#include <QTest>

using namespace Qt::StringLiterals;

// The console as a whole, from one start to the next; needs a desktop with a keyring.
class ApplicationTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void comesBackWithoutAPassword();
    void keepsNothingThatWasNotToBeKept();
    void forgetsTheSessionWhenSignedOut();
    void sharesASessionWithAnotherConsole();
    void asksForThePasswordWhenTheSessionWasEnded();
    void goesToAnotherServerAndBack();
    void speaksTheChosenLanguageAtOnce();

private:
    void start();
    void signIn(bool stay = true);
    template<class W>
    static W *window()
    {
        for (QWidget *widget : QApplication::topLevelWidgets()) {
            if (auto *wanted = qobject_cast<W *>(widget); wanted && wanted->isVisible())
                return wanted;
        }
        return nullptr;
    }
    static bool isIn() { return window<MainWindow>(); }
    static bool isAskedForPassword()
    {
        const auto *shown = window<ConnectWindow>();
        return shown && qobject_cast<SignInStep *>(shown->findChild<QStackedWidget *>()->currentWidget());
    }
    int sessions() const; // of the administrator, on the server
    void endAllSessions() const;
    QString myId() const;

    std::unique_ptr<ServerProcess> m_server;
    std::unique_ptr<Application> m_application;
    int m_before = 0;
};

void ApplicationTest::initTestCase()
{
    QCoreApplication::setOrganizationName(u"Gatehouse"_s);
    QCoreApplication::setApplicationName(u"gatehouse-console-test"_s);
    QApplication::setQuitOnLastWindowClosed(false);
    m_server = std::make_unique<ServerProcess>();
    QVERIFY(m_server->isRunning());
}

void ApplicationTest::init()
{
    start();
    QTRY_VERIFY(isIn() || isAskedForPassword());
    if (isIn()) { // left from the test before
        emit window<MainWindow>()->signOutWanted();
        QTRY_VERIFY(isAskedForPassword());
    }
    m_before = sessions();
}

void ApplicationTest::cleanup()
{
    m_application.reset();
    QSettings().remove(u"language"_s);
}

void ApplicationTest::start()
{
    m_application.reset();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    m_application = std::make_unique<Application>();
    m_application->start(m_server->url().toString());
}

void ApplicationTest::signIn(bool stay)
{
    auto *step = window<ConnectWindow>()->findChild<SignInStep *>();
    const auto lines = step->findChildren<QLineEdit *>();
    lines.at(0)->setText(QString::fromLatin1(ServerProcess::adminEmail));
    lines.at(1)->setText(QString::fromLatin1(ServerProcess::password));
    auto *keep = step->findChild<QCheckBox *>();
    QVERIFY2(keep->isVisible(), "there is no keyring here");
    keep->setChecked(stay);
    emit step->submitted();
    QTRY_VERIFY(isIn());
    QTest::qWait(300); // the keyring is written without waiting
}

QString ApplicationTest::myId() const
{
    const auto token = m_server->accessToken(QString::fromLatin1(ServerProcess::adminEmail));
    return m_server->call("GET", path::account, {}, token)
        .body.value("user"_L1)
        .toObject()
        .value("id"_L1)
        .toString();
}

int ApplicationTest::sessions() const
{
    const auto token = m_server->accessToken(QString::fromLatin1(ServerProcess::adminEmail));
    const auto all = m_server->call("GET", path::adminSessions + u"?limit=200"_s, {}, token);
    int consoles = 0;
    for (const QJsonValue session : all.body.value("sessions"_L1).toArray())
        consoles += session["userAgent"_L1].toString().startsWith("Gatehouse-Console"_L1) ? 1 : 0;
    return consoles;
}

void ApplicationTest::endAllSessions() const
{
    const auto token = m_server->accessToken(QString::fromLatin1(ServerProcess::adminEmail));
    m_server->call("DELETE", path::fill(path::adminUserSessions, myId()), {}, token);
}

void ApplicationTest::comesBackWithoutAPassword()
{
    signIn();
    start();
    QTRY_VERIFY(isIn());
    QCOMPARE(sessions(), m_before + 1); // the same one
    start();
    QTRY_VERIFY(isIn()); // with the token that the second start has got
}

void ApplicationTest::keepsNothingThatWasNotToBeKept()
{
    signIn(false);
    start();
    QTRY_VERIFY(isAskedForPassword());
    QVERIFY(!isIn());
}

void ApplicationTest::forgetsTheSessionWhenSignedOut()
{
    signIn();
    QCOMPARE(sessions(), m_before + 1);
    emit window<MainWindow>()->signOutWanted();
    QTRY_VERIFY(isAskedForPassword());
    QTRY_COMPARE(sessions(), m_before);
    start();
    QTRY_VERIFY(isAskedForPassword());
    QVERIFY(!isIn());
}

void ApplicationTest::sharesASessionWithAnotherConsole()
{
    signIn();
    auto *mine = window<MainWindow>();
    auto other = std::make_unique<Application>(); // resumes, and so refreshes
    other->start(m_server->url().toString());
    const auto windows = [] {
        int count = 0;
        for (const QWidget *widget : QApplication::topLevelWidgets())
            count += qobject_cast<const MainWindow *>(widget) && widget->isVisible() ? 1 : 0;
        return count;
    };
    QTRY_COMPARE(windows(), 2);
    QTest::qWait(300);
    mine->showPage(u"sessions"_s); // the first one's access token is dead by now
    QTRY_VERIFY(!mine->page(u"sessions"_s)->countText().isEmpty());
    QCOMPARE(windows(), 2);
    other.reset();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
}

void ApplicationTest::asksForThePasswordWhenTheSessionWasEnded()
{
    signIn();
    endAllSessions();
    window<MainWindow>()->showPage(u"history"_s);
    window<MainWindow>()->page(u"history"_s)->reload();
    QTRY_VERIFY(isAskedForPassword());
    QTRY_VERIFY(!isIn());
    const auto *step = window<ConnectWindow>()->findChild<SignInStep *>();
    QCOMPARE(step->findChild<Statement *>()->text(), errorText({.code = localcode::sessionEnded}));
    signIn();
}

void ApplicationTest::goesToAnotherServerAndBack()
{
    signIn();
    emit window<MainWindow>()->serverChangeWanted();
    QTRY_VERIFY(window<ConnectWindow>());
    QTRY_VERIFY(!isIn());
    m_application->start(m_server->url().toString());
    QTRY_VERIFY(isIn()); // the session was kept
}

void ApplicationTest::speaksTheChosenLanguageAtOnce()
{
    signIn();
    emit window<MainWindow>()->languageWanted(u"de"_s);
    QTRY_COMPARE(window<MainWindow>()->page(u"people"_s)->words().title, u"Personen"_s);
    QVERIFY(QLocale() == QLocale(u"de"_s));
    emit window<MainWindow>()->languageWanted(u"en"_s);
    QTRY_COMPARE(window<MainWindow>()->page(u"people"_s)->words().title, u"People"_s);
}

QTEST_MAIN(ApplicationTest)
#include "tst_application.moc"
