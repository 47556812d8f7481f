// SPDX-License-Identifier: GPL-3.0-only
#include "api/paths.h"
#include "sessions/sessionspage.h"
#include "sessions/sessionspanel.h"
#include "support/serverprocess.h"
#include "widgets/filterbar.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTableView>
#include <QTest>

using namespace Qt::StringLiterals;

class SessionsPageTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void listsWhoIsSignedInAndWhere();
    void narrowsToWhatACellSays();
    void endsASessionAtOnce();
    void endsManySessions();
    void countsASessionThatIsGoneAsEnded();
    void leavesItsOwnSessionAlone();
    void keepsTheSelectionOverARefresh();
    void tellsWhenASessionCantBeEnded();
    void showsOnePersonsSessionsAndEndsThemAll();
    void asksNothingForNobody();

private:
    struct SignedIn
    {
        QByteArray token;
        QString session;
    };
    SignedIn signIn() const; // as Ada
    bool isAlive(const QByteArray &token) const;
    PagedModelBase *model() const { return m_page->findChild<PagedModelBase *>(); }
    QAction *revoke() const { return m_page->rowActions().last(); }
    void load();
    void select(const QStringList &sessions);

    std::unique_ptr<ServerProcess> m_server;
    std::unique_ptr<ApiClient> m_client;
    std::unique_ptr<SessionsPage> m_page;
    QString m_ada;
};

void SessionsPageTest::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    qRegisterMetaType<Notice>();
    m_server = std::make_unique<ServerProcess>();
    QVERIFY(m_server->isRunning());
    m_client = std::make_unique<ApiClient>(m_server->url());
    m_server->signIn(*m_client);
    m_ada = m_server->addPerson(u"Ada Lovelace"_s, u"ada@example.com"_s);
}

void SessionsPageTest::init()
{
    m_page = std::make_unique<SessionsPage>(*m_client);
    new QAbstractItemModelTester(model(), QAbstractItemModelTester::FailureReportingMode::QtTest,
                                 m_page.get());
}

void SessionsPageTest::cleanup()
{
    m_page.reset();
    m_server->call("DELETE", path::fill(path::adminUserSessions, m_ada), {},
                   m_server->accessToken(u"grace@example.com"_s));
}

SessionsPageTest::SignedIn SessionsPageTest::signIn() const
{
    const QByteArray token = m_server->accessToken(u"ada@example.com"_s);
    const auto payload = QJsonDocument::fromJson(
        QByteArray::fromBase64(token.split('.').value(1), QByteArray::Base64UrlEncoding));
    return {token, payload.object().value("sid"_L1).toString()};
}

bool SessionsPageTest::isAlive(const QByteArray &token) const
{
    return m_server->call("GET", path::session, {}, token).body.value("auth"_L1).isObject();
}

void SessionsPageTest::load()
{
    m_page->show();
    QTRY_COMPARE(model()->state(), PagedModelBase::State::Ready);
}

void SessionsPageTest::select(const QStringList &sessions)
{
    auto *selection = m_page->findChild<QTableView *>()->selectionModel();
    for (const QString &session : sessions)
        selection->select(model()->index(model()->rowOf(session), 0),
                          QItemSelectionModel::Select | QItemSelectionModel::Rows);
}

void SessionsPageTest::listsWhoIsSignedInAndWhere()
{
    const SignedIn ada = signIn();
    load();
    const int row = model()->rowOf(ada.session);
    QVERIFY(row >= 0);
    QHash<QString, QString> cells;
    for (int column = 0; column < model()->columnCount(); ++column)
        cells.insert(model()->columnNames().at(column), model()->index(row, column).data().toString());
    QCOMPARE(cells.value(u"person"_s), u"ada@example.com"_s);
    QVERIFY(cells.value(u"device"_s).startsWith(u"Firefox 128"_s));
    QCOMPARE(cells.value(u"address"_s), u"127.0.0.1"_s);
    QCOMPARE(cells.value(u"createdAt"_s), u"just now"_s);
    QCOMPARE(cells.value(u"methods"_s), u"Password"_s);
}

void SessionsPageTest::narrowsToWhatACellSays()
{
    signIn();
    load();
    int terms = 0;
    for (int column = 0; column < model()->columnCount(); ++column) {
        const QString text = model()->index(0, column).data(PagedModelBase::FilterRole).toString();
        if (text.isEmpty())
            continue;
        ++terms;
        QVERIFY2(filter::parse(text, filter::sessionKeys()).faults.isEmpty(), text.toUtf8().constData());
        m_page->setFilterText(text);
        QTest::keyClick(m_page->findChild<FilterBar *>(), Qt::Key_Return);
        QTRY_VERIFY(model()->state() != PagedModelBase::State::Loading);
        QCOMPARE(model()->state(), PagedModelBase::State::Ready);
    }
    QCOMPARE(terms, 4); // device, address, methods, remembered
    m_page->setFilterText(u"device:tablet"_s);
    QTRY_COMPARE(model()->state(), PagedModelBase::State::Empty);
}

