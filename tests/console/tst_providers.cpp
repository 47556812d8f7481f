// SPDX-License-Identifier: GPL-3.0-only
#include "api/apiclient.h"
#include "api/paths.h"
#include "methods/checklist.h"
#include "methods/methodspage.h"
#include "support/scriptedserver.h"
#include "widgets/statement.h"

#include <QAction>
#include <QProgressBar>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

class ProvidersTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { qRegisterMetaType<Notice>(); }
    void init();
    void listsProvidersBelowPasskeys();
    void showsEachStepOfATest();
    void stopsATest();
    void keepsWhatATestFoundOverAReload();
    void saysWhyATestDidNotHappen();

private:
    QString standing(int row) const { return m_model->index(row, MethodsModel::Standing).data().toString(); }
    QAction *test() const { return m_page->rowActions().first(); }
    QAction *stop() const { return m_page->rowActions().last(); }
    void answerTest(const QByteArray &checks)
    {
        m_server->answers["/api/admin/providers/corp/test"] = checks;
    }

    std::unique_ptr<ScriptedServer> m_server;
    std::unique_ptr<ApiClient> m_client;
    std::unique_ptr<MethodsPage> m_page;
    std::unique_ptr<QWidget> m_pane;
    MethodsModel *m_model = nullptr;
};

void ProvidersTest::init()
{
    m_pane.reset();
    m_page.reset();
    m_server = std::make_unique<ScriptedServer>();
    m_server->answers = {
        {"/api/admin/passkey-doctor", R"({"works":true,"rpId":"localhost","origins":[],"checks":[]})"},
        {"/api/admin/providers",
         R"({"providers":[{"name":"corp","type":"oidc","displayName":"Company","issuer":"https://sso.example.lan",)"
         R"("clientId":"gatehouse","trustEmail":false,"callbackUrls":["https://a/b"],"linkedAccounts":1204}]})"}};
    m_client = std::make_unique<ApiClient>(m_server->url());
    m_page = std::make_unique<MethodsPage>(*m_client);
    m_pane.reset(m_page->details());
    m_model = m_page->findChild<MethodsModel *>();
    m_page->show();
    m_pane->show();
    QTRY_COMPARE(m_model->rowCount(), 2);
    m_page->select(u"provider/corp"_s);
}

void ProvidersTest::listsProvidersBelowPasskeys()
{
    QCOMPARE(m_model->index(0, MethodsModel::Name).data().toString(), u"Passkeys"_s);
    QCOMPARE(m_model->index(1, MethodsModel::Name).data().toString(), u"Company"_s);
    QCOMPARE(m_model->index(1, MethodsModel::Kind).data().toString(), u"OpenID Connect"_s);
    QCOMPARE(m_model->index(1, MethodsModel::Linked).data().toString(), QLocale().toString(1204));
    QCOMPARE(standing(1), u"Not tested yet"_s);
}

void ProvidersTest::showsEachStepOfATest()
{
    answerTest(R"({"checks":[{"check":"document","passed":true,"code":"","value":"https://x"},)"
               R"({"check":"issuer","passed":false,"code":"ANOTHER_ISSUER","value":"https://y"}]})");
    test()->trigger();
    QTRY_COMPARE(standing(1), u"Something is wrong"_s);
    const auto lines = m_pane->findChild<CheckList *>()->lines();
    QCOMPARE(lines.size(), 2);
    QCOMPARE(int(lines.first().state), int(CheckList::Line::State::Passed));
    QCOMPARE(int(lines.last().state), int(CheckList::Line::State::Failed));
    QCOMPARE(lines.last().value, u"https://y"_s);
    QVERIFY(m_pane->findChild<Statement *>()->text().contains(u"Nobody can sign in"_s));
}

void ProvidersTest::stopsATest()
{
    QSignalSpy notices(m_page.get(), &ListPage::noticeWanted);
    test()->trigger(); // and no answer comes
    QVERIFY(!test()->isEnabled());
    QVERIFY(stop()->isVisible());
    QVERIFY(m_pane->findChild<QProgressBar *>()->isVisible());
    stop()->trigger();
    QVERIFY(test()->isEnabled());
    QVERIFY(!m_pane->findChild<QProgressBar *>()->isVisible());
    QCOMPARE(standing(1), u"Not tested yet"_s);
    QCOMPARE(notices.count(), 0);
}

void ProvidersTest::keepsWhatATestFoundOverAReload()
{
    answerTest(R"({"checks":[{"check":"document","passed":true,"code":"","value":""}]})");
    test()->trigger();
    QTRY_COMPARE(standing(1), u"Answers as it should"_s);
    QSignalSpy reloaded(m_model, &PagedModelBase::reloaded);
    m_page->reload();
    QTRY_COMPARE(reloaded.count(), 1);
    QCOMPARE(standing(1), u"Answers as it should"_s);
    QCOMPARE(m_page->selectedIds(), QStringList{u"provider/corp"_s});
}

void ProvidersTest::saysWhyATestDidNotHappen()
{
    QSignalSpy notices(m_page.get(), &ListPage::noticeWanted);
    answerTest("nonsense");
    test()->trigger();
    QTRY_COMPARE(notices.count(), 1);
    QCOMPARE(int(notices.first().first().value<Notice>().kind), int(Notice::Kind::Failure));
    QVERIFY(test()->isEnabled());
    QCOMPARE(standing(1), u"Not tested yet"_s);
}

QTEST_MAIN(ProvidersTest)
#include "tst_providers.moc"
