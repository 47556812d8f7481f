// SPDX-License-Identifier: GPL-3.0-only
#include "api/paths.h"
#include "history/eventexport.h"
#include "history/historypage.h"
#include "history/historypanel.h"
#include "history/liveevents.h"
#include "support/serverprocess.h"
#include "widgets/filterbar.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QScrollBar>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;


class HistoryPageTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup() { m_page.reset(); }
    void saysWhoTriedAndWhyItWasRefused();
    void tellsUnknownAddressesApart();
    void narrowsToWhatACellSays();
    void showsNewEventsOnTopAsTheyHappen();
    void keepsTheFilterWhileItIsLive();
    void staysStillWhenItIsNotLive();
    void keepsThePlaceOfWhoHasScrolledDown();
    void exportsWhatTheFilterShows();
    void exportsManyPages();
    void leavesNothingOfACancelledExport();
    void tellsWhyAnExportFailed();
    void showsTheTriesOfOnePerson();

private:
    void tryToSignIn(const QString &email, const QString &password, int times = 1) const;
    void load();
    void narrow(const QString &filter);
    QString cell(int row, const QString &column) const;
    PagedModelBase *model() const { return m_page->findChild<PagedModelBase *>(); }

    std::unique_ptr<ServerProcess> m_server;
    std::unique_ptr<ApiClient> m_client;
    std::unique_ptr<HistoryPage> m_page;
    QString m_ada;
};

void HistoryPageTest::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    m_server = std::make_unique<ServerProcess>();
    QVERIFY(m_server->isRunning());
    m_client = std::make_unique<ApiClient>(m_server->url());
    m_server->signIn(*m_client);
    m_ada = m_server->addPerson(u"Ada Lovelace"_s, u"ada@example.com"_s);
    tryToSignIn(u"ada@example.com"_s, u"correct horse 7"_s);
    tryToSignIn(u"ada@example.com"_s, u"wrong"_s);
    tryToSignIn(u"=nobody@example.com"_s, u"wrong"_s);
}

void HistoryPageTest::init()
{
    m_page = std::make_unique<HistoryPage>(*m_client);
    m_page->findChild<LiveEvents *>()->setPulse(50ms);
    new QAbstractItemModelTester(model(), QAbstractItemModelTester::FailureReportingMode::QtTest,
                                 m_page.get());
}

void HistoryPageTest::tryToSignIn(const QString &email, const QString &password, int times) const
{
    for (int i = 0; i < times; ++i)
        m_server->signIn(email, password);
}

void HistoryPageTest::load()
{
    m_page->resize(900, 400);
    m_page->show();
    QTRY_COMPARE(model()->state(), PagedModelBase::State::Ready);
}

void HistoryPageTest::narrow(const QString &filter)
{
    m_page->setFilterText(filter);
    QTest::keyClick(m_page->findChild<FilterBar *>(), Qt::Key_Return);
    QTRY_VERIFY(model()->state() != PagedModelBase::State::Loading);
}

QString HistoryPageTest::cell(int row, const QString &column) const
{
    return model()->index(row, int(model()->columnNames().indexOf(column))).data().toString();
}

void HistoryPageTest::saysWhoTriedAndWhyItWasRefused()
{
    load();
    narrow(u"email:ada@example.com"_s);
    QCOMPARE(cell(0, u"person"_s), u"ada@example.com"_s);
    QCOMPARE(cell(0, u"result"_s), u"Refused"_s);
    QCOMPARE(cell(0, u"reason"_s), u"Wrong password"_s);
    QCOMPARE(cell(1, u"result"_s), u"Signed in"_s);
    QCOMPARE(cell(1, u"reason"_s), QString());
    QCOMPARE(cell(1, u"method"_s), u"Password"_s);
    QVERIFY(cell(1, u"device"_s).startsWith(u"Firefox 128"_s));
}

void HistoryPageTest::tellsUnknownAddressesApart()
{
    load();
    narrow(u"email:=nobody@example.com"_s);
    QCOMPARE(cell(0, u"reason"_s), u"Unknown address"_s);
}

void HistoryPageTest::narrowsToWhatACellSays()
{
    load();
    narrow(u"failed email:ada@example.com"_s);
    QStringList texts;
    for (int column = 0; column < model()->columnCount(); ++column)
        texts.append(model()->index(0, column).data(PagedModelBase::FilterRole).toString());
    texts.removeAll(QString());
    QCOMPARE(texts.size(), 6); // person, result, reason, method, address, device
    for (const QString &text : std::as_const(texts)) {
        QVERIFY2(filter::parse(text, filter::eventKeys()).faults.isEmpty(), text.toUtf8().constData());
        narrow(text);
        QCOMPARE(model()->state(), PagedModelBase::State::Ready);
    }
}

void HistoryPageTest::showsNewEventsOnTopAsTheyHappen()
{
    load();
    const auto before = model()->total();
    const QString top = model()->idAt(0);
    tryToSignIn(u"ada@example.com"_s, u"wrong"_s, 2);
    QTRY_COMPARE(model()->total(), before + 2);
    QCOMPARE(model()->rowOf(top), 2);
    QCOMPARE(cell(0, u"result"_s), u"Refused"_s);
}

