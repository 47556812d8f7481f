// SPDX-License-Identifier: GPL-3.0-only
#include "api/paths.h"
#include "application.h"
#include "base/base32.h"
#include "mainwindow.h"
#include "otpauth.h"
#include "support/camera.h"
#include "support/serverprocess.h"
#include "totp/totpdialog.h"
#include "widgets/listpage.h"
#include "widgets/qrcode.h"
#include "widgets/recoverysheet.h"
#include "widgets/secretedit.h"
#include "models/pagedmodelbase.h"

#include <QAction>
#include <QApplication>
#include <QPushButton>
#include <QScreen>
#include <QSettings>
#include <QStandardPaths>
#include <QTableView>
#include <QTest>

using namespace Qt::StringLiterals;

// The main job from end to end, in the real windows and against the real server. With a folder in
// GATEHOUSE_PICTURES it leaves a picture of each step there, in the theme ("light", "dark") of
// GATEHOUSE_THEME and the language of GATEHOUSE_LANGUAGE.
class StoryTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void administratorSignsIn();
    void personIsFoundAmongThePeople();
    void twoFactorIsScannedFromTheScreen();
    void personSignsInWithTheCodeOfTheApp();
    void signInAppearsInTheHistory();
    void sessionIsEndedFromTheConsole();
    void cleanupTestCase();

private:
    template<class Window>
    static Window *shown()
    {
        for (QWidget *widget : QApplication::topLevelWidgets()) {
            if (auto *window = qobject_cast<Window *>(widget); window && window->isVisible())
                return window;
        }
        return nullptr;
    }
    static QImage screenshot(QWidget &window);
    static void keepPicture(QWidget &window, const QString &name);
    static QAction *action(const ListPage &page, const char *context, const char *text);
    static QString codeOfNextStep(const QString &secret);
    PagedModelBase *listOf(const QString &page) const
    {
        return window()->page(page)->findChild<PagedModelBase *>();
    }
    MainWindow *window() const { return shown<MainWindow>(); }
    void select(const QString &page, const QString &id);
    void scan(TotpDialog &dialog);

    std::unique_ptr<ServerProcess> m_server;
    std::unique_ptr<Application> m_application;
    QString m_person;
    QString m_secret;   // base32
    QByteArray m_token; // of the person's session
};

void StoryTest::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName(u"gatehouse-test"_s);
    QCoreApplication::setApplicationName(u"story"_s);
    QSettings().clear();
    QSettings().setValue(u"theme"_s, qEnvironmentVariable("GATEHOUSE_THEME", u"light"_s));
    QSettings().setValue(u"language"_s, qEnvironmentVariable("GATEHOUSE_LANGUAGE", u"en"_s));
    QIcon::setThemeSearchPaths(QIcon::themeSearchPaths() << u"/usr/share/icons"_s);
    for (const QString &tool : {u"zbarimg"_s, u"oathtool"_s}) {
        if (QStandardPaths::findExecutable(tool).isEmpty())
            QSKIP(qPrintable(tool + u" is not installed"_s));
    }
    m_server = std::make_unique<ServerProcess>();
    QVERIFY(m_server->isRunning());
}

QImage StoryTest::screenshot(QWidget &window)
{
    const bool hasScreen = QGuiApplication::platformName() == "xcb"_L1;
    return (hasScreen ? window.screen()->grabWindow(window.winId()) : window.grab()).toImage();
}

void StoryTest::keepPicture(QWidget &window, const QString &name)
{
    const QString folder = qEnvironmentVariable("GATEHOUSE_PICTURES");
    if (folder.isEmpty())
        return;
    QTest::qWait(100);
    window.grab().save(folder + u'/' + name + u".png"_s); // whole, also where the screen is smaller
}

QAction *StoryTest::action(const ListPage &page, const char *context, const char *text)
{
    for (QAction *action : page.rowActions()) {
        if (action->text() == QCoreApplication::translate(context, text))
            return action;
    }
    return nullptr;
}

// The code of this half minute was spent by the enrolment.
QString StoryTest::codeOfNextStep(const QString &secret)
{
    QProcess oath;
    oath.start(u"oathtool"_s, {u"--totp"_s, u"-b"_s, u"-N"_s, u"now + 30 seconds"_s, secret});
    return oath.waitForFinished() ? QString::fromLatin1(oath.readAllStandardOutput().trimmed()) : QString();
}

void StoryTest::select(const QString &page, const QString &id)
{
    QTRY_VERIFY(listOf(page)->rowOf(id) >= 0);
    window()->page(page)->findChild<QTableView *>()->selectRow(listOf(page)->rowOf(id));
    QTRY_COMPARE(window()->page(page)->selectedIds(), QStringList{id});
}

