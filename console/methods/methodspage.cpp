// SPDX-License-Identifier: GPL-3.0-only
#include "methods/methodspage.h"

#include "api/apiclient.h"
#include "api/paths.h"
#include "errortext.h"
#include "icons.h"
#include "methods/methodpane.h"
#include "methods/methodwords.h"
#include "widgets/filterbar.h"

#include <QAction>
#include <QTableView>
#include <QUrl>

using namespace Qt::StringLiterals;

MethodsPage::MethodsPage(ApiClient &client, QWidget *parent)
    : ListPage(
          client,
          {.name = u"methods"_s,
           .title = tr("Sign-in methods"),
           .icon = u"security-high"_s,
           .empty = {u"security-high"_s, tr("No methods"), tr("This server offers the password alone.")}},
          {}, parent)
    , m_methods(new MethodsModel(client, this))
{
    setModel(m_methods, {200, 160, 230, 80});
    filterBar().hide(); // there is never more than a handful
    m_test = addAction(u"system-run"_s, tr("&Test"), Qt::CTRL | Qt::Key_T, [this] { test(); });
    m_stop = addAction(u"process-stop"_s, tr("&Stop"), Qt::CTRL | Qt::Key_Period, [this] { stop(); });
    addRowAction(m_test);
    addRowAction(m_stop);
    m_stop->setVisible(false);
    m_pane = new MethodPane(m_test, m_stop);
    table()->setSelectionMode(QTableView::SingleSelection);
    connect(this, &ListPage::selectionChanged, this, &MethodsPage::followSelection);
    connect(m_methods, &PagedModelBase::reloaded, this, &MethodsPage::selectFirst);
    connect(m_methods, &PagedModelBase::dataChanged, this, &MethodsPage::followSelection);
    followSelection();
}

MethodsPage::~MethodsPage() { delete m_probe; }

QWidget *MethodsPage::details() { return m_pane; }

QAction *MethodsPage::addAction(const QString &iconName, const QString &text, const QKeySequence &shortcut,
                                const std::function<void()> &act)
{
    auto *action = new QAction(icon(iconName), text, this);
    action->setShortcut(shortcut);
    QString plain = text;
    plain.remove(u'&');
    action->setToolTip(tr("%1 (%2)").arg(plain, shortcut.toString(QKeySequence::NativeText)));
    connect(action, &QAction::triggered, this, act);
    return action;
}

const SignInMethod *MethodsPage::selected() const { return m_methods->find(selectedIds().value(0)); }

void MethodsPage::followSelection()
{
    const SignInMethod *method = selected();
    const bool isTested = method && !m_tested.isEmpty() && method->provider.name == m_tested;
    m_test->setEnabled(method && m_tested.isEmpty());
    m_stop->setVisible(isTested);
    if (!method)
        return m_pane->clear();
    m_pane->setMethod(*method);
    m_pane->setTesting(isTested ? tr("Asking %1 the way a sign-in does …").arg(methodwords::title(*method))
                                : QString());
}

// There is always something to be said, so the pane is never empty.
void MethodsPage::selectFirst()
{
    if (!selected())
        select(m_methods->idAt(0));
    followSelection();
}

// Passkeys are looked at anew with the list.
void MethodsPage::test()
{
    const SignInMethod *method = selected();
    if (!method)
        return;
    if (method->isProvider())
        probe(method->provider);
    else
        reload();
}

void MethodsPage::probe(const ProviderSummary &provider)
{
    m_tested = provider.name;
    m_probe = new QObject;
    const auto take = [this, name = provider.name](const Result<ProviderReport> &tested) {
        stop();
        if (tested)
            return m_methods->setTested(name, tested->checks);
        const QString reason = errorText(tested.error());
        if (!reason.isEmpty())
            emit noticeWanted(
                {.kind = Notice::Kind::Failure, .text = tr("%1 was not tested. %2").arg(name, reason)});
    };
    client().postPatiently<ProviderReport>(path::fill(path::adminProviderTest, provider.name), m_probe.data(),
                                           take);
    followSelection();
}

void MethodsPage::stop()
{
    m_tested.clear();
    delete m_probe; // what is still answered is heard by nobody
    followSelection();
}
