// SPDX-License-Identifier: GPL-3.0-only
#include "widgets/recoverysheet.h"

#include "icons.h"
#include "widgets/makeroom.h"
#include "widgets/noticebar.h"
#include "widgets/secretclipboard.h"
#include "widgets/timetext.h"

#include <QBoxLayout>
#include <QDialog>
#include <QFileDialog>
#include <QFontDatabase>
#include <QKeyEvent>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPrintDialog>
#include <QPrinter>
#include <QPushButton>
#include <QTextDocument>

using namespace Qt::StringLiterals;

namespace {

// Not selectable, since what is marked goes around the clearing of the clipboard.
QPlainTextEdit *linesView()
{
    auto *view = new QPlainTextEdit;
    view->setReadOnly(true);
    view->setTextInteractionFlags(Qt::NoTextInteraction);
    view->setUndoRedoEnabled(false);
    view->setWordWrapMode(QTextOption::WrapAnywhere);
    QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    fixed.setPointSizeF(fixed.pointSizeF() * 1.15);
    view->setFont(fixed);
    return view;
}

// Tall enough for all of it; a link is broken over several rows.
int heightFor(const QPlainTextEdit &view, const QStringList &lines)
{
    constexpr int columns = 40;
    int rows = 0;
    for (const QString &line : lines)
        rows += 1 + int(line.size()) / columns;
    return (qMin(rows, 14) + 1) * view.fontMetrics().lineSpacing() + 8;
}

// Closes at once when the sheet was kept, else only when told twice.
class OnceDialog : public QDialog
{
public:
    OnceDialog(const RecoverySheet::Content &content, QWidget *parent)
        : QDialog(parent)
        , m_sheet(new RecoverySheet)
        , m_close(new QPushButton)
    {
        setAttribute(Qt::WA_DeleteOnClose);
        setWindowTitle(content.title);
        m_sheet->setContent(content);
        m_close->setText(RecoverySheet::tr("Close without keeping it"));
        auto *layout = new QVBoxLayout(this);
        layout->addWidget(m_sheet);
        layout->addWidget(m_close, 0, Qt::AlignRight);
        m_close->setAutoDefault(false);
        connect(m_close, &QPushButton::clicked, this, &QDialog::accept);
        connect(m_sheet, &RecoverySheet::kept, this, [this] { m_close->setText(RecoverySheet::tr("Done")); });
    }

    void reject() override
    {
        if (m_sheet->isKept())
            QDialog::reject();
        else
            m_close->setFocus();
    }

private:
    RecoverySheet *m_sheet;
    QPushButton *m_close;
};

} // namespace

RecoverySheet::RecoverySheet(QWidget *parent)
    : QWidget(parent)
    , m_title(new QLabel)
    , m_person(new QLabel)
    , m_sentence(new QLabel)
    , m_lines(linesView())
    , m_expiry(new QLabel)
    , m_notice(new NoticeBar)
{
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.3);
    large.setWeight(QFont::DemiBold);
    m_title->setFont(large);
    m_sentence->setWordWrap(true);
    m_expiry->setForegroundRole(QPalette::PlaceholderText);

    auto *buttons = new QHBoxLayout;
    const auto add = [&](const QString &iconName, const QString &text, auto slot) {
        auto *button = new QPushButton(icon(iconName), text);
        button->setAutoDefault(false);
        connect(button, &QPushButton::clicked, this, slot);
        buttons->addWidget(button);
    };
    add(u"edit-copy"_s, tr("&Copy"), &RecoverySheet::copy);
    add(u"document-save"_s, tr("&Save…"), &RecoverySheet::save);
    add(u"document-print"_s, tr("&Print a sheet…"), &RecoverySheet::print);
    buttons->addStretch();

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    for (QWidget *part : std::initializer_list<QWidget *>{m_title, m_person, m_sentence, m_lines, m_expiry})
        layout->addWidget(part);
    layout->addLayout(buttons);
    layout->addWidget(m_notice);
}

RecoverySheet::~RecoverySheet() = default;

void RecoverySheet::setContent(const Content &content)
{
    m_content = content;
    m_isKept = false;
    m_title->setText(content.title);
    m_person->setText(content.person);
    m_sentence->setText(content.sentence);
    m_lines->setPlainText(content.lines.join(u'\n'));
    m_lines->setFixedHeight(heightFor(*m_lines, content.lines));
    m_lines->setAccessibleName(content.title);
    m_expiry->setText(tr("Works until %1.").arg(timetext::exact(content.expiresAt)));
    m_expiry->setVisible(content.expiresAt.isValid());
}

void RecoverySheet::noteKept(const QString &words)
{
    m_isKept = true;
    tell({.kind = Notice::Kind::Done, .text = words});
    emit kept();
}

// What is above must not be squeezed by it.
void RecoverySheet::tell(const Notice &notice)
{
    m_notice->show(notice);
    if (auto *dialog = qobject_cast<QDialog *>(window()))
        makeRoom(*dialog);
}

void RecoverySheet::copy()
{
    secretclipboard::copy(m_content.lines.join(u'\n'));
    noteKept(tr("Copied. The clipboard will be emptied in %n second(s).", nullptr,
                int(secretclipboard::span.count())));
}

void RecoverySheet::save()
{
    auto *dialog = new QFileDialog(this, tr("Save the sheet"), {}, tr("Text (*.txt);;PDF (*.pdf)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"txt"_s);
    dialog->selectFile(m_content.title);
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString &chosen) {
        dialog->setDefaultSuffix(chosen.contains(u"pdf"_s) ? u"pdf"_s : u"txt"_s);
    });
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &fileName) {
        if (write(m_content, fileName))
            noteKept(tr("Saved. Only you can read the file."));
        else
            tell({.kind = Notice::Kind::Failure, .text = tr("The file could not be written. Choose another place.")});
    });
    dialog->open();
}

void RecoverySheet::print()
{
    auto *dialog = new QPrintDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Print a sheet"));
    connect(dialog, qOverload<QPrinter *>(&QPrintDialog::accepted), this, [this](QPrinter *printer) {
        page(m_content, QDateTime::currentDateTime())->print(printer);
        noteKept(tr("Sent to the printer."));
    });
    dialog->open();
}

void RecoverySheet::showOnce(QWidget *parent, const Content &content)
{
    auto *dialog = new OnceDialog(content, parent);
    dialog->open();
}
