// SPDX-License-Identifier: GPL-3.0-only
#include "api/paths.h"
#include "mail/mailpage.h"
#include "mail/mailpane.h"
#include "mail/mailwords.h"
#include "support/serverprocess.h"
#include "support/smtpsink.h"
#include "widgets/qrcode.h"
#include "widgets/statement.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QItemSelectionModel>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTableView>
#include <QTest>
#include <QUrlQuery>

using namespace Qt::StringLiterals;

class MailPageTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void listsWhatWaitsForAHandToTakeIt();
    void handsALinkOnThatWorks();
    void showsTheLinkToAPhone();
    void opensThePerson();
    void narrowsToAState();
    void sendsAgainWhatIsStuck();
    void tellsWhyAnAddressIsRefused();
    void saysThatNobodySendsWithoutAMailServer();
    void asksForThePasswordInWords();
    void saysHowFarAMailHasCome_data();
    void saysHowFarAMailHasCome();

private:
    struct Desk // a page beside a server
    {
        explicit Desk(const ServerProcess &server);
        PagedModelBase *model() const { return page.findChild<PagedModelBase *>(); }
        QString cell(const QString &column) const; // of the newest mail
        bool load();
        bool selectNewest();
        bool waitForState(const QString &state); // of the newest mail
        QString standing() const { return pane->findChild<Statement *>()->text(); }

        ApiClient client;
        MailPage page;
        std::unique_ptr<QWidget> pane;
    };
    void askForPassword(const ServerProcess &server) const;

    std::unique_ptr<ServerProcess> m_server;
    QString m_ada;
};

MailPageTest::Desk::Desk(const ServerProcess &server)
    : client(server.url())
    , page(client)
    , pane(page.details())
{
    server.signIn(client);
    new QAbstractItemModelTester(model(), QAbstractItemModelTester::FailureReportingMode::QtTest, &page);
}

QString MailPageTest::Desk::cell(const QString &column) const
{
    return model()->index(0, int(model()->columnNames().indexOf(column))).data().toString();
}

bool MailPageTest::Desk::load()
{
    page.show();
    return QTest::qWaitFor(
        [this] { return model()->state() == PagedModelBase::State::Ready && model()->rowCount() > 0; });
}

bool MailPageTest::Desk::selectNewest()
{
    if (!load())
        return false;
    page.findChild<QTableView *>()->selectRow(0);
    return QTest::qWaitFor([this] { return !static_cast<MailPane *>(pane.get())->link().isEmpty(); });
}

bool MailPageTest::Desk::waitForState(const QString &state)
{
    for (int tries = 0; tries < 60 && cell(u"state"_s) != state; ++tries) {
        QTest::qWait(100);
        page.reload();
        load();
    }
    return cell(u"state"_s) == state;
}

void MailPageTest::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    qRegisterMetaType<Notice>();
    m_server = std::make_unique<ServerProcess>();
    QVERIFY(m_server->isRunning());
    m_ada = m_server->addPerson(u"Ada Lovelace"_s, u"ada@example.com"_s);
    askForPassword(*m_server);
}

void MailPageTest::askForPassword(const ServerProcess &server) const
{
    QCOMPARE(server.call("POST", path::forgotPassword, {{u"email"_s, u"ada@example.com"_s}}).status, 200);
}

void MailPageTest::listsWhatWaitsForAHandToTakeIt()
{
    Desk desk(*m_server);
    QVERIFY(desk.load());
    QCOMPARE(desk.cell(u"recipient"_s), u"ada@example.com"_s);
    QCOMPARE(desk.cell(u"kind"_s), u"New password"_s);
    QCOMPARE(desk.cell(u"state"_s), u"For you to hand on"_s);
    QVERIFY(desk.selectNewest());
    QVERIFY(desk.pane->findChild<QPlainTextEdit *>()->toPlainText().contains(u"Ada Lovelace"_s));
    QVERIFY(!desk.page.rowActions().at(1)->isEnabled()); // there is nobody to send it
}

void MailPageTest::handsALinkOnThatWorks()
{
    askForPassword(*m_server);
    Desk desk(*m_server);
    QVERIFY(desk.selectNewest());
    QSignalSpy notices(&desk.page, &ListPage::noticeWanted);
    desk.page.rowActions().first()->trigger();
    QCOMPARE(notices.count(), 1);
    const QUrl link(QGuiApplication::clipboard()->text());
    QCOMPARE(link.path(), u"/reset-password"_s);
    const QString token = QUrlQuery(link).queryItemValue(u"token"_s);
    const QJsonObject body{{u"token"_s, token},
                           {u"password"_s, QString::fromLatin1(ServerProcess::password)}};
    QCOMPARE(m_server->call("POST", path::resetPassword, body).status, 200);
}

void MailPageTest::showsTheLinkToAPhone()
{
    askForPassword(*m_server);
    Desk desk(*m_server);
    QVERIFY(desk.selectNewest());
    desk.pane->show();
    auto *code = desk.pane->findChild<QrCode *>();
    QVERIFY(code->isEmpty());
    desk.pane->findChild<QCheckBox *>()->click();
    QVERIFY(!code->isEmpty() && code->isVisible());
    desk.page.findChild<QTableView *>()->clearSelection();
    QTRY_VERIFY(code->isEmpty());
}

