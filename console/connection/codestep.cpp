// SPDX-License-Identifier: GPL-3.0-only
#include "connection/codestep.h"

#include "api/codes.h"
#include "errortext.h"
#include "widgets/field.h"

#include <QFontDatabase>
#include <QLineEdit>
#include <QPushButton>

using namespace Qt::StringLiterals;

CodeStep::CodeStep(QWidget *parent)
    : Step(tr("Two-factor code"), tr("Continue"), parent)
{
    auto *editor = new QLineEdit;
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPointSizeF(font.pointSizeF() * 1.4);
    editor->setFont(font);
    m_code = addField(u"code"_s, new Field(tr("&Code"), editor));
    m_code->setHint(tr("The six digits of your authenticator app, or one of your recovery codes."));
    auto *back = addLink(tr("&Back to the password"));
    finish();
    connect(this, &Step::submitted, this, &CodeStep::submit);
    connect(back, &QPushButton::clicked, this, &Step::leaveWanted);
}

void CodeStep::clear()
{
    m_code->setText({});
    setBusy(false);
}

void CodeStep::submit()
{
    if (m_code->text().trimmed().isEmpty())
        return m_code->setFault(fieldErrorText(QByteArray(code::required)));
    setBusy(true);
    emit wanted(m_code->text());
}
