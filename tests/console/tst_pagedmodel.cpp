// SPDX-License-Identifier: GPL-3.0-only
#include "accounts/accountcolumns.h"
#include "api/paths.h"
#include "support/serverprocess.h"

#include <QAbstractItemModelTester>
#include <QItemSelectionModel>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

constexpr int people = 250; // more than two pages, the administrator not counted

} // namespace

class PagedModelTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void startsWithOnePageAndTheCountOfAll();
    void fetchesTheNextPageBeforeTheEndIsReached();
    void readsEveryRowOnceInTheServersOrder();
    void sortsOnTheServer();
    void narrowsOnTheServer();
    void dropsAnswersThatCameTooLate();
    void keepsTheSelectionOverAReload();
    void takesChangesInTheMiddleOfTheListIn();
    void tellsAFailureOfTheFirstPageFromAGap();
    void replacesAndRemovesSingleRows();
    void hasAnIdAndATermForEachCell();

private:
    // Watches over the model's promises to its views; it also fetches all it can.
    void watch();
    void settle();
    void loadAll();
    int columnOf(const QString &name) const { return int(m_model->columnNames().indexOf(name)); }

    std::unique_ptr<ServerProcess> m_server;
    std::unique_ptr<ApiClient> m_client;
    std::unique_ptr<PagedModel<Account>> m_model;
};