void MailPageTest::opensThePerson()
{
    Desk desk(*m_server);
    QVERIFY(desk.selectNewest());
    QSignalSpy wanted(&desk.page, &MailPage::personWanted);
    desk.page.rowActions().last()->trigger();
    QCOMPARE(wanted.value(0).value(0).toString(), m_ada);
}

void MailPageTest::narrowsToAState()
{
    Desk desk(*m_server);
    QVERIFY(desk.load());
    desk.page.setFilterText(u"sent"_s);
    QTRY_COMPARE(desk.model()->rowCount(), 0);
    desk.page.setFilterText(u"waiting"_s);
    QTRY_VERIFY(desk.model()->rowCount() > 0);
}

void MailPageTest::sendsAgainWhatIsStuck()
{
    ServerProcess server({u"mail.url=\"smtp://127.0.0.1:1\""_s}); // nobody listens there
    QVERIFY(server.isRunning());
    server.addPerson(u"Ada Lovelace"_s, u"ada@example.com"_s);
    Desk desk(server);
    QVERIFY(desk.load());
    QVERIFY(desk.waitForState(u"Trying again"_s));
    QVERIFY(desk.selectNewest());
    QAction *resend = desk.page.rowActions().at(1);
    QVERIFY(resend->isEnabled());
    QSignalSpy notices(&desk.page, &ListPage::noticeWanted);
    resend->trigger();
    QTRY_COMPARE(notices.count(), 1);
    QCOMPARE(int(notices.first().first().value<Notice>().kind), int(Notice::Kind::Done));
}

void MailPageTest::tellsWhyAnAddressIsRefused()
{
    SmtpSink sink({u"refuse"_s});
    ServerProcess server({u"mail.url=\"%1\""_s.arg(sink.url()), u"mail.from=\"gate@example.com\""_s});
    QVERIFY(server.isRunning());
    server.addPerson(u"Ada Lovelace"_s, u"ada@example.com"_s);
    Desk desk(server);
    QVERIFY(desk.load());
    QVERIFY(desk.waitForState(u"Failed"_s));
    QVERIFY(desk.selectNewest());
    QVERIFY2(desk.standing().contains(u"550"_s), qPrintable(desk.standing()));
    desk.page.rowActions().at(1)->trigger();
    QTRY_COMPARE(desk.cell(u"state"_s), u"Waiting"_s);
    QTRY_VERIFY(desk.standing().contains(u"On its way"_s));
    QVERIFY(desk.waitForState(u"Failed"_s)); // nothing was put right meanwhile
    QTRY_VERIFY(desk.standing().contains(u"550"_s));
}

void MailPageTest::saysThatNobodySendsWithoutAMailServer()
{
    Desk desk(*m_server);
    QVERIFY(desk.load());
    QVERIFY(desk.page.findChild<Statement *>()->text().contains(u"no mail server"_s));
    QVERIFY(desk.selectNewest());
    QVERIFY(desk.standing().contains(u"Hand the link on"_s));
}

void MailPageTest::asksForThePasswordInWords()
{
    ServerProcess server({u"auth.fresh_ttl=\"1s\""_s});
    QVERIFY(server.isRunning());
    server.addPerson(u"Ada Lovelace"_s, u"ada@example.com"_s);
    askForPassword(server);
    Desk desk(server);
    QTest::qWait(1500);
    QSignalSpy asked(&desk.client, &ApiClient::freshLoginNeeded);
    desk.page.show();
    QTRY_COMPARE(asked.count(), 1);
    desk.client.declineFreshLogin();
    QTRY_COMPARE(desk.page.findChild<EmptyState *>()->content().action, u"Enter the password"_s);
    QCOMPARE(desk.page.wholeCount(), std::nullopt);
    emit desk.page.findChild<EmptyState *>()->acted();
    QTRY_COMPARE(asked.count(), 2);
    desk.client.reauthenticate({.password = Secret(QString::fromLatin1(ServerProcess::password)), .code = {}},
                               &desk.page, [](const Result<void> &) {});
    QVERIFY(desk.load());
}

void MailPageTest::saysHowFarAMailHasCome_data()
{
    QTest::addColumn<QString>("state");
    QTest::addColumn<int>("tries");
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("new") << u"waiting"_s << 0 << u"Waiting"_s << u"in a moment"_s;
    QTest::newRow("deferred") << u"waiting"_s << 2 << u"Trying again"_s << u"“451 later”"_s;
    QTest::newRow("sent") << u"sent"_s << 1 << u"Sent"_s << u"took it"_s;
    QTest::newRow("refused") << u"failed"_s << 1 << u"Failed"_s << u"“451 later”"_s;
    QTest::newRow("held") << u"held"_s << 0 << u"For you to hand on"_s << u"nobody else"_s;
}

void MailPageTest::saysHowFarAMailHasCome()
{
    QFETCH(const QString, state);
    QFETCH(const int, tries);
    QFETCH(const QString, sentence);
    const OutboxMail mail{.state = state, .failure = u"451 later"_s, .tries = tries};
    QTEST(mailwords::state(mail), "words");
    QVERIFY(mailwords::standing(mail).sentence.contains(sentence));
}

QTEST_MAIN(MailPageTest)
#include "tst_mailpage.moc"
