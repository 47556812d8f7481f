// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "methods/methodsmodel.h"

#include <QWidget>

class CheckList;
class QAction;
class QLabel;
class QStackedWidget;
class QVBoxLayout;
class Statement;

// One way to sign in: how it is set up, whether it works here, and what is in its way.
class MethodPane : public QWidget
{
    Q_OBJECT

public:
    MethodPane(QAction *test, QAction *stop, QWidget *parent = nullptr);

    void setMethod(const SignInMethod &method);
    void clear();
    // While a test runs the verdict of the last one is not shown. Empty: none runs.
    void setTesting(const QString &sentence);

private:
    QWidget *buildMethod(QAction *test, QAction *stop);
    void showFacts(const SignInMethod &method);
    void addFact(const QString &name, const QString &value, bool isCode = false);

    QStackedWidget *m_stack;
    QLabel *m_title;
    QLabel *m_kind;
    Statement *m_verdict;
    CheckList *m_checks;
    QVBoxLayout *m_factsPlace;
    QWidget *m_facts = nullptr;
    QWidget *m_progress;
    QLabel *m_progressText;
};