void PagedModelTest::initTestCase()
{
    m_server = std::make_unique<ServerProcess>();
    QVERIFY(m_server->isRunning());
    m_client = std::make_unique<ApiClient>(m_server->url());
    m_server->signIn(*m_client);
    int made = 0;
    for (int i = 0; i < people; ++i) {
        const NewAccount person{u"Person %1"_s.arg(i, 3, 10, QChar(u'0')),
                                u"p%1@example.com"_s.arg(i),
                                {},
                                {},
                                {},
                                i % 2 == 0,
                                {}};
        m_client->post<CreatedAccount>(path::adminUsers, person, this,
                                       [&made](const auto &done) { made += done ? 1 : 0; });
    }
    QTRY_COMPARE_WITH_TIMEOUT(made, people, 30'000);
}

void PagedModelTest::init()
{
    m_model =
        std::make_unique<PagedModel<Account>>(*m_client, path::adminUsers, "users"_L1, accountColumns(),
                                              [](const Account &account) { return account.id.toString(); });
    m_model->reload();
    settle();
}

void PagedModelTest::watch()
{
    new QAbstractItemModelTester(m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest,
                                 m_model.get());
}

void PagedModelTest::settle()
{
    QTRY_VERIFY(!m_model->isFetching() && m_model->state() != PagedModelBase::State::Loading);
}

void PagedModelTest::loadAll()
{
    while (m_model->canFetchMore() || m_model->isFetching()) {
        m_model->fetchMore();
        settle();
    }
}

void PagedModelTest::startsWithOnePageAndTheCountOfAll()
{
    QCOMPARE(m_model->rowCount(), 100);
    QCOMPARE(m_model->total(), people + 1);
    QVERIFY(!m_model->isTotalEstimated());
    QCOMPARE(m_model->state(), PagedModelBase::State::Ready);
}

void PagedModelTest::fetchesTheNextPageBeforeTheEndIsReached()
{
    m_model->prefetch(10);
    QVERIFY(!m_model->isFetching());
    m_model->prefetch(50);
    QVERIFY(m_model->isFetching());
    settle();
    QCOMPARE(m_model->rowCount(), 200);
}

void PagedModelTest::readsEveryRowOnceInTheServersOrder()
{
    watch();
    loadAll();
    QCOMPARE(m_model->rowCount(), people + 1);
    QSet<QString> ids;
    for (int row = 0; row < m_model->rowCount(); ++row)
        ids.insert(m_model->idAt(row));
    QCOMPARE(ids.size(), people + 1);
    QCOMPARE(m_model->at(1).name, u"Person 000"_s); // after the administrator Grace Hopper
    QCOMPARE(m_model->at(people).name, u"Person 249"_s);
}

void PagedModelTest::sortsOnTheServer()
{
    m_model->sort(columnOf(u"name"_s), Qt::DescendingOrder);
    settle();
    QCOMPARE(m_model->rowCount(), 100);
    QCOMPARE(m_model->at(0).name, u"Person 249"_s);
    QVERIFY(!m_model->canSort(columnOf(u"state"_s)));
}

void PagedModelTest::narrowsOnTheServer()
{
    watch();
    m_model->setNarrowing(u"person 10"_s, {});
    settle();
    QCOMPARE(m_model->total(), 10);
    m_model->setNarrowing(u"person 10"_s, u"verified:no"_s);
    settle();
    QCOMPARE(m_model->total(), 5);
    m_model->setNarrowing(u"nobody at all"_s, {});
    settle();
    QCOMPARE(m_model->state(), PagedModelBase::State::Empty);
    QVERIFY(m_model->isNarrowed());
}

void PagedModelTest::dropsAnswersThatCameTooLate()
{
    watch();
    m_model->setNarrowing(u"person 00"_s, {});
    m_model->setNarrowing(u"person 24"_s, {});
    QTRY_COMPARE(m_model->state(), PagedModelBase::State::Ready);
    QTest::qWait(200);
    QCOMPARE(m_model->at(0).name, u"Person 240"_s);
    QCOMPARE(m_model->rowCount(), 10);
}

void PagedModelTest::keepsTheSelectionOverAReload()
{
    watch();
    loadAll();
    QItemSelectionModel selection(m_model.get());
    selection.select(m_model->index(180, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
    const QString id = m_model->idAt(180);
    QSignalSpy reset(m_model.get(), &QAbstractItemModel::modelReset);
    m_model->reload();
    settle();
    QCOMPARE(reset.size(), 0);
    QCOMPARE(m_model->rowCount(), people + 1);
    QCOMPARE(selection.selectedRows().size(), 1);
    QCOMPARE(m_model->idAt(selection.selectedRows().first().row()), id);
}

void PagedModelTest::takesChangesInTheMiddleOfTheListIn()
{
    watch();
    loadAll();
    const Account moved = m_model->at(60);
    const Account gone = m_model->at(30);
    QPersistentModelIndex place(m_model->index(60, 0));
    AccountChanges changes;
    changes.name = u"Aaron Moved"_s;
    int done = 0;
    m_client->patch<AccountAnswer>(path::fill(path::adminUser, moved.id.toString()), changes, this,
                                   [&](const auto &) { ++done; });
    m_client->remove(path::fill(path::adminUser, gone.id.toString()), this, [&](const auto &) { ++done; });
    m_client->post<CreatedAccount>(path::adminUsers,
                                   NewAccount{u"Person 000b"_s, u"new@example.com"_s, {}, {}, {}, {}, {}},
                                   this, [&](const auto &) { ++done; });
    QTRY_COMPARE(done, 3);
    m_model->reload();
    settle();
    QCOMPARE(m_model->at(0).name, u"Aaron Moved"_s);
    QCOMPARE(place.row(), 0);
    QCOMPARE(m_model->rowOf(gone.id.toString()), -1);
    QCOMPARE(m_model->at(3).name, u"Person 000b"_s);
    QCOMPARE(m_model->total(), people + 1);
}

void PagedModelTest::tellsAFailureOfTheFirstPageFromAGap()
{
    m_server->stop();
    m_model->fetchMore();
    QTRY_VERIFY(m_model->isPartial());
    QCOMPARE(m_model->rowCount(), 100);
    QVERIFY(!m_model->canFetchMore()); // not again and again
    m_model->setNarrowing(u"person"_s, {});
    QTRY_COMPARE(m_model->state(), PagedModelBase::State::Failed);
    QVERIFY(!m_model->error().code.isEmpty());
    QVERIFY(m_server->start());
    m_model->reload();
    QTRY_COMPARE(m_model->state(), PagedModelBase::State::Ready);
    QVERIFY(!m_model->isPartial());
}

void PagedModelTest::replacesAndRemovesSingleRows()
{
    Account account = m_model->at(5);
    account.name = u"Somebody Else"_s;
    m_model->replace(account);
    QCOMPARE(m_model->index(5, 0).data().toString(), u"Somebody Else"_s);
    m_model->removeById(account.id.toString());
    QCOMPARE(m_model->rowCount(), 99);
    QCOMPARE(m_model->total(), people);
    m_model->removeById(u"nobody"_s);
    QCOMPARE(m_model->rowCount(), 99);
}

void PagedModelTest::hasAnIdAndATermForEachCell()
{
    const QModelIndex cell = m_model->index(3, columnOf(u"totp"_s));
    QCOMPARE(cell.data(PagedModelBase::IdRole).toString(), m_model->idAt(3));
    QCOMPARE(cell.data(PagedModelBase::FilterRole).toString(), u"2fa:off"_s);
    QVERIFY(!m_model->index(3, columnOf(u"createdAt"_s)).data(Qt::ToolTipRole).toString().isEmpty());
}

QTEST_MAIN(PagedModelTest)
#include "tst_pagedmodel.moc"