void HistoryPageTest::keepsTheFilterWhileItIsLive()
{
    load();
    narrow(u"ok"_s);
    const auto before = model()->total();
    tryToSignIn(u"ada@example.com"_s, u"wrong"_s);
    tryToSignIn(u"ada@example.com"_s, u"correct horse 7"_s);
    QTRY_COMPARE(model()->total(), before + 1);
    for (int row = 0; row < model()->rowCount(); ++row)
        QCOMPARE(cell(row, u"result"_s), u"Signed in"_s);
}

void HistoryPageTest::staysStillWhenItIsNotLive()
{
    load();
    m_page->pageActions().first()->setChecked(false);
    const QString top = model()->idAt(0);
    tryToSignIn(u"ada@example.com"_s, u"wrong"_s);
    QTest::qWait(200);
    QCOMPARE(model()->idAt(0), top);
}

void HistoryPageTest::keepsThePlaceOfWhoHasScrolledDown()
{
    tryToSignIn(u"ada@example.com"_s, u"wrong"_s, 40);
    load();
    auto *table = m_page->findChild<QTableView *>();
    table->verticalScrollBar()->setValue(10);
    const QString seen = model()->idAt(table->rowAt(0));
    const auto before = model()->total();
    tryToSignIn(u"ada@example.com"_s, u"wrong"_s, 3);
    QTRY_COMPARE(model()->total(), before + 3);
    QCOMPARE(model()->idAt(table->rowAt(0)), seen);
}

void HistoryPageTest::exportsWhatTheFilterShows()
{
    load();
    narrow(u"email:=nobody@example.com"_s);
    QTemporaryDir folder;
    const QString file = folder.filePath(u"history.csv"_s);
    QSignalSpy notices(m_page.get(), &ListPage::noticeWanted);
    m_page->exportTo(file);
    QVERIFY(notices.wait());
    QCOMPARE(notices.first().first().value<Notice>().kind, Notice::Kind::Done);

    QFile csv(file);
    QVERIFY(csv.open(QIODevice::ReadOnly));
    const QList<QByteArray> lines = csv.readAll().split('\n');
    QCOMPARE(lines.size(), 3); // titles, one event, the end
    QCOMPARE(lines.at(0).trimmed(), EventExport::titles().join(u',').toUtf8());
    const QList<QByteArray> values = lines.at(1).split(',');
    QVERIFY(QDateTime::fromString(QString::fromLatin1(values.at(0)), Qt::ISODateWithMs).isValid());
    QCOMPARE(values.at(1), "'=nobody@example.com");
    QCOMPARE(values.at(3), "false");
}

void HistoryPageTest::exportsManyPages()
{
    const QByteArray token = m_server->accessToken(u"grace@example.com"_s);
    tryToSignIn(u"many@example.com"_s, u"wrong"_s, 430);
    load();
    narrow(u"email:many@example.com"_s);
    QTemporaryDir folder;
    const QString file = folder.filePath(u"history.csv"_s);
    QSignalSpy notices(m_page.get(), &ListPage::noticeWanted);
    m_page->exportTo(file);
    QVERIFY(notices.wait());
    QFile csv(file);
    QVERIFY(csv.open(QIODevice::ReadOnly));
    QCOMPARE(csv.readAll().count("\r\n"), 431);
}

void HistoryPageTest::leavesNothingOfACancelledExport()
{
    QTemporaryDir folder;
    const QString file = folder.filePath(u"history.csv"_s);
    auto *job = new EventExport(*m_client, {}, file, this);
    QSignalSpy cancelled(job, &EventExport::cancelled);
    QSignalSpy finished(job, &EventExport::finished);
    job->start();
    job->cancel();
    QCOMPARE(cancelled.size(), 1);
    QTest::qWait(200);
    QCOMPARE(finished.size(), 0);
    QVERIFY(QDir(folder.path()).isEmpty());
}

void HistoryPageTest::tellsWhyAnExportFailed()
{
    load();
    QSignalSpy notices(m_page.get(), &ListPage::noticeWanted);
    m_page->exportTo(u"/nowhere/at/all.csv"_s);
    QCOMPARE(notices.size(), 1);
    QCOMPARE(notices.first().first().value<Notice>().kind, Notice::Kind::Failure);
}

void HistoryPageTest::showsTheTriesOfOnePerson()
{
    HistoryPanel panel(*m_client);
    panel.setAccount(AccountId::fromString(m_ada));
    panel.show();
    auto *list = panel.findChild<PagedModelBase *>();
    QTRY_COMPARE(list->state(), PagedModelBase::State::Ready);
    QVERIFY(list->rowCount() >= 2);
    QVERIFY(!list->columnNames().contains(u"person"_s));
    const int result = int(list->columnNames().indexOf(u"result"_s));
    QCOMPARE(list->index(0, result).data().toString(), u"Wrong password"_s);
}

QTEST_MAIN(HistoryPageTest)
#include "tst_historypage.moc"
