// SPDX-License-Identifier: GPL-3.0-only
#include "accounts/peoplepage.h"

#include "accounts/accountcolumns.h"
#include "accounts/accountpane.h"
#include "accounts/bulkpane.h"
#include "accounts/confirmdialog.h"
#include "api/paths.h"
#include "icons.h"
#include "widgets/emptystate.h"

#include <QAction>
#include <QStackedWidget>

#include <algorithm>

using namespace Qt::StringLiterals;
using Change = AccountActions::Change;

PeoplePage::PeoplePage(ApiClient &client, const AccountId &me, QWidget *parent)
    : ListPage(client,
               {.name = u"people"_s,
                .title = tr("People"),
                .icon = u"group"_s,
                .empty = {.icon = u"group"_s,
                          .title = tr("Nobody is here yet"),
                          .sentence = tr("Create the first person, or let an application register them."),
                          .action = tr("New person")}},
               filter::accountKeys(), parent)
    , m_me(me)
    , m_people(new PagedModel<Account>(client, path::adminUsers, "users"_L1, accountColumns(),
                                       [](const Account &account) { return account.id.toString(); }))
    , m_actions(new AccountActions(client, this))
    , m_panes(new QStackedWidget)
{
    setModel(m_people, accountColumnWidths());
    setDefaultOrder(0, Qt::AscendingOrder);
    addActions();
    buildPanes();
    connect(this, &ListPage::selectionChanged, this, &PeoplePage::followSelection);
    connect(this, &ListPage::emptyActionWanted, this, &PeoplePage::createPerson);
    connect(m_actions, &AccountActions::noticeWanted, this, &ListPage::noticeWanted);
    connect(m_actions, &AccountActions::changed, this, &PeoplePage::refresh);
    connect(m_actions, &AccountActions::created, this, [this](const Account &account) {
        open(account);
        reload();
        emit peopleChanged();
    });
    connect(m_actions, &AccountActions::removed, this, [this](const QString &id) {
        m_guest.reset();
        m_people->removeById(id);
        followSelection();
        emit peopleChanged();
    });
    followSelection();
}

QAction *PeoplePage::addAction(const QString &iconName, const QString &text, const QKeySequence &shortcut)
{
    auto *action = new QAction(icon(iconName), text, this);
    action->setShortcut(shortcut);
    // Also from the details; but Delete is said in other lists too, and means what has the focus.
    const bool isDelete = shortcut == QKeySequence(QKeySequence::Delete);
    action->setShortcutContext(isDelete ? Qt::WidgetWithChildrenShortcut : Qt::WindowShortcut);
    QString plain = text;
    plain.remove(u'&').remove(u'…');
    action->setToolTip(
        shortcut.isEmpty() ? plain : tr("%1 (%2)").arg(plain, shortcut.toString(QKeySequence::NativeText)));
    return action;
}

void PeoplePage::addActions()
{
    QAction *create = addAction(u"contact-new"_s, tr("&New person…"), QKeySequence::New);
    connect(create, &QAction::triggered, this, &PeoplePage::createPerson);
    addPageAction(create);

    addChange(Change::Disable, u"dialog-cancel"_s, tr("&Disable"), Qt::CTRL | Qt::SHIFT | Qt::Key_D);
    addChange(Change::Enable, u"dialog-ok"_s, tr("&Enable"), Qt::CTRL | Qt::SHIFT | Qt::Key_E);
    addChange(Change::Lock, u"object-locked"_s, tr("Loc&k"), Qt::CTRL | Qt::SHIFT | Qt::Key_L);
    addChange(Change::Unlock, u"object-unlocked"_s, tr("&Unlock"), Qt::CTRL | Qt::SHIFT | Qt::Key_U);
    addChange(Change::Verify, u"checkmark"_s, tr("&Verify address"), Qt::CTRL | Qt::Key_Y);
    addSingle(addAction(u"insert-link"_s, tr("Set-&password link…"), Qt::CTRL | Qt::Key_P),
              [this](const Account &account) { m_actions->makeLink(account); });
    m_setUpTwoFactor = addAction(u"view-barcode-qr"_s, tr("Set up &two-factor…"), Qt::CTRL | Qt::Key_T);
    addSingle(m_setUpTwoFactor, [this](const Account &account) { m_actions->setUpTwoFactor(account); });
    m_resetTwoFactor = addAction(u"edit-reset"_s, tr("&Reset two-factor…"), Qt::CTRL | Qt::SHIFT | Qt::Key_T);
    addSingle(m_resetTwoFactor, [this](const Account &account) { m_actions->resetTwoFactor(account); });
    addSingle(addAction(u"mail-message"_s, tr("Show the &mails"), Qt::CTRL | Qt::Key_M),
              [this](const Account &account) { emit mailsWanted(account.email); });
    addSingle(addAction(u"edit-delete"_s, tr("De&lete…"), QKeySequence::Delete),
              [this](const Account &account) { m_actions->remove(account); });
}

