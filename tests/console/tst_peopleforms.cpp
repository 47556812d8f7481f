// SPDX-License-Identifier: GPL-3.0-only
#include "accounts/accountdialog.h"
#include "accounts/confirmdialog.h"
#include "api/paths.h"
#include "connection/freshlogindialog.h"
#include "support/peoplepagefixture.h"
#include "widgets/field.h"
#include "widgets/recoverysheet.h"

#include <QPushButton>
#include <QSignalSpy>

using namespace Qt::StringLiterals;

// What is typed about people: forms, edits in place, and questions that want an answer first.
class PeopleFormsTest : public PeoplePageFixture
{
    Q_OBJECT
private slots:
    void createsAPersonAndShowsTheLinkOnce();
    void showsAConflictAtItsField();
    void checksAFormBeforeItIsSent();
    void savesEditsInPlace();
    void keepsEditsThatWereLeftBehind();
    void deletesOnlyWhenTheNameIsTyped();
    void asksForThePasswordWhenTheSignInIsOld();
};

void PeopleFormsTest::createsAPersonAndShowsTheLinkOnce()
{
    action(u"New person…"_s)->trigger();
    auto *form = dialog<AccountDialog>();
    QVERIFY(form);
    line(form, u"Name"_s)->setText(u"Margaret Hamilton"_s);
    line(form, u"Email address"_s)->setText(u"margaret@example.com"_s);
    press(form, u"Create"_s);
    QTRY_VERIFY(QApplication::activeModalWidget() &&
                QApplication::activeModalWidget()->findChild<RecoverySheet *>());
    QTRY_VERIFY(m_page->selectedIds().size() == 1);
    const Account made = account(m_page->selectedIds().first());
    QCOMPARE(made.name, u"Margaret Hamilton"_s);
    QVERIFY(!made.hasPassword);
}

void PeopleFormsTest::showsAConflictAtItsField()
{
    action(u"New person…"_s)->trigger();
    auto *form = dialog<AccountDialog>();
    QVERIFY(form);
    line(form, u"Name"_s)->setText(u"Another Ada"_s);
    line(form, u"Email address"_s)->setText(u"ADA@example.com"_s);
    press(form, u"Create"_s);
    QTRY_VERIFY(form->findChildren<Field *>().at(1)->hasFault());
    QVERIFY(form->isVisible());
}

void PeopleFormsTest::checksAFormBeforeItIsSent()
{
    action(u"New person…"_s)->trigger();
    auto *form = dialog<AccountDialog>();
    QVERIFY(form);
    QSignalSpy wanted(form, &AccountDialog::wanted);
    line(form, u"Email address"_s)->setText(u"no address"_s);
    line(form, u"User name"_s)->setText(u"a b"_s);
    press(form, u"Create"_s);
    for (auto *field : form->findChildren<Field *>())
        QVERIFY(field->hasFault());
    QCOMPARE(wanted.size(), 0);
}

void PeopleFormsTest::savesEditsInPlace()
{
    select({m_bo});
    auto *edit = line(profile(), u"First name"_s);
    edit->setText(u"Ellas"_s);
    emit edit->textEdited(edit->text());
    QVERIFY(profile()->isEdited());
    press(profile(), u"Save"_s);
    QTRY_COMPARE(account(m_bo).firstName, u"Ellas"_s);
    QTRY_VERIFY(!profile()->isEdited());
}

void PeopleFormsTest::keepsEditsThatWereLeftBehind()
{
    select({m_bo});
    line(profile(), u"Last name"_s)->setText(u"Bates"_s);
    select({m_ada});
    QCOMPARE(m_notice.kind, Notice::Kind::Warning);
    QVERIFY(!profile()->isEdited());
    m_notice.action();
    QTRY_COMPARE(m_page->selectedIds(), QStringList{m_bo});
    QCOMPARE(line(profile(), u"Last name"_s)->text(), u"Bates"_s);
    QVERIFY(profile()->isEdited());
}

void PeopleFormsTest::deletesOnlyWhenTheNameIsTyped()
{
    const QString id = m_server->addPerson(u"Cy Twombly"_s, u"cy@example.com"_s);
    m_page->reload();
    QTRY_VERIFY(m_page->findChild<PagedModelBase *>()->rowOf(id) >= 0);
    select({id});
    action(u"Delete…"_s)->trigger();
    auto *question = dialog<ConfirmDialog>();
    QVERIFY(question);
    QPushButton *button = nullptr;
    for (auto *candidate : question->findChildren<QPushButton *>()) {
        if (candidate->text().contains(u"Cy Twombly"_s))
            button = candidate;
    }
    QVERIFY(button);
    QVERIFY(!button->isEnabled());
    QTest::keyClicks(question->findChild<QLineEdit *>(), u"cy twombly"_s);
    QVERIFY(!button->isEnabled());
    question->findChild<QLineEdit *>()->clear();
    QTest::keyClicks(question->findChild<QLineEdit *>(), u"Cy Twombly"_s);
    QVERIFY(button->isEnabled());
    button->click();
    QTRY_COMPARE(m_page->findChild<PagedModelBase *>()->rowOf(id), -1);
    QVERIFY(!account(id).id.isValid());
}

void PeopleFormsTest::asksForThePasswordWhenTheSignInIsOld()
{
    ServerProcess strict({u"auth.fresh_ttl=1s"_s});
    QVERIFY(strict.isRunning());
    ApiClient client(strict.url());
    strict.signIn(client);
    QTest::qWait(1200);
    bool isMade = false;
    const auto id = strict.addPerson(u"Ada Lovelace"_s, u"ada@example.com"_s);
    connect(&client, &ApiClient::freshLoginNeeded, this,
            [&] { (new FreshLoginDialog(client, false, nullptr))->open(); });
    client.post<OneTimeLink>(path::fill(path::adminUserLinks, id), LinkWish{u"set_password"_s}, this,
                             [&](const auto &link) { isMade = link.has_value(); });
    auto *question = dialog<FreshLoginDialog>();
    QVERIFY(question);
    line(question, u"Your password"_s)->setText(u"wrong"_s);
    press(question, u"Confirm"_s);
    QTRY_VERIFY(question->findChild<Field *>()->hasFault());
    QVERIFY(!isMade);
    line(question, u"Your password"_s)->setText(QString::fromLatin1(ServerProcess::password));
    press(question, u"Confirm"_s);
    QTRY_VERIFY(isMade);
}

QTEST_MAIN(PeopleFormsTest)
#include "tst_peopleforms.moc"
