// SPDX-License-Identifier: GPL-3.0-only
#include "methods/methodpane.h"

#include "methods/checkwords.h"
#include "methods/methodwords.h"
#include "widgets/actionbutton.h"
#include "widgets/emptystate.h"
#include "widgets/statement.h"

#include <QAction>
#include <QFontDatabase>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

MethodPane::MethodPane(QAction *test, QAction *stop, QWidget *parent)
    : QWidget(parent)
    , m_stack(new QStackedWidget)
    , m_title(new QLabel)
    , m_kind(new QLabel)
    , m_verdict(new Statement)
    , m_checks(new CheckList)
    , m_factsPlace(new QVBoxLayout)
    , m_progress(new QWidget)
    , m_progressText(new QLabel)
{
    auto *nothing = new EmptyState;
    nothing->setContent({.icon = u"security-high"_s,
                         .title = tr("Nothing selected"),
                         .sentence = tr("Select a way to sign in to see whether it works here.")});
    auto *scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(buildMethod(test, stop));
    scroll->viewport()->setAutoFillBackground(false);
    scroll->widget()->setAutoFillBackground(false);
    m_stack->addWidget(nothing);
    m_stack->addWidget(scroll);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(m_stack);
    setTesting({});
}

QWidget *MethodPane::buildMethod(QAction *test, QAction *stop)
{
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.3);
    large.setBold(true);
    m_title->setFont(large);
    m_title->setWordWrap(true);
    m_kind->setForegroundRole(QPalette::PlaceholderText);
    m_progressText->setWordWrap(true);
    auto *bar = new QProgressBar;
    bar->setRange(0, 0);
    bar->setTextVisible(false);
    bar->setAccessibleName(tr("A test is running"));
    auto *running = new QHBoxLayout;
    running->addWidget(bar, 1);
    running->addWidget(new ActionButton(stop));
    auto *progress = new QVBoxLayout(m_progress);
    progress->setContentsMargins({});
    progress->addWidget(m_progressText);
    progress->addLayout(running);

    auto *buttons = new QHBoxLayout;
    buttons->addWidget(new ActionButton(test));
    buttons->addStretch();
    auto *method = new QWidget;
    auto *column = new QVBoxLayout(method);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(12);
    auto *head = new QVBoxLayout;
    head->setSpacing(4);
    head->addWidget(m_title);
    head->addWidget(m_kind);
    column->addLayout(head);
    column->addLayout(buttons);
    column->addWidget(m_progress);
    column->addWidget(m_verdict);
    column->addWidget(m_checks);
    column->addSpacing(4);
    column->addLayout(m_factsPlace);
    column->addStretch();
    return method;
}

void MethodPane::addFact(const QString &name, const QString &value, bool isCode)
{
    if (value.isEmpty())
        return;
    auto *title = new QLabel(name);
    title->setForegroundRole(QPalette::PlaceholderText);
    auto *text = new QLabel(value);
    text->setTextFormat(Qt::PlainText);
    text->setWordWrap(true);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    text->setAccessibleName(name);
    text->setAccessibleDescription(value);
    text->setContentsMargins(0, 0, 0, 8);
    if (isCode)
        text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_facts->layout()->addWidget(title);
    m_facts->layout()->addWidget(text);
}

void MethodPane::showFacts(const SignInMethod &method)
{
    delete m_facts;
    m_facts = new QWidget;
    auto *column = new QVBoxLayout(m_facts);
    column->setContentsMargins({});
    column->setSpacing(2);
    m_factsPlace->addWidget(m_facts);
    if (method.passkeys) {
        addFact(tr("Made for the name (RP ID)"), method.passkeys->rpId, true);
        addFact(tr("Pages that may use them"), method.passkeys->origins.join(u'\n'), true);
        return;
    }
    const ProviderSummary &provider = method.provider;
    addFact(tr("Issuer"), provider.issuer, true);
    addFact(tr("Client ID"), provider.clientId, true);
    addFact(tr("Callback addresses, to be registered at the provider"), provider.callbackUrls.join(u'\n'),
            true);
    addFact(tr("Addresses that it has checked"),
            provider.trustEmail
                ? tr("are trusted: whoever has the same one here is linked at the first sign-in")
                : tr("are not trusted: people link their accounts themselves"));
    addFact(tr("Linked accounts"), QLocale().toString(provider.linkedAccounts));
}

void MethodPane::setMethod(const SignInMethod &method)
{
    m_title->setText(methodwords::title(method));
    m_kind->setText(methodwords::kind(method));
    const auto [kind, sentence] = methodwords::verdict(method);
    m_verdict->say(kind, sentence);
    QList<CheckList::Line> lines;
    if (method.passkeys) {
        for (const PasskeyCheck &check : method.passkeys->checks)
            lines.append(checkwords::ofPasskeys(check));
    } else {
        for (const ProviderCheck &check : method.checks.value_or(QList<ProviderCheck>()))
            lines.append(checkwords::ofProvider(check));
    }
    m_checks->setLines(lines);
    showFacts(method);
    m_stack->setCurrentIndex(1);
}

void MethodPane::clear() { m_stack->setCurrentIndex(0); }

void MethodPane::setTesting(const QString &sentence)
{
    const bool runs = !sentence.isEmpty();
    m_progressText->setText(sentence);
    m_progress->setVisible(runs);
    m_checks->setVisible(!runs);
    m_verdict->setVisible(!runs);
}