void SessionsPageTest::endsASessionAtOnce()
{
    const SignedIn ada = signIn();
    QVERIFY(isAlive(ada.token));
    load();
    select({ada.session});
    QSignalSpy notices(m_page.get(), &ListPage::noticeWanted);
    revoke()->trigger();
    QVERIFY(notices.wait());
    QCOMPARE(notices.first().first().value<Notice>().kind, Notice::Kind::Done);
    QVERIFY(!isAlive(ada.token));
    QCOMPARE(model()->rowOf(ada.session), -1);
}

void SessionsPageTest::endsManySessions()
{
    QList<SignedIn> all;
    QStringList ids;
    for (int i = 0; i < 12; ++i) {
        all.append(signIn());
        ids.append(all.last().session);
    }
    load();
    select(ids);
    QSignalSpy notices(m_page.get(), &ListPage::noticeWanted);
    revoke()->trigger();
    QVERIFY(notices.wait());
    QVERIFY(notices.first().first().value<Notice>().text.contains(u"12"_s));
    for (const SignedIn &one : std::as_const(all))
        QVERIFY(!isAlive(one.token));
}

void SessionsPageTest::countsASessionThatIsGoneAsEnded()
{
    const SignedIn ada = signIn();
    load();
    select({ada.session});
    m_server->call("DELETE", path::fill(path::adminUserSessions, m_ada), {},
                   m_server->accessToken(u"grace@example.com"_s));
    QSignalSpy notices(m_page.get(), &ListPage::noticeWanted);
    revoke()->trigger();
    QVERIFY(notices.wait());
    QCOMPARE(notices.first().first().value<Notice>().kind, Notice::Kind::Done);
}

void SessionsPageTest::leavesItsOwnSessionAlone()
{
    load();
    const QString own = ownSession(*m_client).toString();
    const int row = model()->rowOf(own);
    QVERIFY(row >= 0);
    QVERIFY(model()->index(row, 1).data().toString().contains(u"this console"_s));
    select({own});
    QSignalSpy notices(m_page.get(), &ListPage::noticeWanted);
    revoke()->trigger();
    QCOMPARE(notices.size(), 1);
    QCOMPARE(notices.first().first().value<Notice>().kind, Notice::Kind::Information);
    QTest::qWait(50);
    m_page->reload();
    QTRY_VERIFY(!model()->isFetching());
    QVERIFY(model()->rowOf(own) >= 0);
}

void SessionsPageTest::keepsTheSelectionOverARefresh()
{
    const SignedIn first = signIn();
    load();
    select({first.session});
    const SignedIn second = signIn();
    m_page->reload();
    QTRY_VERIFY(model()->rowOf(second.session) >= 0);
    QCOMPARE(m_page->selectedIds(), QStringList{first.session});
}

void SessionsPageTest::tellsWhenASessionCantBeEnded()
{
    const SignedIn ada = signIn();
    load();
    select({ada.session});
    m_server->stop();
    QSignalSpy notices(m_page.get(), &ListPage::noticeWanted);
    revoke()->trigger();
    QVERIFY(notices.wait());
    QCOMPARE(notices.first().first().value<Notice>().kind, Notice::Kind::Failure);
    QVERIFY(model()->rowOf(ada.session) >= 0); // what was there stays
    QVERIFY(m_server->start());
}

void SessionsPageTest::showsOnePersonsSessionsAndEndsThemAll()
{
    const SignedIn one = signIn();
    const SignedIn two = signIn();
    SessionsPanel panel(*m_client);
    panel.setAccount(AccountId::fromString(m_ada));
    panel.show();
    auto *list = panel.findChild<PagedModelBase *>();
    QTRY_COMPARE(list->state(), PagedModelBase::State::Ready);
    QCOMPARE(list->rowCount(), 2);
    QSignalSpy changed(&panel, &SessionsPanel::accountChanged);
    panel.findChild<QTableView *>()->actions().last()->trigger();
    QVERIFY(changed.wait());
    QVERIFY(!isAlive(one.token));
    QVERIFY(!isAlive(two.token));
    QTRY_COMPARE(list->state(), PagedModelBase::State::Empty);
}

void SessionsPageTest::asksNothingForNobody()
{
    SessionsPanel panel(*m_client);
    panel.show();
    panel.setAccount(AccountId::fromString(m_ada));
    panel.setAccount({});
    QTest::qWait(250);
    QCOMPARE(panel.findChild<PagedModelBase *>()->state(), PagedModelBase::State::Idle);
}

QTEST_MAIN(SessionsPageTest)
#include "tst_sessionspage.moc"
