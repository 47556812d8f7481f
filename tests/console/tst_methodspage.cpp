// SPDX-License-Identifier: GPL-3.0-only
#include "methods/checklist.h"
#include "methods/methodspage.h"
#include "support/serverprocess.h"
#include "widgets/statement.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QStandardPaths>
#include <QTest>

using namespace Qt::StringLiterals;

class MethodsPageTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void saysThatPasskeysWorkOnThisMachine();
    void saysWhatIsInTheWayOfPasskeys_data();
    void saysWhatIsInTheWayOfPasskeys();
    void looksAgain();
    void tellsWhyAProviderDoesNotAnswer();

private:
    struct Desk // a page beside a server
    {
        explicit Desk(const QStringList &settings = {});
        bool load();
        QString cell(int row, int column) const { return model()->index(row, column).data().toString(); }
        MethodsModel *model() const { return page.findChild<MethodsModel *>(); }
        QList<CheckList::Line> lines() const { return pane->findChild<CheckList *>()->lines(); }
        QString verdict() const { return pane->findChild<Statement *>()->text(); }

        ServerProcess server;
        ApiClient client;
        MethodsPage page;
        std::unique_ptr<QWidget> pane;
    };
};

MethodsPageTest::Desk::Desk(const QStringList &settings)
    : server(settings)
    , client(server.url())
    , page(client)
    , pane(page.details())
{
    server.signIn(client);
    new QAbstractItemModelTester(model(), QAbstractItemModelTester::FailureReportingMode::QtTest, &page);
}

bool MethodsPageTest::Desk::load()
{
    page.show();
    return QTest::qWaitFor([this] { return model()->state() == PagedModelBase::State::Ready; });
}

void MethodsPageTest::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    qRegisterMetaType<Notice>();
}

void MethodsPageTest::saysThatPasskeysWorkOnThisMachine()
{
    Desk desk;
    QVERIFY(desk.load());
    QCOMPARE(desk.cell(0, MethodsModel::Name), u"Passkeys"_s);
    QCOMPARE(desk.cell(0, MethodsModel::Standing), u"Work here"_s);
    QCOMPARE(desk.page.selectedIds(), QStringList{u"passkeys"_s}); // by itself
    QCOMPARE(desk.verdict(), u"Passkeys work here."_s);
    for (const auto &line : desk.lines())
        QVERIFY2(line.state != CheckList::Line::State::Failed && line.title.contains(u' '),
                 qPrintable(line.title));
}

void MethodsPageTest::saysWhatIsInTheWayOfPasskeys_data()
{
    QTest::addColumn<QStringList>("settings");
    QTest::addColumn<QString>("title");
    QTest::newRow("an address") << QStringList{u"server.public_url=\"http://10.0.0.7:8080\""_s}
                                << u"not an IP address"_s;
    QTest::newRow("no https") << QStringList{u"server.public_url=\"http://auth.example.lan\""_s}
                              << u"not come over HTTPS"_s;
    QTest::newRow("another name") << QStringList{u"server.public_url=\"https://auth.example.lan\""_s,
                                                 u"webauthn.rp_id=\"example.com\""_s}
                                  << u"does not belong"_s;
    QTest::newRow("another page") << QStringList{u"server.public_url=\"https://auth.example.lan\""_s,
                                                 u"webauthn.origins=[\"https://auth.example.lan:444\"]"_s}
                                  << u"missing among"_s;
}

void MethodsPageTest::saysWhatIsInTheWayOfPasskeys()
{
    QFETCH(const QStringList, settings);
    QFETCH(const QString, title);
    Desk desk(settings);
    QVERIFY(desk.server.isRunning());
    QVERIFY(desk.load());
    QCOMPARE(desk.cell(0, MethodsModel::Standing), u"Can't work here"_s);
    QStringList wrong;
    for (const auto &line : desk.lines()) {
        if (line.state == CheckList::Line::State::Failed && !line.advice.isEmpty())
            wrong.append(line.title);
    }
    QCOMPARE(wrong.filter(title).size(), 1);
}

void MethodsPageTest::looksAgain()
{
    Desk desk;
    QVERIFY(desk.load());
    desk.page.reload();
    QTRY_COMPARE(desk.model()->rowCount(), 1);
    QCOMPARE(desk.page.selectedIds(), QStringList{u"passkeys"_s});
    QCOMPARE(desk.verdict(), u"Passkeys work here."_s);
}

void MethodsPageTest::tellsWhyAProviderDoesNotAnswer()
{
    Desk desk({u"providers.corp.type=\"oidc\""_s, u"providers.corp.display_name=\"Company\""_s,
               u"providers.corp.issuer=\"https://127.0.0.1:1\""_s,
               u"providers.corp.client_id=\"gatehouse\""_s});
    QVERIFY(desk.server.isRunning());
    QVERIFY(desk.load());
    QCOMPARE(desk.model()->rowCount(), 2);
    QCOMPARE(desk.cell(1, MethodsModel::Name), u"Company"_s);
    QCOMPARE(desk.cell(1, MethodsModel::Standing), u"Not tested yet"_s);
    desk.page.select(u"provider/corp"_s);
    desk.page.rowActions().first()->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(desk.cell(1, MethodsModel::Standing), u"Something is wrong"_s, 30'000);
    QCOMPARE(int(desk.lines().last().state), int(CheckList::Line::State::Failed)); // nobody listens there
    QVERIFY2(desk.lines().last().title.contains(u"can't be reached"_s),
             qPrintable(desk.lines().last().title));
    for (const auto &line : desk.lines())
        QVERIFY2(line.title.contains(u' '), qPrintable(line.title));
}

QTEST_MAIN(MethodsPageTest)
#include "tst_methodspage.moc"
