// SPDX-License-Identifier: GPL-3.0-only
#include "connection/serverstep.h"

#include "api/localcodes.h"
#include "connection/address.h"
#include "connection/certificatepanel.h"
#include "connection/serverlist.h"
#include "icons.h"
#include "widgets/field.h"
#include "widgets/statement.h"

#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

ServerStep::ServerStep(QWidget *parent)
    : Step(tr("Which server?"), tr("Connect"), parent)
    , m_remembered(new QListWidget)
    , m_rememberedPart(new QWidget)
    , m_certificate(new CertificatePanel)
{
    auto *editor = new QLineEdit;
    editor->setPlaceholderText(u"localhost:8420"_s);
    m_address = addField(u"address"_s, new Field(tr("&Server address"), editor));
    m_address->setHint(tr("A name or an IP address, with the port if it is not 8420."));
    addBody(m_certificate);

    auto *label = new QLabel(tr("&Used before"));
    label->setBuddy(m_remembered);
    m_remembered->setAccessibleName(tr("Servers that were used before"));
    m_remembered->setMaximumHeight(140);
    m_remembered->setContextMenuPolicy(Qt::ActionsContextMenu);
    auto *forget = new QAction(icon(u"edit-delete-remove"_s), tr("Forget this server"), m_remembered);
    forget->setShortcut(QKeySequence::Delete);
    forget->setShortcutContext(Qt::WidgetShortcut);
    m_remembered->addAction(forget);
    auto *part = new QVBoxLayout(m_rememberedPart);
    part->setContentsMargins({});
    part->addWidget(label);
    part->addWidget(m_remembered);
    addBody(m_rememberedPart);
    finish();
    m_certificate->hide();
    showRemembered();

    connect(this, &Step::submitted, this, &ServerStep::choose);
    connect(m_address, &Field::edited, this, &ServerStep::warnOfExposure);
    connect(forget, &QAction::triggered, this, &ServerStep::forgetCurrent);
    connect(m_remembered, &QListWidget::itemActivated, this, &ServerStep::choose);
    connect(m_remembered, &QListWidget::currentItemChanged, this, [this](const QListWidgetItem *item) {
        if (item)
            setAddress(item->data(Qt::UserRole).toUrl());
    });
    connect(m_certificate, &CertificatePanel::trusted, this, [this] {
        emit certificateTrusted(address::fromText(m_address->text()), m_certificate->fingerprint());
    });
}

void ServerStep::clear()
{
    m_certificate->hide();
    setBusy(false);
}

void ServerStep::setAddress(const QUrl &url)
{
    m_address->setText(address::toText(url));
    warnOfExposure();
}

void ServerStep::showRemembered()
{
    m_remembered->clear();
    const auto servers = serverlist::all();
    for (const RememberedServer &server : servers) {
        const QString place = address::toText(server.url);
        auto *item = new QListWidgetItem(icon(u"network-server"_s), place, m_remembered);
        if (!server.email.isEmpty())
            item->setText(tr("%1 as %2").arg(place, server.email));
        item->setData(Qt::UserRole, server.url);
    }
    m_rememberedPart->setVisible(!servers.isEmpty());
}

void ServerStep::choose()
{
    m_certificate->hide();
    const QUrl url = address::fromText(m_address->text().isEmpty() ? u"localhost"_s : m_address->text());
    if (!url.isValid())
        return m_address->setFault(
            tr("This is not an address. Type a name such as “auth.example.com”, or an IP "
               "address."));
    setBusy(true);
    emit chosen(url);
}

void ServerStep::forgetCurrent()
{
    if (const auto *item = m_remembered->currentItem())
        serverlist::forget(item->data(Qt::UserRole).toUrl());
    showRemembered();
}

void ServerStep::warnOfExposure()
{
    m_certificate->hide();
    if (address::isExposed(address::fromText(m_address->text())))
        statement()->say(
            Notice::Kind::Warning,
            tr("This connection would not be encrypted: everyone on the way can read your password. "
               "Use https:// unless you trust every computer in between."));
    else
        statement()->clear();
}

void ServerStep::showRefusal(const Error &error)
{
    if (error.code != localcode::tlsUntrusted)
        return showError(error);
    setBusy(false);
    m_certificate->setRefusal(error);
    m_certificate->show();
}
