// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "widgets/notice.h"

#include <QDateTime>
#include <QWidget>

#include <memory>

class NoticeBar;
class QLabel;
class QPlainTextEdit;
class QPrinter;
class QPushButton;
class QTextDocument;

// Recovery codes, or a one-time link: shown once, to be copied, saved or printed now.
class RecoverySheet : public QWidget
{
    Q_OBJECT

public:
    struct Content
    {
        QString title;     // "Recovery codes"
        QString person;    // whom they are for: name and address
        QString sentence;  // what they do and how they are used
        QStringList lines; // the codes, or the link
        QDateTime expiresAt = {};
        QString server = {}; // where they work
    };

    explicit RecoverySheet(QWidget *parent = nullptr);
    ~RecoverySheet() override;

    void setContent(const Content &content);
    // Whether they were copied, saved or printed: closing loses nothing.
    bool isKept() const { return m_isKept; }

    // A dialog around the sheet, which asks once before what was not kept is lost.
    static void showOnce(QWidget *parent, const Content &content);

    // The clean page that is printed and saved as PDF.
    static std::unique_ptr<QTextDocument> page(const Content &content, const QDateTime &madeAt);
    static QString plainText(const Content &content);
    // False if the file could not be written; readable by its owner alone. PDF for a name in .pdf.
    static bool write(const Content &content, const QString &fileName);

signals:
    void kept();

private:
    void copy();
    void save();
    void print();
    void noteKept(const QString &words);
    void tell(const Notice &notice);

    Content m_content;
    bool m_isKept = false;
    QLabel *m_title;
    QLabel *m_person;
    QLabel *m_sentence;
    QPlainTextEdit *m_lines;
    QLabel *m_expiry;
    NoticeBar *m_notice;
};
