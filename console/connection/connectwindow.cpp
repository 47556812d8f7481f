// SPDX-License-Identifier: GPL-3.0-only
#include "connection/connectwindow.h"

#include "api/apiclient.h"
#include "api/codes.h"
#include "api/tokenkeeper.h"
#include "connection/codestep.h"
#include "connection/serverstep.h"
#include "connection/setupstep.h"
#include "connection/signinstep.h"
#include "errortext.h"

#include <QIcon>
#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

ConnectWindow::ConnectWindow(ApiClient &client, SignIn &signIn, TokenKeeper &keeper, QWidget *parent)
    : QWidget(parent)
    , m_client(client)
    , m_signIn(signIn)
    , m_keeper(keeper)
    , m_steps(new QStackedWidget)
    , m_serverStep(new ServerStep)
    , m_signInStep(new SignInStep)
    , m_codeStep(new CodeStep)
    , m_setUpStep(new SetUpStep)
{
    build();
    connectSteps();
    connect(&m_signIn, &SignIn::found, this, &ConnectWindow::meetServer);
    connect(&m_signIn, &SignIn::signedIn, this, &ConnectWindow::enter);
    connect(&m_signIn, &SignIn::failed, this, &ConnectWindow::showFailure);
    connect(&m_signIn, &SignIn::codeNeeded, this, [this] { go(m_codeStep); });
    connect(&m_signIn, &SignIn::passwordChosen, this,
            [this] { askForPassword(tr("Your password is set. Sign in with it.")); });
    connect(&m_keeper, &TokenKeeper::unavailable, m_signInStep, &SignInStep::explainKeyring);
}

void ConnectWindow::build()
{
    setWindowTitle(tr("Connect to Gatehouse"));
    auto *mark = new QLabel;
    mark->setPixmap(QIcon(u":/icons/gatehouse.svg"_s).pixmap(QSize(56, 56), devicePixelRatioF()));
    for (Step *step : std::initializer_list<Step *>{m_serverStep, m_signInStep, m_codeStep, m_setUpStep})
        m_steps->addWidget(step);

    auto *middle = new QWidget;
    middle->setMaximumWidth(440);
    auto *column = new QVBoxLayout(middle);
    column->setContentsMargins(24, 32, 24, 24);
    column->setSpacing(16);
    column->addWidget(mark);
    column->addWidget(m_steps, 1);
    auto *ground = new QWidget;
    auto *row = new QHBoxLayout(ground);
    row->setContentsMargins({});
    row->addWidget(middle);
    auto *scroll = new QScrollArea;
    scroll->setWidget(ground);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(scroll);
    resize(520, 600);
}

void ConnectWindow::connectSteps()
{
    connect(m_serverStep, &ServerStep::chosen, this,
            [this](const QUrl &url) { reach(url, serverlist::find(url).certificate); });
    connect(m_serverStep, &ServerStep::certificateTrusted, this, &ConnectWindow::reach);
    connect(m_signInStep, &SignInStep::wanted, &m_signIn, &SignIn::submit);
    connect(m_signInStep, &SignInStep::setUpWanted, this, [this] { go(m_setUpStep); });
    connect(m_signInStep, &Step::leaveWanted, this, &ConnectWindow::askForServer);
    connect(m_codeStep, &CodeStep::wanted, &m_signIn, &SignIn::submitCode);
    connect(m_codeStep, &Step::leaveWanted, this, [this] { go(m_signInStep); });
    connect(m_setUpStep, &SetUpStep::wanted, &m_signIn, &SignIn::choosePassword);
    connect(m_setUpStep, &Step::leaveWanted, this, [this] { go(m_signInStep); });
}

void ConnectWindow::go(Step *step)
{
    step->clear();
    m_steps->setCurrentWidget(step);
    step->setFocus();
}

void ConnectWindow::start(const QUrl &url)
{
    const auto servers = serverlist::all();
    go(m_serverStep);
    if (!url.isValid() && servers.isEmpty())
        return;
    const QUrl wanted = url.isValid() ? url : servers.first().url;
    m_serverStep->setAddress(wanted);
    m_serverStep->setBusy(true);
    reach(wanted, serverlist::find(wanted).certificate);
}

void ConnectWindow::takeOver(const ConnectWindow &other)
{
    m_server = other.m_server;
    m_facts = other.m_facts;
    m_wantsToStay = other.m_wantsToStay;
    m_signInStep->setEmail(m_server.email);
}

void ConnectWindow::askForServer()
{
    m_client.setServer({});
    m_serverStep->showRemembered();
    go(m_serverStep);
    if (m_server.url.isValid())
        m_serverStep->setAddress(m_server.url);
}

void ConnectWindow::askForPassword(const QString &why)
{
    go(m_signInStep);
    m_signInStep->setServer(m_server.url, m_facts);
    m_signInStep->showStatement(why);
}

void ConnectWindow::reach(const QUrl &url, const QByteArray &certificate)
{
    m_server = serverlist::find(url);
    m_server.url = url;
    m_server.certificate = certificate;
    m_client.setServer(url, certificate);
    m_signIn.look();
}

void ConnectWindow::meetServer(const ServerFacts &facts)
{
    m_facts = facts;
    m_server.name = facts.name;
    m_signInStep->setEmail(m_server.email);
    m_keeper.find(m_server.url, this, [this](const Secret &token) {
        if (!token.isEmpty()) {
            m_isResuming = true;
            return m_signIn.resume(token);
        }
        go(m_signInStep);
        m_signInStep->setServer(m_server.url, m_facts);
    });
}

void ConnectWindow::enter(const AccountProfile &profile)
{
    m_wantsToStay = m_isResuming || m_signInStep->wantsToStay();
    m_isResuming = false;
    m_server.email = profile.email;
    serverlist::remember(m_server);
    for (Step *step : std::initializer_list<Step *>{m_serverStep, m_signInStep, m_codeStep, m_setUpStep})
        step->clear();
    emit entered(profile);
}

void ConnectWindow::showFailure(const Error &error)
{
    const bool wasResuming = std::exchange(m_isResuming, false);
    const bool isEnded = error.code == code::invalidTwoFactorToken || error.code == code::invalidPartialToken;
    if (wasResuming && error.kind == Error::Kind::Unauthenticated) {
        m_keeper.forget(m_server.url);
        return askForPassword(errorText({.code = localcode::sessionEnded}));
    }
    if (m_steps->currentWidget() == m_serverStep)
        return m_serverStep->showRefusal(error);
    if (isEnded || error.code == localcode::notAdmin)
        go(m_signInStep);
    static_cast<Step *>(m_steps->currentWidget())->showError(error);
}
