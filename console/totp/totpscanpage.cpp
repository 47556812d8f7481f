// SPDX-License-Identifier: GPL-3.0-only
#include "totp/totpscanpage.h"

#include "otpauth.h"
#include "totpcode.h"
#include "widgets/countdown.h"
#include "widgets/qrcode.h"
#include "widgets/secretedit.h"
#include "widgets/sign.h"
#include "widgets/timetext.h"

#include <QFontDatabase>
#include <QFormLayout>
#include <QHideEvent>
#include <QLabel>
#include <QRegularExpressionValidator>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto shownFor = 90s;

QFont scaled(QFont font, qreal factor, QFont::Weight weight)
{
    font.setPointSizeF(font.pointSizeF() * factor);
    font.setWeight(weight);
    return font;
}

QString digitsOf(const QString &text)
{
    QString digits;
    for (const QChar c : text) {
        if (c >= u'0' && c <= u'9')
            digits += c;
    }
    return digits;
}

} // namespace

TotpScanPage::TotpScanPage(QWidget *parent)
    : QWidget(parent)
    , m_issuer(new QLabel)
    , m_account(new QLabel)
    , m_ring(new Countdown)
    , m_qrCode(new QrCode)
    , m_secret(new SecretEdit)
    , m_code(new QLineEdit)
    , m_sign(new QLabel)
    , m_hint(new QLabel)
{
    build();
    connect(m_ring, &Countdown::finished, this, &TotpScanPage::closed);
    connect(m_code, &QLineEdit::textEdited, this, &TotpScanPage::edit);
    connect(m_secret, &SecretEdit::copied, this, [this] {
        say(tr("The secret was copied. The clipboard will be emptied in 30 seconds."), false);
    });
}

QLayout *TotpScanPage::head()
{
    m_issuer->setFont(scaled(font(), 1.3, QFont::DemiBold));
    m_account->setForegroundRole(QPalette::PlaceholderText);
    auto *names = new QVBoxLayout;
    names->setSpacing(2);
    names->addWidget(m_issuer);
    names->addWidget(m_account);
    auto *row = new QHBoxLayout;
    row->addLayout(names, 1);
    row->addWidget(m_ring, 0, Qt::AlignTop);
    return row;
}

void TotpScanPage::build()
{
    const QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    m_qrCode->setAccessibleName(tr("QR code to scan with an authenticator app"));
    m_secret->setReadOnly(true);
    m_secret->setFont(fixed);
    m_secret->setMinimumWidth(QFontMetrics(fixed).horizontalAdvance(inGroups(QString(32, u'W'))) + 40);
    m_code->setFont(scaled(fixed, 1.5, QFont::Normal));
    m_code->setMaxLength(7);
    m_code->setAlignment(Qt::AlignHCenter);
    m_code->setInputMethodHints(Qt::ImhDigitsOnly | Qt::ImhSensitiveData);
    m_code->setValidator(new QRegularExpressionValidator(QRegularExpression(u"[0-9 ]*"_s), m_code));
    m_hint->setWordWrap(true);
    m_hint->setMinimumHeight(3 * fontMetrics().lineSpacing());
    m_hint->setAlignment(Qt::AlignTop | Qt::AlignLeft);

    auto *form = new QFormLayout;
    form->setVerticalSpacing(8);
    form->addRow(tr("&Secret:"), m_secret);
    form->addRow(tr("&Code from the app:"), m_code);
    auto *hint = new QHBoxLayout;
    hint->addWidget(m_sign, 0, Qt::AlignTop);
    hint->addWidget(m_hint, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addLayout(head());
    layout->addWidget(m_qrCode, 0, Qt::AlignHCenter);
    layout->addLayout(form);
    layout->addLayout(hint);
    layout->addStretch();
}

bool TotpScanPage::setEnrolment(const TotpEnrolment &enrolment, const QString &person)
{
    const auto parts = OtpAuth::fromUri(enrolment.url);
    if (!parts)
        return false;
    m_issuer->setText(parts->issuer);
    m_account->setText(parts->account == person ? person : parts->account + u" · "_s + person);
    m_qrCode->setText(enrolment.url.toUtf8());
    m_secret->setText(inGroups(enrolment.secret.text()));
    m_secret->setCursorPosition(0);
    setChecking(false);
    say(tr("Scan the code with an authenticator app, or type the secret into it. Then enter the six digits "
           "that it shows."),
        false);
    m_ring->start(shownFor);
    m_code->setFocus();
    return true;
}

void TotpScanPage::clear()
{
    m_ring->stop();
    m_qrCode->clear();
    m_secret->clear();
    m_code->clear();
}

void TotpScanPage::edit(const QString &text)
{
    const QString digits = digitsOf(text);
    if (digits.size() < totp::digits)
        return;
    setChecking(true);
    emit codeEntered(digits.first(totp::digits));
}

void TotpScanPage::setChecking(bool checking)
{
    m_code->setReadOnly(checking);
    if (checking)
        say(tr("Checking the code."), false);
}

void TotpScanPage::refuse(const QString &sentence)
{
    setChecking(false);
    m_code->clear();
    m_code->setFocus();
    say(sentence, true);
}

QString TotpScanPage::clockSentence(qint64 clockOffset)
{
    const QString span = timetext::span(qAbs(clockOffset));
    //: %1 is a span of time such as "3 minutes"
    return clockOffset > 0 ? tr("The clock of that phone is %1 ahead. Let the phone set its clock by itself, "
                                "then enter a new code.")
                                 .arg(span)
                           : tr("The clock of that phone is %1 behind. Let the phone set its clock by "
                                "itself, then enter a new code.")
                                 .arg(span);
}

void TotpScanPage::say(const QString &sentence, bool isTrouble)
{
    m_sign->setPixmap(signIcon(Sign::Warning).pixmap(QSize(16, 16), devicePixelRatioF()));
    m_sign->setVisible(isTrouble);
    m_hint->setText(sentence);
    m_code->setAccessibleDescription(sentence);
}

QString TotpScanPage::inGroups(const QString &secret)
{
    QString grouped;
    for (qsizetype i = 0; i < secret.size(); ++i) {
        if (i > 0 && i % 4 == 0)
            grouped += u' ';
        grouped += secret[i];
    }
    return grouped;
}

void TotpScanPage::hideEvent(QHideEvent *event)
{
    if (!event->spontaneous())
        clear();
    QWidget::hideEvent(event);
}
