// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "methods/methodsmodel.h"
#include "widgets/listpage.h"

#include <QPointer>

class MethodPane;

// The ways to sign in that depend on how the server is set up: the passkey doctor, and the providers
// with a test that walks the way a sign-in takes.
class MethodsPage : public ListPage
{
    Q_OBJECT

public:
    explicit MethodsPage(ApiClient &client, QWidget *parent = nullptr);
    ~MethodsPage() override;

    QWidget *details() override;

private:
    QAction *addAction(const QString &iconName, const QString &text, const QKeySequence &shortcut,
                       const std::function<void()> &act);
    void followSelection();
    void selectFirst();
    void test();
    void probe(const ProviderSummary &provider);
    void stop();
    const SignInMethod *selected() const;

    MethodsModel *m_methods;
    QAction *m_test = nullptr;
    QAction *m_stop = nullptr;
    MethodPane *m_pane = nullptr;
    QString m_tested;          // the name of the provider whose test runs
    QPointer<QObject> m_probe; // without it the answer is not waited for
};
