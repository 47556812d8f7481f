// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "accounts/peoplepage.h"
#include "accounts/profiletab.h"
#include "serverprocess.h"

#include <QAction>
#include <QApplication>
#include <QLineEdit>
#include <QTest>

// The page of people before a real server with three of them, made anew for each test. Made to be the
// base of a test class.
class PeoplePageFixture : public QObject
{
    Q_OBJECT

protected slots:
    void initTestCase();
    void init();
    void cleanup();

protected:
    QAction *action(const QString &text) const;
    Account account(const QString &id);
    void load();
    void select(const QStringList &ids);
    void undo() const { m_notice.action(); }
    ProfileTab *profile() const { return m_page->details()->findChild<ProfileTab *>(); }
    template<class D>
    D *dialog() const
    {
        (void)QTest::qWaitFor([] { return qobject_cast<D *>(QApplication::activeModalWidget()); }, 3000);
        return qobject_cast<D *>(QApplication::activeModalWidget());
    }
    static void press(QWidget *in, const QString &text);
    static QLineEdit *line(QWidget *in, const QString &accessibleName);

    std::unique_ptr<ServerProcess> m_server;
    std::unique_ptr<ApiClient> m_client;
    std::unique_ptr<PeoplePage> m_page;
    QString m_ada;
    QString m_bo;
    QString m_grace;
    Notice m_notice;
};
