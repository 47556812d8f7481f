// SPDX-License-Identifier: GPL-3.0-only
#include "accounts/accountpane.h"

#include "accounts/accountactions.h"
#include "accounts/accountstate.h"
#include "accounts/credentialspanel.h"
#include "accounts/profiletab.h"
#include "accounts/signintab.h"
#include "history/historypanel.h"
#include "icons.h"
#include "sessions/sessionspanel.h"
#include "widgets/actionbutton.h"
#include "widgets/avatar.h"
#include "widgets/chip.h"

#include <QAction>
#include <QLabel>
#include <QMenu>
#include <QScrollArea>
#include <QTabWidget>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

constexpr int buttonsInSight = 4; // the others are in the menu

QScrollArea *scrolled(QWidget *content)
{
    auto *area = new QScrollArea;
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setWidget(content);
    area->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    return area;
}

} // namespace

AccountPane::AccountPane(ApiClient &client, AccountActions &actions, const QList<QAction *> &buttons,
                         QWidget *parent)
    : QWidget(parent)
    , m_avatar(new Avatar)
    , m_name(new QLabel)
    , m_email(new QLabel)
    , m_chips(new QHBoxLayout)
    , m_tabs(new QTabWidget)
    , m_signIn(new SignInTab(client, actions))
    , m_profile(new ProfileTab(actions))
    , m_sessions(new SessionsPanel(client))
    , m_history(new HistoryPanel(client))
{
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(scrolled(m_signIn), tr("Sign-in"));
    m_tabs->addTab(m_sessions, tr("Sessions"));
    m_tabs->addTab(m_history, tr("History"));
    m_tabs->addTab(m_profile, tr("Profile"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(buildHead(buttons));
    layout->addWidget(m_tabs, 1);

    connect(m_sessions, &SessionsPanel::noticeWanted, this, &AccountPane::noticeWanted);
    connect(m_history, &HistoryPanel::noticeWanted, this, &AccountPane::noticeWanted);
    connect(m_signIn->credentials(), &CredentialsPanel::noticeWanted, this, &AccountPane::noticeWanted);
    connect(m_signIn->credentials(), &CredentialsPanel::accountChanged, &actions, &AccountActions::refetch);
    connect(m_sessions, &SessionsPanel::accountChanged, &actions,
            [this, &actions] { actions.refetch(m_account.id); });
}

QWidget *AccountPane::buildHead(const QList<QAction *> &buttons)
{
    QFont font = m_name->font();
    font.setPointSizeF(font.pointSizeF() * 1.2);
    font.setWeight(QFont::DemiBold);
    m_name->setFont(font);
    m_name->setWordWrap(true);
    m_email->setForegroundRole(QPalette::PlaceholderText);
    for (QLabel *label : {m_name, m_email}) {
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // long words push nothing aside
    }
    auto *close = new QToolButton;
    close->setAutoRaise(true);
    close->setIcon(icon(u"window-close-symbolic"_s));
    close->setToolTip(tr("Hide the details (Esc)"));
    close->setAccessibleName(tr("Hide the details"));
    connect(close, &QToolButton::clicked, this, &AccountPane::closeWanted);

    auto *who = new QVBoxLayout;
    who->setSpacing(2);
    who->addWidget(m_name);
    who->addWidget(m_email);
    auto *top = new QHBoxLayout;
    top->setSpacing(12);
    top->addWidget(m_avatar, 0, Qt::AlignTop);
    top->addLayout(who, 1);
    top->addWidget(close, 0, Qt::AlignTop);
    auto *head = new QWidget;
    auto *column = new QVBoxLayout(head);
    column->setContentsMargins(12, 12, 12, 0);
    column->setSpacing(10);
    column->addLayout(top);
    column->addLayout(m_chips);
    column->addWidget(buildButtons(buttons));
    return head;
}

QWidget *AccountPane::buildButtons(const QList<QAction *> &buttons)
{
    auto *bar = new QWidget;
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins({});
    row->setSpacing(4);
    for (QAction *action : buttons.first(buttonsInSight))
        row->addWidget(new ActionButton(action));
    auto *more = new QToolButton;
    auto *menu = new QMenu(more);
    menu->addActions(buttons.sliced(buttonsInSight));
    more->setMenu(menu);
    more->setPopupMode(QToolButton::InstantPopup);
    more->setText(tr("More"));
    row->addWidget(more);
    row->addStretch();
    return bar;
}

void AccountPane::setAccount(const Account &account)
{
    if (account.id == m_account.id)
        return refresh(account);
    leaveBehind();
    m_account = account;
    showHead();
    m_signIn->setAccount(account);
    m_profile->setAccount(account);
    m_sessions->setAccount(account.id);
    m_history->setAccount(account.id);
    if (m_leftId != account.id.toString())
        return;
    m_profile->edit(m_left);
    m_leftId.clear();
}

void AccountPane::refresh(const Account &account)
{
    m_account = account;
    showHead();
    m_signIn->setAccount(account);
    m_profile->refresh(account);
}

// Edits that were not saved are not lost when another person is selected: the notice leads back.
void AccountPane::leaveBehind()
{
    if (!m_account.id.isValid() || !m_profile->isEdited())
        return;
    m_leftId = m_account.id.toString();
    m_left = m_profile->changes();
    emit noticeWanted({.kind = Notice::Kind::Warning,
                       .text = tr("Your changes to %1 are not saved.").arg(m_account.name),
                       .actionText = tr("Go back to them"),
                       .action = [pane = QPointer(this), id = m_leftId] {
                           if (!pane)
                               return;
                           emit pane->returnWanted(id);
                           pane->m_tabs->setCurrentWidget(pane->m_profile);
                       }});
}

void AccountPane::showHead()
{
    m_avatar->setName(m_account.name);
    m_name->setText(m_account.name);
    m_email->setText(m_account.email);
    m_email->setToolTip(m_account.email);
    while (QLayoutItem *item = m_chips->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    auto traits = accountstate::traits(m_account, QDateTime::currentDateTime());
    const auto summary = accountstate::summary(m_account, QDateTime::currentDateTime());
    if (summary.meaning == colour::Meaning::Ok)
        traits.prepend(summary);
    for (const auto &trait : std::as_const(traits))
        m_chips->addWidget(new Chip(trait.text, trait.meaning));
    m_chips->addStretch();
}
