// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "base/result.h"

#include <QWidget>

class Field;
class QLabel;
class QPushButton;
class QVBoxLayout;
class Statement;

// One step on the way in: a heading, a few fields, what went wrong, and one button that goes on.
class Step : public QWidget
{
    Q_OBJECT

public:
    Step(const QString &heading, const QString &buttonText, QWidget *parent = nullptr);

    // While the server is asked the button waits; the fields stay usable.
    void setBusy(bool busy);
    void showError(const Error &error);
    void showStatement(const QString &text);
    virtual void clear() = 0; // what was typed and is secret, and what was said

signals:
    void submitted();
    void leaveWanted();

protected:
    void setHeading(const QString &heading);
    void setLead(const QString &lead); // one line below the heading
    Field *addField(const QString &wireName, Field *field);
    void addBody(QWidget *widget);
    // Another way to go, below the button.
    QPushButton *addLink(const QString &text);
    void finish(); // after the last addX()
    Statement *statement() const { return m_statement; }
    void keyPressEvent(QKeyEvent *event) override;

private:
    QLabel *m_heading;
    QLabel *m_lead;
    Statement *m_statement;
    QPushButton *m_button;
    QVBoxLayout *m_body;
    QVBoxLayout *m_links;
    QList<std::pair<QString, Field *>> m_fields; // by their name on the wire
};