void PeoplePage::addChange(Change change, const QString &iconName, const QString &text,
                           const QKeySequence &shortcut)
{
    QAction *action = addAction(iconName, text, shortcut);
    connect(action, &QAction::triggered, this, [this, change] { apply(change); });
    m_changes.append({action, change});
    addRowAction(action);
}

void PeoplePage::addSingle(QAction *action, const std::function<void(const Account &)> &act)
{
    connect(action, &QAction::triggered, this, [this, act] {
        const auto accounts = selectedAccounts();
        if (accounts.size() == 1)
            act(accounts.first());
    });
    m_singles.append(action);
    addRowAction(action);
}

void PeoplePage::buildPanes()
{
    QList<QAction *> forMany;
    for (const Doing &doing : std::as_const(m_changes))
        forMany.append(doing.action);
    m_pane = new AccountPane(client(), *m_actions, rowActions());
    m_bulkPane = new BulkPane(*m_actions, forMany);
    auto *nobody = new EmptyState;
    nobody->setContent({.icon = u"user-identity"_s,
                        .title = tr("Nobody selected"),
                        .sentence = tr("Select a person to see everything about them here.")});
    m_nobody = nobody;
    for (QWidget *pane : {m_nobody, static_cast<QWidget *>(m_pane), static_cast<QWidget *>(m_bulkPane)})
        m_panes->addWidget(pane);
    connect(m_pane, &AccountPane::closeWanted, this, &PeoplePage::detailsCloseWanted);
    connect(m_pane, &AccountPane::noticeWanted, this, &ListPage::noticeWanted);
    connect(m_pane, &AccountPane::returnWanted, this, [this](const QString &id) { select(id); });
    connect(m_bulkPane, &BulkPane::noticeWanted, this, &ListPage::noticeWanted);
}

QWidget *PeoplePage::details() { return m_panes; }

QList<Account> PeoplePage::selectedAccounts() const
{
    QList<Account> accounts;
    for (const QString &id : selectedIds()) {
        if (const Account *account = m_people->find(id))
            accounts.append(*account);
    }
    if (accounts.isEmpty() && m_guest)
        accounts.append(*m_guest);
    return accounts;
}

void PeoplePage::followSelection()
{
    if (!selectedIds().isEmpty())
        m_guest.reset();
    const auto selected = selectedAccounts();
    showActions(selected);
    if (selected.isEmpty())
        return m_panes->setCurrentWidget(m_nobody);
    if (selected.size() == 1) {
        m_pane->setAccount(selected.first());
        return m_panes->setCurrentWidget(m_pane);
    }
    m_bulkPane->setAccounts(selected);
    m_panes->setCurrentWidget(m_bulkPane);
}

void PeoplePage::refresh(const Account &account)
{
    m_people->replace(account);
    if (m_guest && m_guest->id == account.id)
        m_guest = account;
    if (m_pane->account().id == account.id)
        m_pane->refresh(account);
    followSelection();
    emit peopleChanged();
}

void PeoplePage::showActions(const QList<Account> &selected)
{
    const QDateTime now = QDateTime::currentDateTime();
    for (const Doing &doing : std::as_const(m_changes)) {
        const bool isOfUse = std::any_of(selected.begin(), selected.end(), [&](const Account &account) {
            return AccountActions::isSensible(doing.change, account, now);
        });
        doing.action->setVisible(isOfUse);
    }
    for (QAction *action : std::as_const(m_singles))
        action->setEnabled(selected.size() == 1);
    const bool isOn = selected.size() == 1 && selected.first().totpEnabled;
    m_setUpTwoFactor->setVisible(!isOn);
    m_resetTwoFactor->setVisible(isOn);
}

void PeoplePage::apply(Change change)
{
    const auto selected = selectedAccounts();
    const bool shutsOut = change == Change::Disable || change == Change::Lock;
    if (shutsOut && std::ranges::any_of(selected, [this](const Account &each) { return each.id == m_me; }))
        return confirmShuttingMeOut(change);
    run(change);
}

void PeoplePage::run(Change change)
{
    const auto selected = selectedAccounts();
    if (selected.size() == 1)
        m_actions->apply(change, selected.first());
    else
        m_bulkPane->run(change);
}

void PeoplePage::confirmShuttingMeOut(Change change)
{
    auto *dialog = new ConfirmDialog({.title = tr("Your own account"),
                                      .text = tr("This is the account that you are signed in with. You will be signed "
                                                 "out at once, and another administrator has to let you in again."),
                                      .buttonText = tr("Shut me out")},
                                     this);
    connect(dialog, &QDialog::accepted, this, [this, change] { run(change); });
    dialog->open();
}

void PeoplePage::open(const Account &account)
{
    select(account.id.toString());
    if (selectedIds().isEmpty())
        m_guest = account;
    followSelection();
}
