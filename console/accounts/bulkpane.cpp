// SPDX-License-Identifier: GPL-3.0-only
#include "accounts/bulkpane.h"

#include "accounts/accountstate.h"
#include "errortext.h"
#include "widgets/actionbutton.h"
#include "widgets/statement.h"
#include "widgets/timetext.h"

#include <QAction>
#include <QFormLayout>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>

#include <algorithm>

using Change = AccountActions::Change;

namespace {

constexpr int mostNamed = 3; // failures that are told by name

// "yes, all", "no, none", "3 of 5": how many of them it is true of.
QString share(const QList<Account> &accounts, bool (*isTrue)(const Account &))
{
    const auto count = std::count_if(accounts.begin(), accounts.end(), isTrue);
    if (count == accounts.size())
        return BulkPane::tr("all");
    if (count == 0)
        return BulkPane::tr("none");
    return BulkPane::tr("%1 of %2").arg(QLocale().toString(count), QLocale().toString(accounts.size()));
}

QString sentence(Change change, int count)
{
    switch (change) {
    case Change::Disable:
        return BulkPane::tr("%n people were disabled and signed out everywhere.", nullptr, count);
    case Change::Enable:
        return BulkPane::tr("%n people were enabled.", nullptr, count);
    case Change::Lock:
        return BulkPane::tr("%n people were locked and signed out everywhere.", nullptr, count);
    case Change::Unlock:
        return BulkPane::tr("%n people were unlocked.", nullptr, count);
    case Change::Verify:
        return BulkPane::tr("The addresses of %n people count as verified now.", nullptr, count);
    case Change::Unverify:
        return BulkPane::tr("The addresses of %n people count as not verified now.", nullptr, count);
    }
    Q_UNREACHABLE();
}

} // namespace

BulkPane::BulkPane(AccountActions &actions, const QList<QAction *> &buttons, QWidget *parent)
    : QWidget(parent)
    , m_actions(actions)
    , m_title(new QLabel)
    , m_common(new QFormLayout)
    , m_buttons(new QWidget)
    , m_progressPart(new QWidget)
    , m_progress(new QProgressBar)
    , m_failures(new Statement)
{
    QFont font = m_title->font();
    font.setPointSizeF(font.pointSizeF() * 1.2);
    font.setWeight(QFont::DemiBold);
    m_title->setFont(font);
    auto *column = new QVBoxLayout(m_buttons);
    column->setContentsMargins({});
    for (QAction *action : buttons) {
        auto *button = new ActionButton(action);
        button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        column->addWidget(button);
    }
    m_progress->setAccessibleName(tr("Progress"));
    auto *cancel = new QPushButton(tr("Cancel"));
    auto *row = new QHBoxLayout(m_progressPart);
    row->setContentsMargins({});
    row->addWidget(m_progress, 1);
    row->addWidget(cancel);
    m_progressPart->hide();

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 12, 12, 12);
    layout->setSpacing(16);
    layout->addWidget(m_title);
    layout->addLayout(m_common);
    layout->addWidget(m_buttons);
    layout->addWidget(m_progressPart);
    layout->addWidget(m_failures);
    layout->addStretch();
    connect(cancel, &QPushButton::clicked, this, [this] {
        if (m_run)
            m_run->cancel();
    });
}

void BulkPane::setAccounts(const QList<Account> &accounts)
{
    m_accounts = accounts;
    m_title->setText(tr("%n people selected", nullptr, int(accounts.size())));
    showCommon();
    if (!m_run)
        m_failures->clear();
}

void BulkPane::showCommon()
{
    while (m_common->rowCount() > 0)
        m_common->removeRow(0);
    m_common->addRow(tr("Two-factor on"),
                     new QLabel(share(m_accounts, [](const Account &a) { return a.totpEnabled; })));
    m_common->addRow(tr("Verified"),
                     new QLabel(share(m_accounts, [](const Account &a) { return a.emailVerified; })));
    m_common->addRow(tr("Disabled"), new QLabel(share(m_accounts, accountstate::isDisabled)));
    m_common->addRow(tr("Locked"), new QLabel(share(m_accounts, accountstate::isLocked)));
    m_common->addRow(tr("Administrator"),
                     new QLabel(share(m_accounts, [](const Account &a) { return a.isServerAdmin; })));
    m_common->addRow(tr("Never signed in"), new QLabel(share(m_accounts, [](const Account &a) {
                         return !a.lastLoginAt.has_value();
                     })));
}

void BulkPane::run(Change change)
{
    if (m_run)
        return;
    QList<Account> concerned;
    const QDateTime now = QDateTime::currentDateTime();
    std::copy_if(m_accounts.begin(), m_accounts.end(), std::back_inserter(concerned),
                 [&](const Account &account) { return AccountActions::isSensible(change, account, now); });
    if (!concerned.isEmpty())
        watch(new BulkRun(m_actions, change, concerned, &m_actions));
}

void BulkPane::watch(BulkRun *run)
{
    m_run = run;
    m_failures->clear();
    m_progress->setRange(0, run->size());
    m_progress->setValue(0);
    m_progressPart->show();
    m_buttons->setEnabled(false);
    connect(run, &BulkRun::progressed, m_progress, [this, run] { m_progress->setValue(run->done()); });
    connect(run, &BulkRun::finished, this, [this, run] {
        m_run = nullptr;
        m_progressPart->hide();
        m_buttons->setEnabled(true);
        report(*run);
    });
    run->start();
}

void BulkPane::report(const BulkRun &run)
{
    if (!run.failures().isEmpty()) {
        QStringList lines{tr("%n people were left as they are:", nullptr, int(run.failures().size()))};
        for (const auto &failure :
             run.failures().first(std::min<qsizetype>(mostNamed, run.failures().size())))
            lines.append(tr("%1: %2").arg(failure.account.name, errorText(failure.error)));
        m_failures->say(Notice::Kind::Failure, lines.join(u'\n'));
    }
    if (run.changed().isEmpty())
        return;
    emit noticeWanted({.text = sentence(run.change(), int(run.changed().size())),
                       .actionText = tr("Undo"),
                       .action = [pane = QPointer(this), change = run.change(), accounts = run.changed()] {
                           if (pane && !pane->m_run)
                               pane->watch(new BulkRun(pane->m_actions, AccountActions::opposite(change),
                                                       accounts, &pane->m_actions));
                       }});
}
