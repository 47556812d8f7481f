// SPDX-License-Identifier: GPL-3.0-only
#include "peoplepagefixture.h"

#include "api/paths.h"

#include <QPushButton>
#include <QStandardPaths>
#include <QTableView>

using namespace Qt::StringLiterals;

void PeoplePageFixture::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    m_server = std::make_unique<ServerProcess>(QStringList{u"auth.fresh_ttl=20s"_s});
    QVERIFY(m_server->isRunning());
    m_ada = m_server->addPerson(u"Ada Lovelace"_s, u"ada@example.com"_s);
    m_bo = m_server->addPerson(u"Bo Diddley"_s, u"bo@example.com"_s);
    m_client = std::make_unique<ApiClient>(m_server->url());
    m_server->signIn(*m_client);
    bool isKnown = false;
    m_client->get<ProfileAnswer>(path::account, {}, this, [&](const Result<ProfileAnswer> &me) {
        m_grace = me ? me->user.id.toString() : QString();
        isKnown = true;
    });
    QTRY_VERIFY(isKnown && !m_grace.isEmpty());
}

void PeoplePageFixture::init()
{
    m_server->signIn(*m_client); // fresh
    m_page = std::make_unique<PeoplePage>(*m_client, AccountId::fromString(m_grace));
    connect(m_page.get(), &ListPage::noticeWanted, this, [this](const Notice &notice) { m_notice = notice; });
    m_notice = {};
    load();
}

void PeoplePageFixture::cleanup()
{
    while (QWidget *left = QApplication::activeModalWidget())
        delete left;
    m_page.reset();
}

void PeoplePageFixture::load()
{
    m_page->show();
    m_page->details()->show();
    QTRY_VERIFY(m_page->findChild<PagedModelBase *>()->rowOf(m_ada) >= 0);
}

void PeoplePageFixture::select(const QStringList &ids)
{
    auto *table = m_page->findChild<QTableView *>();
    table->clearSelection();
    for (const QString &id : ids) {
        const int row = m_page->findChild<PagedModelBase *>()->rowOf(id);
        table->selectionModel()->select(table->model()->index(row, 0),
                                        QItemSelectionModel::Select | QItemSelectionModel::Rows);
    }
}

QAction *PeoplePageFixture::action(const QString &text) const
{
    for (QAction *action : m_page->rowActions() + m_page->pageActions()) {
        if (action->text().remove(u'&') == text)
            return action;
    }
    return nullptr;
}

Account PeoplePageFixture::account(const QString &id)
{
    const auto token = m_server->accessToken(QString::fromLatin1(ServerProcess::adminEmail));
    const auto answer = m_server->call("GET", path::fill(path::adminUser, id), {}, token);
    const auto user = json::read<AccountAnswer>(answer.body);
    return user ? user->user : Account();
}

void PeoplePageFixture::press(QWidget *in, const QString &text)
{
    for (auto *button : in->findChildren<QPushButton *>()) {
        if (button->text().remove(u'&') == text)
            return button->click();
    }
    QFAIL(qPrintable(u"no button “%1”"_s.arg(text)));
}

QLineEdit *PeoplePageFixture::line(QWidget *in, const QString &accessibleName)
{
    for (auto *edit : in->findChildren<QLineEdit *>()) {
        if (edit->accessibleName() == accessibleName)
            return edit;
    }
    return nullptr;
}
