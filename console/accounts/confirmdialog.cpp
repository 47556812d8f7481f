// SPDX-License-Identifier: GPL-3.0-only
#include "accounts/confirmdialog.h"

#include "palette.h"
#include "widgets/field.h"
#include "widgets/sign.h"

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

ConfirmDialog::ConfirmDialog(const Question &question, QWidget *parent)
    : QDialog(parent)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(question.title);
    auto *sign = new QLabel;
    sign->setPixmap(signIcon(Sign::Warning).pixmap(QSize(32, 32), devicePixelRatioF()));
    auto *text = new QLabel(question.text);
    text->setTextFormat(Qt::PlainText);
    text->setWordWrap(true);
    text->setMinimumWidth(360);
    setAccessibleDescription(question.text);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    QPushButton *act = buttons->addButton(question.buttonText, QDialogButtonBox::AcceptRole);
    QPalette colours = act->palette();
    colours.setColor(QPalette::Active, QPalette::ButtonText, colour::of(colour::Meaning::Danger, palette()));
    act->setPalette(colours);
    act->setAutoDefault(false);

    auto *column = new QVBoxLayout;
    column->setSpacing(12);
    column->addWidget(text);
    if (!question.typedName.isEmpty()) {
        auto *typed = new Field(tr("Type “%1” to &confirm").arg(question.typedName), new QLineEdit);
        column->addWidget(typed);
        act->setEnabled(false);
        connect(typed, &Field::edited, act, [act, typed, name = question.typedName] {
            act->setEnabled(typed->text().trimmed() == name);
        });
    }
    column->addStretch();
    auto *row = new QHBoxLayout;
    row->setSpacing(16);
    row->addWidget(sign, 0, Qt::AlignTop);
    row->addLayout(column, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 24, 24, 16);
    layout->setSpacing(16);
    layout->addLayout(row, 1);
    layout->addWidget(buttons);
    buttons->button(QDialogButtonBox::Cancel)->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}