void StoryTest::administratorSignsIn()
{
    m_application = std::make_unique<Application>();
    m_application->start(m_server->url().toString());
    SecretEdit *password = nullptr;
    const auto find = [&] {
        for (QWidget *widget : QApplication::allWidgets()) {
            auto *edit = qobject_cast<SecretEdit *>(widget);
            if (edit && edit->isVisible())
                password = edit;
        }
        return password != nullptr;
    };
    QTRY_VERIFY(find());
    auto *connecting = password->window();
    QVERIFY(QTest::qWaitForWindowExposed(connecting));
    QLineEdit *email = nullptr;
    for (auto *edit : connecting->findChildren<QLineEdit *>()) {
        if (edit->isVisible() && edit != password)
            email = edit;
    }
    QVERIFY(email);
    QTest::keyClicks(email, QString::fromLatin1(ServerProcess::adminEmail));
    QTest::keyClicks(password, QString::fromLatin1(ServerProcess::password));
    keepPicture(*connecting, u"sign-in"_s);
    QTest::keyClick(password, Qt::Key_Return);
    QTRY_VERIFY(window());
    QVERIFY(!connecting->isVisible());
}

void StoryTest::personIsFoundAmongThePeople()
{
    QVERIFY(window());
    m_person = m_server->addPerson(u"Ada Lovelace"_s, u"ada@example.com"_s);
    window()->showPage(u"people"_s);
    QTRY_COMPARE(listOf(u"people"_s)->state(), PagedModelBase::State::Ready);
    window()->page(u"people"_s)->reload();
    select(u"people"_s, m_person);
    keepPicture(*window(), u"people"_s);
}

void StoryTest::scan(TotpDialog &dialog)
{
    OtpAuth seen;
    const auto canBeRead = [&] {
        const auto read = OtpAuth::fromUri(QString::fromUtf8(readQrCode(screenshot(dialog))));
        if (read)
            seen = *read;
        return !seen.secret.isEmpty();
    };
    QTRY_VERIFY(canBeRead());
    QCOMPARE(seen.account, u"ada@example.com"_s);
    m_secret = QString::fromLatin1(base32::encode(seen.secret));
}

void StoryTest::twoFactorIsScannedFromTheScreen()
{
    QVERIFY(window());
    QAction *setUp = action(*window()->page(u"people"_s), "PeoplePage", "Set up &two-factor…");
    QVERIFY(setUp && setUp->isEnabled());
    setUp->trigger();
    QTRY_VERIFY(shown<TotpDialog>());
    QPointer<TotpDialog> dialog = shown<TotpDialog>();
    QTRY_VERIFY(!dialog->findChild<QrCode *>()->isEmpty());
    scan(*dialog);
    keepPicture(*dialog, u"two-factor"_s);

    for (auto *edit : dialog->findChildren<QLineEdit *>()) {
        if (!qobject_cast<SecretEdit *>(edit))
            QTest::keyClicks(edit, codeOf(m_secret));
    }
    QTRY_VERIFY(dialog->findChild<RecoverySheet *>()->isVisible());
    keepPicture(*dialog, u"recovery-codes"_s);
    QTest::mouseClick(dialog->findChild<RecoverySheet *>()->findChild<QPushButton *>(),
                      Qt::LeftButton); // copy
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(!dialog);
}

void StoryTest::personSignsInWithTheCodeOfTheApp()
{
    const auto first = m_server->signIn(u"ada@example.com"_s);
    QCOMPARE(first.body.value("requiresTOTP"_L1).toBool(), true);
    QCOMPARE(first.body.value("access_token"_L1).toString(), QString());
    const auto second =
        m_server->call("POST", path::twoFactor,
                       {{u"token"_s, first.body.value("token"_L1)}, {u"code"_s, codeOfNextStep(m_secret)}});
    QCOMPARE(second.status, 200);
    m_token = second.body.value("access_token"_L1).toString().toLatin1();
    QVERIFY(m_server->call("GET", path::session, {}, m_token).body.value("auth"_L1).isObject());
}

void StoryTest::signInAppearsInTheHistory()
{
    QVERIFY(window());
    window()->showPage(u"history"_s);
    auto *list = listOf(u"history"_s);
    QTRY_COMPARE(list->state(), PagedModelBase::State::Ready);
    const int person = int(list->columnNames().indexOf(u"person"_s));
    const int result = int(list->columnNames().indexOf(u"result"_s));
    QTRY_COMPARE(list->index(0, person).data().toString(), u"ada@example.com"_s);
    QCOMPARE(list->index(0, result).data().toString(),
             QCoreApplication::translate("EventColumns", "Signed in"));
    keepPicture(*window(), u"history"_s);
}

void StoryTest::sessionIsEndedFromTheConsole()
{
    QVERIFY(window());
    const auto payload = QByteArray::fromBase64(m_token.split('.').value(1), QByteArray::Base64UrlEncoding);
    const QString session = QJsonDocument::fromJson(payload).object().value("sid"_L1).toString();
    window()->showPage(u"sessions"_s);
    select(u"sessions"_s, session);
    keepPicture(*window(), u"sessions"_s);
    QAction *end = action(*window()->page(u"sessions"_s), "SessionsPage", "End the session");
    QVERIFY(end && end->isEnabled());
    end->trigger();
    QTRY_COMPARE(listOf(u"sessions"_s)->rowOf(session), -1);
    QTest::qWait(100);
    keepPicture(*window(), u"session-ended"_s);
    const auto answer = m_server->call("GET", path::session, {}, m_token);
    QCOMPARE(answer.status, 200);
    QVERIFY(answer.body.value("auth"_L1).isNull());
}

void StoryTest::cleanupTestCase() { m_application.reset(); }

QTEST_MAIN(StoryTest)
#include "tst_story.moc"
