// SPDX-License-Identifier: GPL-3.0-only
#include "accounts/profiletab.h"

#include "accounts/accountactions.h"
#include "accounts/accountfields.h"
#include "errortext.h"
#include "widgets/field.h"
#include "widgets/statement.h"
#include "widgets/timetext.h"

#include <QCheckBox>
#include <QFontDatabase>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>

using namespace Qt::StringLiterals;

namespace {

std::optional<QString> ifChanged(const Field *field, const QString &before)
{
    const QString now = field->text().trimmed();
    return now == before ? std::nullopt : std::optional(now);
}

QLabel *fact()
{
    auto *label = new QLabel;
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    return label;
}

} // namespace

ProfileTab::ProfileTab(AccountActions &actions, QWidget *parent)
    : QWidget(parent)
    , m_actions(actions)
    , m_name(new Field(tr("&Name"), new QLineEdit))
    , m_email(new Field(tr("&Email address"), new QLineEdit))
    , m_username(new Field(tr("&User name"), new QLineEdit))
    , m_firstName(new Field(tr("&First name"), new QLineEdit))
    , m_lastName(new Field(tr("L&ast name"), new QLineEdit))
    , m_isAdmin(new QCheckBox(tr("Ad&ministrator of this server")))
    , m_id(fact())
    , m_created(fact())
    , m_statement(new Statement)
    , m_buttons(new QWidget)
    , m_save(new QPushButton(tr("&Save")))
{
    m_fields = {{u"name"_s, m_name},
                {u"email"_s, m_email},
                {u"username"_s, m_username},
                {u"firstName"_s, m_firstName},
                {u"lastName"_s, m_lastName}};
    build();
    for (const auto &[wireName, field] : std::as_const(m_fields)) {
        connect(field, &Field::edited, this, &ProfileTab::showButtons);
        connect(field->editor(), &QLineEdit::returnPressed, this, &ProfileTab::save);
    }
    connect(m_isAdmin, &QCheckBox::toggled, this, &ProfileTab::showButtons);
    connect(m_save, &QPushButton::clicked, this, &ProfileTab::save);
}

void ProfileTab::build()
{
    auto *form = new QWidget;
    auto *column = new QVBoxLayout(form);
    column->setContentsMargins(12, 12, 12, 12);
    column->setSpacing(10);
    for (const auto &[wireName, field] : std::as_const(m_fields))
        column->addWidget(field);
    column->addWidget(m_isAdmin);
    m_id->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    auto *facts = new QFormLayout;
    facts->addRow(tr("Id"), m_id);
    facts->addRow(tr("Created"), m_created);
    column->addLayout(facts);
    column->addStretch();

    auto *scroll = new QScrollArea;
    scroll->setWidget(form);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    auto *discard = new QPushButton(tr("&Discard"));
    auto *row = new QHBoxLayout(m_buttons);
    row->setContentsMargins(12, 0, 12, 0);
    row->addStretch();
    row->addWidget(discard);
    row->addWidget(m_save);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 8);
    layout->addWidget(scroll, 1);
    layout->addWidget(m_statement);
    layout->addWidget(m_buttons);
    connect(discard, &QPushButton::clicked, this, &ProfileTab::fill);
}

void ProfileTab::setAccount(const Account &account)
{
    m_account = account;
    fill();
}

void ProfileTab::refresh(const Account &account)
{
    const bool wasEdited = isEdited();
    m_account = account;
    if (!wasEdited)
        fill();
}

void ProfileTab::fill()
{
    m_name->setText(m_account.name);
    m_email->setText(m_account.email);
    m_username->setText(m_account.username.value_or(QString()));
    m_firstName->setText(m_account.firstName);
    m_lastName->setText(m_account.lastName);
    m_isAdmin->setChecked(m_account.isServerAdmin);
    m_id->setText(m_account.id.toString());
    m_id->setToolTip(m_account.id.toString());
    m_created->setText(QLocale().toString(m_account.createdAt.toLocalTime(), QLocale::ShortFormat));
    m_created->setToolTip(timetext::exact(m_account.createdAt));
    m_statement->clear();
    showButtons();
}

AccountChanges ProfileTab::changes() const
{
    AccountChanges changes;
    changes.name = ifChanged(m_name, m_account.name);
    changes.email = ifChanged(m_email, m_account.email);
    changes.username = ifChanged(m_username, m_account.username.value_or(QString()));
    changes.firstName = ifChanged(m_firstName, m_account.firstName);
    changes.lastName = ifChanged(m_lastName, m_account.lastName);
    if (m_isAdmin->isChecked() != m_account.isServerAdmin)
        changes.isServerAdmin = m_isAdmin->isChecked();
    return changes;
}

bool ProfileTab::isEdited() const { return !json::write(changes()).isEmpty(); }

void ProfileTab::edit(const AccountChanges &changes)
{
    m_name->setText(changes.name.value_or(m_name->text()));
    m_email->setText(changes.email.value_or(m_email->text()));
    m_username->setText(changes.username.value_or(m_username->text()));
    m_firstName->setText(changes.firstName.value_or(m_firstName->text()));
    m_lastName->setText(changes.lastName.value_or(m_lastName->text()));
    m_isAdmin->setChecked(changes.isServerAdmin.value_or(m_isAdmin->isChecked()));
    showButtons();
}

void ProfileTab::showButtons()
{
    m_buttons->setVisible(isEdited());
    m_save->setEnabled(true);
}

// The server's own rules are asked first: both sides share them.
void ProfileTab::save()
{
    if (!isEdited())
        return;
    const auto checked = json::read<AccountChanges>(json::write(changes()));
    if (!checked)
        return showError(checked.error());
    m_save->setEnabled(false);
    m_statement->clear();
    m_actions.save(m_account.id, *checked, this, [this, id = m_account.id](const Result<> &saved) {
        if (m_account.id != id)
            return;
        if (!saved)
            return showError(saved.error());
        fill();
        emit m_actions.noticeWanted({.text = tr("%1 was saved.").arg(m_account.name)});
    });
}

void ProfileTab::showError(const Error &error)
{
    m_save->setEnabled(true);
    const QString text = errorText(error);
    if (!accountfields::showFaults(m_fields, error) && !text.isEmpty())
        m_statement->say(Notice::Kind::Failure, text);
}
